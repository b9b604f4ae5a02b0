"""Counts entered by hand: so many of so many."""

from itertools import count
from typing import Any

from crispy_forms.layout import Div
from django import forms
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from contracts.forms.base import DateField, side_by_side
from contracts.forms.results import ResultForm
from contracts.models import Tally
from contracts.reading import tallies
from contracts.service_levels.vocabulary import ONE_DAY, Counted
from core.addresses import address
from core.forms import TakenField
from core.models import choices
from core.words import day

BESIDE = "This counts others than the one before: add both together"


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
    took_minutes = TakenField(
        label="The restore took",
        nothing=None,
        help_text="For example 2 h 40 min. Of several things restored that day, the longest. Empty: nobody timed it.",
    )
    counted_on = DateField(label="Counted on", help_text="The day of the report.")
    beside = forms.BooleanField(label=BESIDE, required=False, widget=forms.HiddenInput)

    class Meta:
        model = Tally
        fields = (
            "metric", "service", "starts_on", "ends_on", "good", "total", "took_minutes", "source", "counted_on",
            "note", "reference",
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
            "beside",
            side_by_side("good", "total"),
            Div("took_minutes", css_class="when-restored"),
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
        if cleaned.get("metric") != Counted.RESTORE_TEST:  # the style sheet hides it then, with what is in it
            cleaned["took_minutes"] = None
            self.errors.pop("took_minutes", None)
        for name, fault in tallies.faults(cleaned, timezone.localdate()):
            self.add_error(name, fault)
        self._ask_whether_beside(cleaned)
        if not cleaned.get("reference") and cleaned.get("metric") and cleaned.get("ends_on"):
            cleaned["reference"] = self._free(f"{cleaned['metric']}-{cleaned['ends_on']:%Y-%m-%d}")
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        return {name: value for name, value in super().values.items() if name != "beside"}

    def _ask_whether_beside(self, cleaned: dict[str, Any]) -> None:
        """What is counted already is corrected. The count of another tool stands beside it, and is added to it, where
        somebody says so."""
        others = self._others(cleaned)
        same = [one for one in others if one.source.casefold() == str(cleaned.get("source", "")).casefold()]
        if same:
            self.add_error("starts_on", self._there_already(same, "Correct that."))
        elif others:
            self.fields["beside"].widget = forms.CheckboxInput()
            if not cleaned.get("beside"):
                self.add_error(
                    "beside", self._there_already(others, "Correct that, or say that this one counts others.")
                )

    def _others(self, cleaned: dict[str, Any]) -> list[Tally]:
        """Counts of this kind for these days, but for those beside which this one stands as it is stored."""
        metric, first, last = (cleaned.get(name) for name in ("metric", "starts_on", "ends_on"))
        if not (metric and first and last):
            return []
        stored, counts = self.instance, Tally.objects.counting(metric, cleaned.get("service"), first, last)
        others = counts.of_customer(self.customer).exclude(pk=stored.pk)
        if not stored._state.adding:
            known = Tally.objects.counting(stored.metric, stored.service, stored.starts_on, stored.ends_on)
            others = others.exclude(pk__in=known)
        return list(others.order_by("-ends_on", "reference"))

    def _there_already(self, others: list[Tally], ask: str) -> SafeString:
        """`Counted already: 23 of 24 on Mon 23 Nov 2026, by Sign-in report. Correct that.`; the figures lead there."""
        slug = self.customer.slug
        counted = (
            (address("contracts:tally-edit", slug, one.pk), one.words, day(one.ends_on), one.source) for one in others
        )
        said = format_html_join("; ", "<a href='{}'>{}</a> on {}, by {}", counted)
        return format_html("Counted already: {}. {}", said, ask)

    def _free(self, name: str) -> str:
        """The name, or the next one that no other count of this customer has."""
        others = Tally.objects.of_customer(self.customer).exclude(pk=self.instance.pk)
        taken = set(others.filter(reference__startswith=name).values_list("reference", flat=True))
        return next(each for number in count(1) if (each := f"{name}-{number}" if number > 1 else name) not in taken)
