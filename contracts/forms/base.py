"""What the forms of contracts share: native date fields, one look, a token against lost edits."""

from collections.abc import Callable
from datetime import date
from typing import Any, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.db.models import Model

from contracts.models import Bundle, Service
from contracts.snapshots import token
from contracts.terms import EARLIEST, LATEST
from core.words import money


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


class PricedChoices(forms.ModelMultipleChoiceField):
    """Services or bundles to tick, each with what it is and what it costs."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, sold: Model) -> str:
        if isinstance(sold, Service):
            return f"{sold.name}, {money(sold.monthly_fee, 'GBP')} a month"
        services = cast(Bundle, sold).services.all()
        return f"{sold}: {', '.join(service.name for service in services if service.retired_at is None)}"


class Looks(forms.BaseForm):
    """One look for every form: label, hint, error, then the field."""

    def dress(self, *layout: Any) -> None:
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.field_template = "components/field.html"
        self.helper.layout = Layout(*layout)


class RowForm(Looks, forms.ModelForm):
    """A form filled from a row. `edited` says what the row held then, so that nobody's change is lost."""

    token_of: Callable[[Any], str] = staticmethod(token)
    edited = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            self.initial["edited"] = self.token_of(self.instance)

    def _post_clean(self) -> None:
        """Leave the row as it was loaded: the action sets the values on a fresh one."""

    @property
    def values(self) -> dict[str, Any]:
        """What the action stores."""
        return {name: value for name, value in self.cleaned_data.items() if name != "edited"}

    def refill(self, row: Model) -> None:
        """After somebody else's change: keep the writer's text, take the row's new token."""
        self.data = {**self.data.dict(), self.add_prefix("edited"): self.token_of(row)}  # type: ignore[attr-defined]  # a QueryDict


def side_by_side(*names: str) -> Div:
    """Short fields in one line, where there is room."""
    return Div(*names, css_class="fields")


def group(legend: str, *fields: Any) -> Fieldset:
    """Fields that belong together, under a heading."""
    return Fieldset(legend, *fields, css_class="group")
