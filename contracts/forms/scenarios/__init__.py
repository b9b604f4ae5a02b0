"""Forms of "Who would pay?". They validate; actions save."""

from contracts.forms.scenarios.facts import ScenarioForm
from contracts.forms.scenarios.what_ifs import WhatIfForm, YearsForm

__all__ = ["ScenarioForm", "WhatIfForm", "YearsForm"]
