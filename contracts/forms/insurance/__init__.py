"""Forms of insurance policies and what stands in them. They validate; actions save."""

from contracts.forms.insurance.parts import ConditionForm, NoticeForm, SectionForm, SublimitForm
from contracts.forms.insurance.policy import PolicyForm, PublishForm, ReviewForm

__all__ = ["ConditionForm", "NoticeForm", "PolicyForm", "PublishForm", "ReviewForm", "SectionForm", "SublimitForm"]
