"""What the forms of liability share: the clauses to cite, and heads and causes to tick."""

from typing import Any

from crispy_forms.layout import Div
from django import forms
from django.utils.html import format_html

from contracts.forms.base import DateField
from contracts.forms.parts import PartForm
from core.enums import Labelled

NO_CLAUSE = "No clause"


class CodesField(forms.MultipleChoiceField):
    """Words of a vocabulary to tick; kept as their codes in the vocabulary's order."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, words: Any, **about: Any) -> None:
        about.setdefault("required", False)
        self.codes = [word.value for word in words]
        super().__init__(choices=[(word.value, _with_term(word)) for word in words], **about)

    def prepare_value(self, value: Any) -> Any:
        return value.split() if isinstance(value, str) else value

    def clean(self, value: Any) -> str:
        ticked = set(super().clean(value))
        return " ".join(code for code in self.codes if code in ticked)


def _with_term(word: Labelled) -> str:
    return format_html('{} <span class="term">{}</span>', word.label, word.term)


class LiabilityDateForm(forms.Form):
    """The day of the event that the page answers for."""

    on = DateField(label="On which day?")


class LiabilityForm(PartForm):
    """A row that cites clauses of its own contract."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        clauses = self.contract.clauses.order_by("position", "pk")
        listed = [("", NO_CLAUSE), *((each.pk, f"{each.number} {each.heading}") for each in clauses)]
        for name, field in self.fields.items():
            if name.endswith("clause"):
                choice: Any = field
                choice.queryset, choice.choices, choice.label = clauses, listed, "Clause"

    def offer(self, name: str, empty: str) -> None:
        """What the empty choice of a field says."""
        choice: Any = self.fields[name]
        choice.choices = [("", empty), *(pair for pair in choice.choices if pair[0])]


def in_columns(name: str) -> Div:
    """Many boxes to tick, in two columns where there is room."""
    return Div(name, css_class="in-columns")
