"""A site with its opening hours."""

from datetime import time
from typing import Any

from django import forms

from contracts.forms.base import RowForm, group, side_by_side
from contracts.models import USUAL_HOURS, WEEKDAYS, Site
from contracts.snapshots import site_token

Hours = dict[int, tuple[time, time]]


class TimeField(forms.TimeField):
    """A time of day in the browser's own field."""

    def __init__(self, **about: Any) -> None:
        super().__init__(widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}), required=False, **about)
        self.error_messages["invalid"] = "Write a time, for example 17:30."


class SiteForm(RowForm):
    """Name, people, bank holidays, and two times for each day of the week."""

    token_of = staticmethod(site_token)

    class Meta:
        model = Site
        fields = ("name", "people", "region")
        help_texts = {"people": "For contracts that weigh sites by their people."}

    def __init__(self, *args: Any, hours: Hours | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = USUAL_HOURS if hours is None else hours
        for weekday, name in WEEKDAYS:
            opens, closes = known.get(weekday, (None, None))
            self.fields[f"opens_{weekday}"] = TimeField(label=f"{name} from", initial=opens)
            self.fields[f"closes_{weekday}"] = TimeField(label="until", initial=closes)
        self.fields["opens_0"].help_text = "Leave a day empty on which it is shut."
        self.dress(
            "edited",
            "name",
            side_by_side("people", "region"),
            group("When it is open", *(side_by_side(f"opens_{day}", f"closes_{day}") for day, _ in WEEKDAYS)),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        hours: Hours = {}
        for weekday, name in WEEKDAYS:
            opens, closes = cleaned.pop(f"opens_{weekday}", None), cleaned.pop(f"closes_{weekday}", None)
            if (opens is None) != (closes is None):
                self.add_error(f"opens_{weekday}", f"Write both times for {name}, or neither.")
            elif opens and closes and closes <= opens:
                self.add_error(f"closes_{weekday}", f"Write an end after {opens:%H:%M}.")
            elif opens and closes:
                hours[weekday] = (opens, closes)
        if not hours and not self.errors:
            raise forms.ValidationError("Write opening hours for at least one day.")
        cleaned["hours"] = hours
        return cleaned
