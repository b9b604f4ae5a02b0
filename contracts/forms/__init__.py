"""Forms of contracts and what stands in them. They validate; actions save."""

from contracts.forms.agreements import ContractAddForm, ContractEditForm, EndForm
from contracts.forms.documents import DocumentForm
from contracts.forms.levels import ClaimForm, DecideForm, LeaveForm, LevelTermsForm
from contracts.forms.liability import LiabilityDateForm
from contracts.forms.limits import HigherLimitForm, LimitForm, PaymentForm, limit_form
from contracts.forms.parts import ClauseForm, LineForm, ServicesForm, TargetForm
from contracts.forms.results import MaintenanceForm, OutageForm, TicketForms
from contracts.forms.rules import ExclusionForm, IndemnityForm, TermsForm, UnlimitedForm, rule_form
from contracts.forms.sites import SiteForm

__all__ = [
    "ClaimForm", "ClauseForm", "ContractAddForm", "ContractEditForm", "DecideForm", "DocumentForm", "EndForm",
    "ExclusionForm", "HigherLimitForm", "IndemnityForm", "LeaveForm", "LevelTermsForm", "LiabilityDateForm",
    "LimitForm", "LineForm", "MaintenanceForm", "OutageForm", "PaymentForm", "ServicesForm", "SiteForm",
    "TargetForm", "TermsForm", "TicketForms", "UnlimitedForm", "limit_form", "rule_form",
]  # fmt: skip
