"""A day and a time in a form, by the clocks in London; a form that makes one row however often it is sent."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone

from core.days import EARLIEST, LATEST
from core.forms import RowForm
from core.words import moment

MINUTES = "%Y-%m-%dT%H:%M"
FORMATS = (MINUTES, "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M")
INVALID = "Write day and time, for example 31/12/2026 16:30."
SKIPPED = "The clocks went forward then: this time did not exist. Write the hour after."


class MomentField(forms.DateTimeField):
    """A moment, in the browser's own field. Of an hour that comes twice the first is meant: the strict reading.

    The field shows no seconds, and not which of the two it is: a moment that was not changed (`known`) stays
    exactly as it is.
    """

    known: datetime | None = None

    def __init__(self, *, may_be_ahead: bool = False, **about: Any) -> None:
        self.may_be_ahead = may_be_ahead
        about.setdefault("widget", forms.DateTimeInput(format=MINUTES, attrs={"type": "datetime-local"}))
        super().__init__(**about)
        self.error_messages["invalid"] = INVALID

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        if self.known and value == self.widget.format_value(self.prepare_value(self.known)):
            return self.known
        read = self._read(str(value).strip())
        if not EARLIEST <= read.date() <= LATEST:
            raise forms.ValidationError(f"Write a day between {EARLIEST.year} and {LATEST.year}.")
        found = timezone.make_aware(read)
        if timezone.localtime(found.astimezone(UTC)).replace(fold=0) != found:
            raise forms.ValidationError(SKIPPED)
        if not self.may_be_ahead and found > timezone.now():
            raise forms.ValidationError("This time has not come yet: it is in the future. Write when it happened.")
        return found

    def _read(self, text: str) -> datetime:
        for pattern in FORMATS:
            try:
                return datetime.strptime(text, pattern)  # made aware by the caller
            except ValueError:
                continue
        raise forms.ValidationError(self.error_messages["invalid"], code="invalid")


class KeepsMoments(forms.BaseForm):
    """A form that changes no moment which its writer left alone."""

    def full_clean(self) -> None:
        for name, field in self.fields.items():
            if isinstance(field, MomentField):
                field.known = self.get_initial_for_field(field, name)
        super().full_clean()


def first_meant(*forms_: forms.BaseForm) -> str:
    """A sentence about what was typed out of an hour that came twice; "" where nothing was."""
    typed = [
        form.cleaned_data.get(name)
        for form in forms_
        for name, field in form.fields.items()
        if isinstance(field, MomentField) and name in form.changed_data
    ]
    twice = sorted({moment(each) for each in typed if each and _came_twice(each)})
    if not twice:
        return ""
    return f" {' and '.join(twice)} came twice, when the clocks went back: the first, in summer time, is kept."


def _came_twice(at: datetime) -> bool:
    local = timezone.localtime(at)
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()


class Once(forms.Form):
    """A form that makes a row: its key is the row's id, so that a second click makes no second one."""

    key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["key"] = uuid4()


class OnceRowForm(RowForm, Once):
    """A `RowForm` that makes its row once. `hidden` travels with it: a new row's key, or a known one's token."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hidden, other = ("key", "edited") if self.instance._state.adding else ("edited", "key")
        del self.fields[other]
