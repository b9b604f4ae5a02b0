"""Outages and planned maintenance, entered by hand."""

from typing import Any

from django import forms

from accounts.models import Customer
from contracts.forms.base import RowForm, side_by_side
from contracts.models import MaintenanceWindow, Outage, Service, Site
from contracts.service_levels.vocabulary import Exclusion
from core.models import choices
from core.moments import KeepsMoments, MomentField, first_meant
from core.words import moment


class ResultForm(KeepsMoments, RowForm):
    """Something that happened at one customer."""

    begins = ""
    ends: tuple[str, ...] = ()

    def __init__(self, *args: Any, customer: Customer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.customer = customer
        bought = Service.objects.filter(lines__contract__customer=customer).distinct()
        self._choose("service", bought.order_by("name", "pk"), "None in particular")
        if "site" in self.fields:
            self._choose("site", Site.objects.filter(customer=customer).order_by("name", "pk"), "None in particular")

    def _choose(self, name: str, rows: Any, empty: str) -> None:
        choice: Any = self.fields[name]
        choice.queryset, choice.empty_label = rows, empty

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        start = cleaned.get(self.begins)
        for name in self.ends:
            if start and (end := cleaned.get(name)) and end < start:
                self.add_error(name, f"This can’t be before {moment(start)}.")
        return cleaned

    @property
    def notes(self) -> str:
        """What the writer should know of what was read."""
        return first_meant(self)


class OutageForm(ResultForm):
    """A stretch in which something was down."""

    begins, ends = "starts_at", ("ends_at",)

    starts_at = MomentField(label="Down from")
    ends_at = MomentField(label="Until", required=False, help_text="Leave empty while it lasts.")
    exclusion = forms.ChoiceField(
        label="Cause that a contract may leave out",
        choices=[("", "None of these: it counts"), *choices(Exclusion)],
        required=False,
    )

    class Meta:
        model = Outage
        fields = (
            "reference", "title", "service", "site", "starts_at", "ends_at", "exclusion", "exclusion_reason",
        )  # fmt: skip
        help_texts = {
            "reference": "The number in your ticket or monitoring system.",
            "exclusion_reason": "Both sides read this.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("service", self.fields["service"].queryset, "All services")  # type: ignore[attr-defined]  # ours
        self._choose("site", self.fields["site"].queryset, "All sites")  # type: ignore[attr-defined]  # ours
        self.dress(
            "edited",
            side_by_side("reference", "title"),
            side_by_side("service", "site"),
            side_by_side("starts_at", "ends_at"),
            side_by_side("exclusion", "exclusion_reason"),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("exclusion") and not cleaned.get("exclusion_reason"):
            self.add_error("exclusion_reason", "Say why it is that cause.")
        return cleaned


class MaintenanceForm(ResultForm):
    """Work planned beforehand."""

    begins, ends = "starts_at", ("ends_at",)

    starts_at = MomentField(label="From", may_be_ahead=True)
    ends_at = MomentField(label="Until", may_be_ahead=True)
    notified_at = MomentField(
        label="The customer was told",
        required=False,
        may_be_ahead=True,
        help_text="Leave empty if it was not told beforehand.",
    )

    class Meta:
        model = MaintenanceWindow
        fields = ("title", "service", "site", "starts_at", "ends_at", "notified_at")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("service", self.fields["service"].queryset, "All services")  # type: ignore[attr-defined]  # ours
        self._choose("site", self.fields["site"].queryset, "All sites")  # type: ignore[attr-defined]  # ours
        self.dress(
            "edited",
            "title",
            side_by_side("service", "site"),
            side_by_side("starts_at", "ends_at"),
            "notified_at",
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("ends_at") and cleaned["ends_at"] == cleaned.get("starts_at"):
            self.add_error("ends_at", "Work takes some time: write a later end.")
        return cleaned
