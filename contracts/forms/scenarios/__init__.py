"""Forms of "Who would pay?". They validate; actions save."""

from contracts.forms.scenarios.facts import ScenarioForm
from contracts.forms.scenarios.lists import ScenarioFilter
from contracts.forms.scenarios.what_ifs import WhatIfForm, YearsForm

__all__ = ["ScenarioFilter", "ScenarioForm", "WhatIfForm", "YearsForm"]
