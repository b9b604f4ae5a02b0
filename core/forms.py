"""What forms of rows share: native date fields, one look, a token against lost edits."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Model
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.html import escape

from core.days import EARLIEST, LATEST
from core.lengths import lasting, minutes_of, minutes_taken
from core.words import day

EMPTY = BLANK_CHOICE_DASH[0]
DASHES = EMPTY[1]
LARGEST: dict[Any, int] = {
    models.PositiveSmallIntegerField: 32_767,
    models.PositiveIntegerField: 2_147_483_647,
}  # in a column
LONGEST = 10 * 366 * 1440  # minutes


class DateField(forms.DateField):
    """A day, in the browser's own date field; none so far off that nothing could be counted from it."""

    widget = forms.DateInput

    def __init__(self, **about: Any) -> None:
        about.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        super().__init__(**about)

    def to_python(self, value: Any) -> date | None:
        found: date | None = super().to_python(value)
        if found and not EARLIEST <= found <= LATEST:
            raise forms.ValidationError(f"Write a day between {EARLIEST.year} and {LATEST.year}.")
        return found


class LastingField(forms.CharField):
    """Minutes, written as `90 min`, `4 h` or `2 days`. Empty is `nothing` (0, or None where not known)."""

    read = staticmethod(minutes_of)

    def __init__(self, *, nothing: int | None = 0, **about: Any) -> None:
        self.nothing = nothing
        super().__init__(**{"required": False, "max_length": 40} | about)

    def prepare_value(self, value: Any) -> Any:
        if value == 0 and self.nothing == 0:
            return ""
        return lasting(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return self.nothing
        try:
            found = self.read(text)
        except ValueError as unread:
            raise forms.ValidationError("Write a time, such as 90 min, 4 h or 2 days.") from unread
        if found > LONGEST:
            raise forms.ValidationError("Write at most ten years.")
        return found


class TakenField(LastingField):
    """The same for how long something takes: a bare number is minutes."""

    read = staticmethod(minutes_taken)


class Looks(forms.BaseForm):
    """One look for every form: label, hint, error, then the field."""

    def dress(self, *layout: Any) -> None:
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.field_template = "components/field.html"
        self.helper.layout = Layout(*layout)
        for field in self.fields.values():
            name_empty(field)


class Meanwhile(forms.BaseForm):
    """What a form knows of a row that somebody else may have changed: `edited` holds what it was filled from.

    `token_of` is the app's own: it knows which fields of its models people change.
    """

    token_of: Callable[[Any], str]

    def refill(self, row: Model) -> None:
        """After somebody else's change: keep the writer's text, take the row's new token."""
        self.data = {**self.data.dict(), self.add_prefix("edited"): self.token_of(row)}  # type: ignore[attr-defined]  # a QueryDict

    def theirs(self, fresh: Model) -> list[tuple[str, str]]:
        """What is stored, where it differs from what the writer wrote: label and words."""
        stored = {field.name for field in fresh._meta.concrete_fields}
        return [
            (str(field.label or self[name].label), _stored(field, fresh, name))
            for name, field in self.fields.items()
            if name in stored and getattr(fresh, name) != self.cleaned_data.get(name)
        ]


class RowForm(Looks, Meanwhile, forms.ModelForm):
    """A form filled from a row. `edited` says what the row held then, so that nobody's change is lost."""

    edited = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            self.initial["edited"] = self.token_of(self.instance)
        self._limit_numbers()

    def _limit_numbers(self) -> None:
        """No whole number that its column cannot hold: the action would fail on it."""
        columns: dict[str, Any] = {column.name: type(column) for column in self.instance._meta.concrete_fields}
        for name, field in self.fields.items():
            largest = LARGEST.get(columns.get(name))
            if largest and isinstance(field, forms.IntegerField) and field.max_value is None:
                field.validators.append(MaxValueValidator(largest))

    def _post_clean(self) -> None:
        """Leave the row as it was loaded: the action sets the values on a fresh one."""

    @property
    def values(self) -> dict[str, Any]:
        """What the action stores."""
        return {name: value for name, value in self.cleaned_data.items() if name != "edited"}


def name_empty(field: forms.Field) -> None:
    """An empty choice that nobody named, in words."""
    words = "Choose one" if field.required else "Not said"
    if isinstance(field, forms.ModelChoiceField):
        field.empty_label = words if field.empty_label == DASHES else field.empty_label
    elif isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        if EMPTY in choices:
            field.choices = [("", words) if choice == EMPTY else choice for choice in choices]


def side_by_side(*names: str, looks: str = "fields") -> Div:
    """Short fields in one line, where there is room. `looks` of `fields fields-3`: three."""
    return Div(*names, css_class=looks)


def group(legend: str, *fields: Any) -> Fieldset:
    """Fields that belong together, under a heading: text, although a Fieldset takes its legend for a template."""
    return Fieldset(escape(legend).replace("{", "&#123;"), *fields, css_class="group")


class Folded(Div):
    """Fields that are seldom changed, folded under a heading; open where one of them has an error."""

    template = "components/folded.html"

    def __init__(self, legend: str, *fields: str) -> None:
        super().__init__(*fields)
        self.legend, self.is_open = legend, False

    def render(self, form: Any, context: Any, **about: Any) -> Any:
        self.is_open = any(name in form.errors for name in self.fields)
        return super().render(form, context, **about)


def _stored(field: forms.Field, row: Model, name: str) -> str:
    """What is stored, as it is written into the field where that is how people know it."""
    if isinstance(field, LastingField):
        return field.prepare_value(getattr(row, name)) or "nothing"
    return shown(row, name)


def shown(row: Model, name: str) -> str:
    """A stored value as a reader of a clash sees it."""
    display = getattr(row, f"get_{name}_display", None)
    value = display() if display else getattr(row, name)
    if value in (None, ""):
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, list):
        return ", ".join(str(each).replace("_", " ").lower() for each in value) or "nothing"
    return str(value)
