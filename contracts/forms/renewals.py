"""A renewal decided, and the filters of the renewals page."""

from typing import Any

from django import forms

from contracts.enums import Near, Outcome
from contracts.forms.base import DateField, Looks
from contracts.models import RenewalDecision
from core.filters import Filter, search

SELECT = forms.Select(attrs={"class": "form-select"})
MEANING = [
    (Outcome.RENEW, "Renew as it is: it runs on, and nobody is reminded again for this term"),
    (Outcome.RENEGOTIATE, "Renegotiate: new terms are agreed before it renews"),
    (Outcome.END, "End it: you are reminded until the notice is given and the end is noted"),
]


class DecisionForm(Looks, forms.Form):
    """What happens after one term. `term_end` says which term the writer saw."""

    term_end = DateField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(label="Decision", choices=MEANING, widget=forms.RadioSelect)
    note = forms.CharField(
        label="Why",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="For your own people; never shown to the customer.",
    )

    def __init__(self, *args: Any, term_end: Any, decision: RenewalDecision | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["term_end"] = term_end
        if decision:
            self.initial.update(outcome=decision.outcome, note=decision.note)
        self.dress("term_end", "outcome", "note")


class RenewalFilter(Filter):
    """Search and filters of the renewals page; words nobody offered are ignored."""

    q = search("Search by customer or contract")
    near = forms.ChoiceField(
        label="Days to the last day for notice",
        required=False,
        widget=SELECT,
        choices=[("", "Any day"), *((each.value, each.label) for each in Near)],
    )
    decision = forms.ChoiceField(
        label="Decision",
        required=False,
        widget=SELECT,
        choices=[("", "Decided or not"), ("open", "Not decided"), *((each.value, each.label) for each in Outcome)],
    )
