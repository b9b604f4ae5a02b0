"""Forms of contracts and what stands in them. They validate; actions save."""

from contracts.forms.agreements import ContractAddForm, ContractEditForm, EndForm
from contracts.forms.documents import DocumentForm
from contracts.forms.parts import ClauseForm, LineForm, ServicesForm, TargetForm

__all__ = [
    "ClauseForm", "ContractAddForm", "ContractEditForm", "DocumentForm", "EndForm", "LineForm",
    "ServicesForm", "TargetForm",
]  # fmt: skip
