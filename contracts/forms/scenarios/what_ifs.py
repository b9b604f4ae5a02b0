"""Other terms for the same event, and the examples that make up a year."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms

from contracts.forms.base import Looks, group, side_by_side
from contracts.forms.insurance.fields import AmountField
from contracts.forms.scenarios.facts import PercentField
from contracts.insurance.kinds import BiRetention, WaitingMode
from contracts.scenarios.changes import Topic
from core.models import choices

LONGEST = 8784  # hours in a year
OF_POLICY = (
    "retention", "aggregate_limit", "event_sublimit", "coinsurance", "waiting_hours", "waiting_mode", "bi_retention",
)  # fmt: skip


class WhatIfForm(Looks, forms.Form):
    """Other terms. What is left empty stays as it is on file."""

    name = forms.CharField(label="Call it", max_length=120, help_text="For example: If the cap were £50,000.")
    general_cap = AmountField(label="The general limit", required=False)
    super_cap = AmountField(
        label="The higher limit, for some losses",
        required=False,
        help_text="It does not move with the general limit: write both.",
    )
    no_cap = forms.BooleanField(label="No general limit at all", required=False)
    without_exclusions = forms.MultipleChoiceField(
        label="Paid for, although it is excluded now", required=False, widget=forms.CheckboxSelectMultiple
    )
    retention = AmountField(label="The excess", required=False)
    aggregate_limit = AmountField(label="The most it pays", required=False)
    event_sublimit = AmountField(label="The most it pays for this kind of event", required=False)
    coinsurance = PercentField(label="The share kept of each claim, in per cent", required=False)
    waiting_hours = forms.IntegerField(label="The waiting hours", min_value=0, max_value=LONGEST, required=False)
    waiting_mode = forms.ChoiceField(
        label="Once they have passed", required=False, choices=[("", "As it is"), *choices(WaitingMode)]
    )
    bi_retention = forms.ChoiceField(
        label="The excess on lost business", required=False, choices=[("", "As it is"), *choices(BiRetention)]
    )
    without_sections = forms.MultipleChoiceField(
        label="Without these parts", required=False, widget=forms.CheckboxSelectMultiple
    )
    unmet = forms.MultipleChoiceField(
        label="These conditions are not met", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        *args: Any,
        policy: dict[str, Any] | None,
        excluded: Iterable[Topic] = (),
        your: str = "Your",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        parts = [part["name"] for part in policy["sections"]] if policy else []
        self._offer("without_exclusions", [(str(topic), topic.label) for topic in excluded])
        self._offer("without_sections", [(name, name) for name in parts])
        self._offer("unmet", [(one["code"], one["code"]) for one in policy.get("conditions", ())] if policy else [])
        if not policy:
            for name in OF_POLICY:
                del self.fields[name]
        self.dress("name", self._of_contract(), *([self._of_policy(your)] if policy else []))

    def _of_contract(self) -> Any:
        own = [name for name in ("without_exclusions",) if name in self.fields]
        return group("The contract", side_by_side("general_cap", "super_cap"), "no_cap", *own)

    def _of_policy(self, your: str) -> Any:
        own = [name for name in ("without_sections", "unmet") if name in self.fields]
        pairs = [
            side_by_side("retention", "aggregate_limit"),
            side_by_side("coinsurance", "event_sublimit"),
            side_by_side("waiting_hours", "waiting_mode"),
        ]
        return group(f"{your} policy", *pairs, "bi_retention", *own)

    def _offer(self, name: str, offered: list[tuple[str, str]]) -> None:
        field: Any = self.fields[name]
        field.choices = offered
        if not offered:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not self.changes:
            raise forms.ValidationError("Change at least one term.")
        return cleaned

    @property
    def changes(self) -> dict[str, Any]:
        """Only what was written, as plain data."""
        cleaned = self.cleaned_data
        found = {name: cleaned.get(name) for name in self.fields if name not in ("name", "no_cap")}
        if cleaned.get("no_cap"):
            found["general_cap"] = "none"
        return {
            name: str(value) if isinstance(value, Decimal) else value
            for name, value in found.items()
            if value not in (None, "", [])
        }


class YearsForm(Looks, forms.Form):
    """Which examples make up a year."""

    scenarios = forms.MultipleChoiceField(label="What can happen in a year", widget=forms.CheckboxSelectMultiple)
    tolerance = AmountField(
        label="A year may cost you at most", required=False,
        help_text="The loss that the business could bear in a year after everyone has paid. A check compares it with a "
        "bad year.",
    )  # fmt: skip

    def __init__(self, *args: Any, offered: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["scenarios"]
        field.choices = [(str(row.pk), row.name) for row in offered]
        self.initial.setdefault("scenarios", [str(row.pk) for row in offered])
        self.dress("scenarios", "tolerance")
