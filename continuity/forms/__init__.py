"""Forms for what a business depends on."""

from continuity.forms.facts import FactsForm, StepCostForm, TakingsForm, TakingsRowForm
from continuity.forms.graph import LinkForm, NodeForm

__all__ = ["FactsForm", "LinkForm", "NodeForm", "StepCostForm", "TakingsForm", "TakingsRowForm"]
