"""Forms of contracts and what stands in them. They validate; actions save."""

from contracts.forms.agreements import ContractAddForm, ContractEditForm, EndForm
from contracts.forms.documents import DocumentForm
from contracts.forms.liability import LiabilityDateForm
from contracts.forms.limits import HigherLimitForm, LimitForm, PaymentForm, limit_form
from contracts.forms.parts import ClauseForm, LineForm, ServicesForm, TargetForm
from contracts.forms.rules import ExclusionForm, IndemnityForm, TermsForm, UnlimitedForm, rule_form

__all__ = [
    "ClauseForm", "ContractAddForm", "ContractEditForm", "DocumentForm", "EndForm", "ExclusionForm",
    "HigherLimitForm", "IndemnityForm", "LiabilityDateForm", "LimitForm", "LineForm", "PaymentForm", "ServicesForm",
    "TargetForm", "TermsForm", "UnlimitedForm", "limit_form", "rule_form",
]  # fmt: skip
