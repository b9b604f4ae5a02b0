"""One plain question, answered with a thumb."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django import forms

from continuity.interview.answers import LONGEST, MOST, Kind, Open, Value, keep
from continuity.interview.question import Question
from continuity.interview.sectors import STARTERS
from contracts.forms.base import Looks, side_by_side
from contracts.forms.insurance.fields import AmountField
from contracts.forms.sites import TimeField
from contracts.models import WEEKDAYS
from core.words import lower_first

UNITS = {"minutes": 1, "hours": 60, "days": 1440}
HUNDRED = Decimal(100)
YES_NO = {"yes": True, "no": False}
TOO_LONG = "Write at most a year."


class SectorForm(Looks, forms.Form):
    """Which kind of business is closest."""

    sector = forms.ChoiceField(label="Closest to yours", widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(each.key, f"{each.name}: {lower_first(each.about)}") for each in STARTERS.values()]
        self.fields["sector"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField
        self.dress("sector")


class AnswerForm(Looks, forms.Form):
    """The answer to one question, filled with what is known or usual. `kept` is what the action stores."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, question: Question, shown: Value | None, seen: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question = question
        self.initial["seen"] = seen
        layout = FIELDS[question.kind](self, question, shown)
        self.dress("seen", *layout)

    @property
    def kept(self) -> Any:
        data, kind = self.cleaned_data, self.question.kind
        if kind == Kind.HOURS:
            days = tuple(int(day) for day in data["days"])
            return keep(kind, Open(days, data["opens"], data["closes"]))
        if kind == Kind.LASTING:
            return int(data["amount"] * UNITS[data["unit"]])
        answer = data["answer"]
        if kind == Kind.YES_NO:
            return YES_NO[answer]
        return answer if kind == Kind.CHOICE else f"{answer.normalize():f}"

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if "amount" in data and "unit" in data:
            minutes = data["amount"] * UNITS[data["unit"]]
            if minutes > LONGEST:
                self.add_error("amount", TOO_LONG)
            elif minutes != int(minutes):
                self.add_error("amount", "Write whole minutes.")
        return data


def _yes_no(form: AnswerForm, question: Question, shown: Value | None) -> tuple[Any, ...]:
    answers = (("yes", "Yes"), ("no", "No"))
    initial = None if shown is None else "yes" if shown else "no"
    form.fields["answer"] = forms.ChoiceField(
        label="Your answer", choices=answers, initial=initial, widget=forms.RadioSelect
    )
    return ("answer",)


def _choice(form: AnswerForm, question: Question, shown: Value | None) -> tuple[Any, ...]:
    form.fields["answer"] = forms.ChoiceField(
        label="Your answer", choices=question.options, initial=shown, widget=forms.RadioSelect
    )
    return ("answer",)


def _lasting(form: AnswerForm, question: Question, shown: Value | None) -> tuple[Any, ...]:
    amount, unit = _split(int(str(shown)) if shown is not None else None)
    form.fields["amount"] = forms.DecimalField(
        label="How long", min_value=0, max_digits=7, decimal_places=2, initial=amount,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )  # fmt: skip
    form.fields["unit"] = forms.ChoiceField(
        label="Counted in", choices=[(each, each.capitalize()) for each in UNITS], initial=unit,
        widget=forms.RadioSelect,
    )  # fmt: skip
    return ("amount", "unit")


def _percent(form: AnswerForm, question: Question, shown: Value | None) -> tuple[Any, ...]:
    initial = f"{(shown * HUNDRED).normalize():f}" if isinstance(shown, Decimal) else None
    form.fields["answer"] = forms.DecimalField(
        label="Per cent, 0 to 100", min_value=0, max_value=100, max_digits=5, decimal_places=2, initial=initial,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )  # fmt: skip
    return ("answer",)


def _money(form: AnswerForm, question: Question, shown: Value | None) -> tuple[Any, ...]:
    form.fields["answer"] = AmountField(label="Pounds", max_value=MOST, max_digits=12, initial=shown)
    return ("answer",)


def _hours(form: AnswerForm, question: Question, shown: Value | None) -> tuple[Any, ...]:
    known = shown if isinstance(shown, Open) else None
    form.fields["days"] = forms.MultipleChoiceField(
        label="On", choices=WEEKDAYS, initial=known and list(known.days), widget=forms.CheckboxSelectMultiple
    )
    form.fields["opens"] = TimeField(label="From", initial=known and known.opens)
    form.fields["closes"] = TimeField(label="Until", initial=known and known.closes)
    form.fields["closes"].help_text = "Earlier than the beginning: after midnight."
    for name in ("opens", "closes"):
        form.fields[name].required = True
    return ("days", side_by_side("opens", "closes"))


FIELDS: dict[Kind, Callable[[AnswerForm, Question, Value | None], tuple[Any, ...]]] = {
    Kind.YES_NO: _yes_no,
    Kind.CHOICE: _choice,
    Kind.LASTING: _lasting,
    Kind.PERCENT: _percent,
    Kind.MONEY: _money,
    Kind.HOURS: _hours,
}


def _split(minutes: int | None) -> tuple[Decimal | None, str]:
    """In the unit in which people say it."""
    if minutes is None:
        return None, "hours"
    unit = "days" if minutes and not minutes % 1440 else "hours" if minutes >= 60 and not minutes % 15 else "minutes"
    return (Decimal(minutes) / UNITS[unit]).normalize() + 0, unit
