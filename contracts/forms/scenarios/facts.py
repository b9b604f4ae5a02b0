"""What happened in plain words, what it costs, what an hour brings in. It validates; actions save."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from crispy_forms.layout import HTML, Layout
from django import forms

from contracts.forms.base import DateField, RowForm, group, side_by_side
from contracts.forms.insurance.fields import HUNDRED, AmountField
from contracts.loss.terms import InvalidTerms
from contracts.loss.vocabulary import Cause, Head
from contracts.models import LossScenario
from contracts.scenarios import trade
from contracts.scenarios.case import PROFIT, Terms, work_out
from contracts.scenarios.starts import Start
from contracts.scenarios.suggested import ADVICE, CREDITS
from contracts.terms import EARLIEST, LATEST
from core.models import choices

LONGEST = 8784  # hours in a year
TRADE = ("revenue", "gross_profit", "started_at", "opens", "closes", "days", "kept", "kept_hours")
OFTEN = ("often_low", "often_mode", "often_high")
WEEKDAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")
WEEK = [(str(day), name) for day, name in enumerate(WEEKDAYS)]
FLAGS = ("advice_declined", "availability_failure")
DECLINED = (("", "As the advice on file says"), ("yes", "Yes, it was turned down"), ("no", "No"))
ASIDE = ["waiting_extra", "waiting_profit", "refund_head", "refund", "terms_on"]


class PercentField(forms.DecimalField):
    """A whole share, 0 to 100 per cent, kept as a fraction of 1."""

    def __init__(self, **about: Any) -> None:
        super().__init__(**{"min_value": 0, "max_value": 100, "max_digits": 5, "decimal_places": 2} | about)

    def prepare_value(self, value: Any) -> Any:
        return f"{(value * HUNDRED).normalize():f}" if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Decimal | None:
        written = super().clean(value)
        return None if written is None else (written / HUNDRED).quantize(Decimal("0.0001"))


class DeclinedField(forms.TypedChoiceField):
    """Yes, no, or None: to be worked out from the advice that the customer decided against."""

    def __init__(self, **about: Any) -> None:
        super().__init__(choices=DECLINED, coerce="yes".__eq__, empty_value=None, required=False, **about)

    def prepare_value(self, value: Any) -> Any:
        """A stored fact as its choice; what was sent stays as it is."""
        return {True: "yes", False: "no", None: ""}.get(value, value)


class ScenarioForm(RowForm):
    """What happened and what it costs: every amount is the person's own.

    What is known from an incident (`begun`) stands in it to be corrected; `hints` tell where such figures come from.
    The provider's part, credits and declined advice may be left empty: contracts/scenarios/filling.py works them out.
    """

    cause = forms.ChoiceField(label="What went wrong", choices=choices(Cause))
    duration_hours = forms.DecimalField(
        label="How long it lasts, in hours", min_value=0, max_value=LONGEST, decimal_places=2, required=False,
        help_text="Clock hours, nights and Sundays included. 0 if nothing stops.",
    )  # fmt: skip
    terms_on = DateField(
        label="With the terms of", required=False, help_text="Leave empty for what is on file on the day it is read."
    )
    msp_share = PercentField(label="The provider’s part in it, in per cent", required=False)
    service_credits = AmountField(
        label="Service credits due for it", required=False,
        help_text="Leave empty to have them worked out from the service levels.",
    )  # fmt: skip
    advice_declined = DeclinedField(
        label="Was advice turned down that would have helped?",
        help_text="Left as it is, it follows the decisions on advice about what went wrong.",
    )
    refund_head = forms.ChoiceField(label="Paid back by others for", required=False)
    refund = AmountField(label="How much", required=False)
    waiting_extra = AmountField(label="Extra cost in the waiting hours", required=False)
    waiting_profit = AmountField(label="Lost profit in the waiting hours", required=False)
    revenue = AmountField(label="Takings in an hour", required=False)
    gross_profit = PercentField(label="Gross profit, in per cent of takings", required=False)
    started_at = forms.DateTimeField(
        label="It begins",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    opens = forms.TimeField(
        label="You open at", required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    closes = forms.TimeField(
        label="You close at", required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    days = forms.MultipleChoiceField(
        label="You trade on", choices=WEEK, required=False, widget=forms.CheckboxSelectMultiple
    )
    kept = PercentField(
        label="Trade kept by a workaround, in per cent", required=False, help_text="Cash and paper, for example."
    )
    kept_hours = forms.DecimalField(
        label="For how many trading hours", min_value=0, max_value=LONGEST, decimal_places=2, required=False,
        help_text="Leave empty if it goes on all the time.",
    )  # fmt: skip
    often_low = forms.DecimalField(label="Times a year, at least", min_value=0, max_value=100, required=False)
    often_mode = forms.DecimalField(label="Most likely", min_value=0, max_value=100, required=False)
    often_high = forms.DecimalField(label="At most", min_value=0, max_value=100, required=False)
    least = forms.DecimalField(
        label="It could cost as little as, in per cent", min_value=0, max_value=100, required=False
    )
    most = forms.DecimalField(label="And as much as, in per cent", min_value=100, max_value=1000, required=False)

    class Meta:
        model = LossScenario
        fields = ("name", "story", "cause", "terms_on", "duration_hours", "msp_share", "advice_declined",
                  "availability_failure", "service_credits")  # fmt: skip
        labels = {
            "name": "What happens, in a line",
            "story": "The story in plain words",
            "availability_failure": "It misses a service level of availability in the contract",
        }
        widgets = {"story": forms.Textarea(attrs={"rows": 3})}

    def __init__(
        self,
        *args: Any,
        start: Start | None = None,
        source: LossScenario | None = None,
        begun: dict[str, Any] | None = None,
        hints: dict[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.start = start
        for head in Head:
            self.fields[f"head_{head}"] = AmountField(label=head.label, required=False, help_text=head.term)
        refunds: Any = self.fields["refund_head"]
        refunds.choices = [("", "Nothing"), *choices(Head)]
        filled = source or (None if self.instance._state.adding else self.instance)
        self.initial.update(_filled(filled) if filled else _begun(start) | _from_facts(begun or {}))
        for name, words in ({"msp_share": start.share_hint if start else ""} | (hints or {})).items():
            self.fields[name].help_text = words or self.fields[name].help_text
        self.dress(*self._layout(filled))

    def _layout(self, filled: LossScenario | None) -> tuple[Any, ...]:
        first = self.start.asks if self.start else tuple(head for head in Head if self.initial.get(f"head_{head}"))
        first = tuple(head for head in Head if head in first) or tuple(Head)
        rest = [f"head_{head}" for head in Head if head not in first]
        more = [self._folded("Other costs", rest)] if rest else []
        return (
            "edited",
            group("What happens", "name", "story", side_by_side("cause", "duration_hours")),
            group("What it costs, in pounds", *_pairs([f"head_{head}" for head in first])),
            *more,
            self._folded("Work out lost profit from the hours", [*TRADE]),
            group("The provider", side_by_side("msp_share", "service_credits"), *FLAGS),
            self._folded("Waiting hours, money back, another day", ASIDE),
            self._folded("How often, for simulated years", [*OFTEN, "least", "most"]),
        )  # fmt: skip

    def _folded(self, summary: str, names: list[str]) -> Layout:
        """Fields that most people leave alone; open where something stands in them, or may be wrong."""
        is_open = " open" if self.is_bound or any(self.initial.get(name) for name in names) else ""
        opening = HTML(f'<details class="more"{is_open}><summary>{summary}</summary><div class="group">')
        return Layout(opening, *_pairs(names), HTML("</div></details>"))

    def clean_started_at(self) -> datetime | None:
        started_at: datetime | None = self.cleaned_data["started_at"]
        if started_at and not EARLIEST <= started_at.date() <= LATEST:
            raise forms.ValidationError(f"Write a day between {EARLIEST.year} and {LATEST.year}.")
        return started_at

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            self._check_trade(cleaned)
            self._check_often(cleaned)
        if not self.errors:
            self._check_fits()
        return cleaned

    def _check_trade(self, cleaned: dict[str, Any]) -> None:
        if cleaned["revenue"] is None:
            return
        for name in ("gross_profit", "started_at", "opens", "closes"):
            if cleaned[name] is None:
                self.add_error(name, "This is needed to work lost profit out from the hours.")
        if cleaned[f"head_{PROFIT}"]:
            self.add_error("revenue", "Either write the lost profit, or have it worked out from the hours.")

    def _check_often(self, cleaned: dict[str, Any]) -> None:
        rates = [cleaned[name] for name in OFTEN]
        if any(rate is not None for rate in rates):
            if None in rates:
                self.add_error("often_low", "Write all three: at least, most likely, at most.")
            elif not rates[0] <= rates[1] <= rates[2]:
                self.add_error("often_low", "The three numbers must not fall.")

    def _check_fits(self) -> None:
        """The engine reads the facts: what it cannot work with is said here."""
        try:
            work_out(LossScenario(**self.values | self._as_nothing), Terms())
        except InvalidTerms as misfit:
            self.add_error(None, misfit.why)

    @property
    def _as_nothing(self) -> dict[str, Any]:
        """What is still to be worked out, for the engine to try the other facts with."""
        nothing = {name: self.cleaned_data[name] or Decimal(0) for name in ("msp_share", "service_credits")}
        return nothing | {ADVICE: bool(self.cleaned_data[ADVICE])}

    @property
    def values(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        heads = {str(head): cleaned[f"head_{head}"] for head in Head if cleaned[f"head_{head}"]}
        about = {name: cleaned[name] for name in self.Meta.fields}
        about["duration_hours"] = about["duration_hours"] or Decimal(0)
        return about | {
            "heads": {head: str(amount) for head, amount in heads.items()},
            "waiting": _amounts([(Head.EXTRA_EXPENSE, cleaned["waiting_extra"]), (PROFIT, cleaned["waiting_profit"])]),
            "refunds": _amounts([(cleaned["refund_head"], cleaned["refund"])]),
            "trade": trade.to_json(self._trade()),
            "often": [str(cleaned[name]) for name in OFTEN] if cleaned["often_mode"] is not None else [],
            "spread": [str(cleaned["least"] or 100), str(cleaned["most"] or 100)],
        }  # fmt: skip

    def _trade(self) -> trade.Trade | None:
        cleaned = self.cleaned_data
        if cleaned["revenue"] is None:
            return None
        about = {name: cleaned[name] for name in ("revenue", "gross_profit", "opens", "closes", "kept_hours")}
        days = tuple(int(day) for day in cleaned["days"]) or trade.EVERY_DAY
        started = cleaned["started_at"].replace(tzinfo=None)
        return trade.Trade(started_at=started, days=days, kept=cleaned["kept"] or Decimal(0), **about)


def _filled(row: LossScenario) -> dict[str, Any]:
    """An example as the fields show it."""
    found: dict[str, Any] = {name: getattr(row, name) for name in ScenarioForm.Meta.fields}
    if not row.service_credits and CREDITS not in row.suggested:
        found["service_credits"] = None  # nobody wrote a nought: to be worked out once it is an outage
    if not row.advice_declined and ADVICE not in row.suggested:
        found[ADVICE] = None  # nobody said no to anything: it follows the advice on file
    found |= {f"head_{head}": Decimal(amount) for head, amount in row.heads.items()}
    found |= {"waiting_extra": _or_none(row.waiting.get(str(Head.EXTRA_EXPENSE)))}
    found |= {"waiting_profit": _or_none(row.waiting.get(str(PROFIT)))}
    for head, amount in row.refunds.items():
        found |= {"refund_head": head, "refund": Decimal(amount)}
    if hours := trade.from_json(row.trade):
        found |= {name: getattr(hours, name) for name in TRADE} | {"days": [str(day) for day in hours.days]}
    found |= dict(zip(OFTEN, row.often, strict=False)) | dict(zip(("least", "most"), row.spread, strict=False))
    return found


def _from_facts(begun: dict[str, Any]) -> dict[str, Any]:
    """Facts that are known beforehand, as the fields show them."""
    heads = begun.get("heads", {})
    return {name: value for name, value in begun.items() if name != "heads"} | {
        f"head_{head}": Decimal(amount) for head, amount in heads.items()
    }


def _begun(start: Start | None) -> dict[str, Any]:
    """What a starting point says; no amounts."""
    if start is None:
        return {}
    return {"cause": str(start.cause), "availability_failure": start.is_outage}


def _amounts(pairs: Any) -> dict[str, str]:
    return {str(head): str(amount) for head, amount in pairs if head and amount}


def _or_none(amount: str | None) -> Decimal | None:
    return None if amount is None else Decimal(amount)


def _pairs(names: list[str]) -> list[Any]:
    return [side_by_side(*names[place : place + 2]) for place in range(0, len(names), 2)]
