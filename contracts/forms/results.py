"""Outages, planned maintenance and counts, entered by hand."""

from itertools import count
from typing import Any

from django import forms
from django.utils import timezone

from accounts.models import Customer
from contracts.forms.base import DateField, RowForm, side_by_side
from contracts.models import MaintenanceWindow, Outage, Service, Site, Tally
from contracts.reading import tallies
from contracts.service_levels.vocabulary import ONE_DAY, Counted, Exclusion
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


class TallyForm(ResultForm):
    """So many of so many over some days or as at one, as another system counted them."""

    metric = forms.ChoiceField(label="What was counted", choices=choices(Counted))
    starts_on = DateField(label="From", help_text="The first day counted.")
    ends_on = DateField(
        label="Until",
        required=False,
        help_text="The last day counted. Backups and updates have a count for each month; all else has one day.",
    )
    good = forms.IntegerField(
        label="Went well",
        min_value=0,
        max_value=tallies.MOST,
        help_text="For example backups that succeeded, updates in time, or who and what is covered.",
    )
    total = forms.IntegerField(
        label="Of how many",
        min_value=0,
        max_value=tallies.MOST,
        help_text="All that were attempted or in scope, or all people, computers or accounts there are.",
    )
    counted_on = DateField(label="Counted on", help_text="The day of the report.")

    class Meta:
        model = Tally
        fields = (
            "metric", "service", "starts_on", "ends_on", "good", "total", "source", "counted_on", "note", "reference",
        )  # fmt: skip
        labels = {"source": "Where the figures are from"}
        help_texts = {
            "source": "For example: the backup system’s monthly report. Both sides read this.",
            "note": "Who or what is not covered. Of accounts: what was taken away. Both sides read this.",
            "reference": "Leave empty for one made of what was counted and when. A file with the same one changes it.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("service", self.fields["service"].queryset, "All services")  # type: ignore[attr-defined]  # ours
        self.fields["reference"].required = False
        self.dress(
            "edited",
            "metric",
            "service",
            side_by_side("starts_on", "ends_on"),
            side_by_side("good", "total"),
            side_by_side("source", "counted_on"),
            "note",
            "reference",
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("ends_on") and "ends_on" not in self.errors:
            if cleaned.get("metric") in ONE_DAY:
                cleaned["ends_on"] = cleaned.get("starts_on")
            else:
                self.add_error("ends_on", "Choose the last day that was counted.")
        for name, fault in tallies.faults(cleaned, timezone.localdate()):
            self.add_error(name, fault)
        if not cleaned.get("reference") and cleaned.get("metric") and cleaned.get("ends_on"):
            cleaned["reference"] = self._free(f"{cleaned['metric']}-{cleaned['ends_on']:%Y-%m-%d}")
        return cleaned

    def _free(self, name: str) -> str:
        """The name, or the next one that no other count of this customer has."""
        others = Tally.objects.of_customer(self.customer).exclude(pk=self.instance.pk)
        taken = set(others.filter(reference__startswith=name).values_list("reference", flat=True))
        return next(each for number in count(1) if (each := f"{name}-{number}" if number > 1 else name) not in taken)
