"""Filters of the lists of findings."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from accounts.models import Customer

SEVERITIES = [
    ("", "Any severity"),
    ("high", "High"),
    ("medium", "Medium"),
    ("low", "Low"),
    ("unknown", "Not checked: facts missing"),
]


class FindingFilter(forms.Form):
    """Words, severity and check; across customers also the customer."""

    q = forms.CharField(required=False, label="Search findings", max_length=100)
    severity = forms.ChoiceField(required=False, label="Severity", choices=SEVERITIES)
    check = forms.ChoiceField(required=False, label="Check")
    customer = forms.ModelChoiceField(
        Customer.objects.none(), required=False, label="Customer", to_field_name="slug", empty_label="Any customer"
    )

    def __init__(
        self,
        *args: Any,
        checks: list[tuple[str, str]],
        customers: QuerySet[Customer] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["check"].choices = [("", "Any check"), *checks]  # type: ignore[attr-defined]  # a ChoiceField
        if customers is None:
            del self.fields["customer"]
        else:
            self.fields["customer"].queryset = customers  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["q"].widget.attrs |= {
            "type": "search",
            "class": "form-control",
            "placeholder": "Search by job or words",
        }
        for name in self.fields.keys() - {"q"}:
            self.fields[name].widget.attrs["class"] = "form-select"

    def chosen(self, name: str) -> str:
        """What was asked for; empty where it was nothing that is offered."""
        self.is_valid()
        value = self.cleaned_data.get(name)
        return value.slug if isinstance(value, Customer) else value or ""

    @property
    def is_filtered(self) -> bool:
        return any(self.chosen(name) for name in self.fields)
