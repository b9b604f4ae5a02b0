"""Forms of contracts and what stands in them. They validate; actions save."""

from contracts.forms.agreements import ContractAddForm, ContractEditForm, EndForm
from contracts.forms.documents import DocumentForm
from contracts.forms.endings import EndingForm
from contracts.forms.levels import ClaimForm, DecideForm, LeaveForm, LevelTermsForm
from contracts.forms.liability import LiabilityDateForm
from contracts.forms.limits import HigherLimitForm, LimitForm, PaymentForm, limit_form
from contracts.forms.parts import ClauseForm, LineForm, ServicesForm, TargetForm
from contracts.forms.results import MaintenanceForm, OutageForm
from contracts.forms.rules import ExclusionForm, IndemnityForm, TermsForm, UnlimitedForm, rule_form
from contracts.forms.sites import SiteForm
from contracts.forms.tallies import TallyForm
from contracts.forms.tickets import TicketForms

__all__ = [
    "ClaimForm", "ClauseForm", "ContractAddForm", "ContractEditForm", "DecideForm", "DocumentForm", "EndForm",
    "EndingForm", "ExclusionForm", "HigherLimitForm", "IndemnityForm", "LeaveForm", "LevelTermsForm",
    "LiabilityDateForm", "LimitForm", "LineForm", "MaintenanceForm", "OutageForm", "PaymentForm", "ServicesForm",
    "SiteForm", "TallyForm", "TargetForm", "TermsForm", "TicketForms", "UnlimitedForm", "limit_form", "rule_form",
]  # fmt: skip
