"""Other terms for the same event, and the examples that make up a year."""

from decimal import Decimal
from typing import Any

from django import forms

from contracts.forms.base import Looks, group, side_by_side
from contracts.forms.insurance.fields import AmountField
from contracts.insurance.kinds import BiRetention, WaitingMode
from core.models import choices

LONGEST = 8784  # hours in a year


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
    retention = AmountField(label="The excess", required=False)
    aggregate_limit = AmountField(label="The most it pays", required=False)
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

    def __init__(self, *args: Any, policy: dict[str, Any] | None, your: str = "Your", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("without_sections", [part["name"] for part in policy["sections"]] if policy else [])
        self._offer("unmet", [one["code"] for one in policy.get("conditions", ())] if policy else [])
        own = [name for name in ("without_sections", "unmet") if name in self.fields]
        if not policy:
            for name in ("retention", "aggregate_limit", "waiting_hours", "waiting_mode", "bi_retention"):
                del self.fields[name]
        pairs = [
            side_by_side("retention", "aggregate_limit"),
            side_by_side("waiting_hours", "waiting_mode"),
            "bi_retention",
        ]
        about = [group(f"{your} policy", *pairs, *own)] if policy else []
        self.dress("name", group("The contract", side_by_side("general_cap", "super_cap"), "no_cap"), *about)

    def _offer(self, name: str, words: list[str]) -> None:
        field: Any = self.fields[name]
        field.choices = [(word, word) for word in words]
        if not words:
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

    def __init__(self, *args: Any, offered: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["scenarios"]
        field.choices = [(str(row.pk), row.name) for row in offered]
        self.initial.setdefault("scenarios", [str(row.pk) for row in offered])
        self.dress("scenarios")
