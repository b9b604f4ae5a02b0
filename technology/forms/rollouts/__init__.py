"""Forms of updates, rings and ways back. They validate; actions save."""

from technology.forms.rollouts.plans import (
    PlanForm,
    RingFormSet,
    RollbackPlanForm,
    RollbackTestForm,
    VolunteersForm,
    WayBackFilter,
)
from technology.forms.rollouts.steps import BypassForm, CloseStopForm, CountForm, ShortenForm, StopForm, WordsForm
from technology.forms.rollouts.updates import BoardFilter, UnstagedForm, UpdateForm

__all__ = [
    "BoardFilter", "BypassForm", "CloseStopForm", "CountForm", "PlanForm", "RingFormSet", "RollbackPlanForm",
    "RollbackTestForm", "ShortenForm", "StopForm", "UnstagedForm", "UpdateForm", "VolunteersForm", "WayBackFilter",
    "WordsForm",
]  # fmt: skip
