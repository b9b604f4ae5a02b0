"""What a limit comes to on a day, with the arithmetic in words (domain.md §2.1)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from contracts.liability.fees import (
    MONTHS_IN_A_YEAR,
    FeeLine,
    Span,
    Sum,
    contract_year,
    fees,
    length,
    preceding_year,
    times,
    whole_term,
    year_from,
)
from contracts.liability.vocabulary import COMBINED, FROM_PRECEDING_FEES, CapForm, FirstYear
from core.words import day, per_cent, short_money

HUNDRED = Decimal(100)
BEFORE = "the fees in the 12 months before"
# What a figure stands before, for the forms that are a share or a multiple of something.
OF = {
    CapForm.PCT_FEES_PRECEDING: f"of {BEFORE}",
    CapForm.MULTIPLE_FEES: BEFORE,
    CapForm.PCT_FEES_CONTRACT_YEAR: "of the fees of the contract year",
    CapForm.PCT_TOTAL_CHARGES: "of all fees of the whole term",
    CapForm.MULTIPLE_GENERAL: "the general limit",
}
MULTIPLES = (CapForm.MULTIPLE_FEES, CapForm.MULTIPLE_GENERAL)


@dataclass(frozen=True, kw_only=True)
class Cap:
    """A limit as the contract words it. `figure` is money, per cent or times, as its form has it.

    Raises ValueError with a sentence where form and figures do not go together.
    """

    form: CapForm
    figure: Decimal | None = None
    first_year: FirstYear = FirstYear.PRO_RATE
    policy: str = ""
    parts: tuple["Cap", ...] = ()

    def __post_init__(self) -> None:
        needs_parts = self.form in COMBINED
        if needs_parts != bool(self.parts) or (needs_parts and len(self.parts) < 2):
            raise ValueError("The greater or lesser of two limits needs both of them; another limit has no parts.")
        if (self.figure is None) != (needs_parts or self.form == CapForm.UNLIMITED):
            raise ValueError("Every limit has a figure, except no limit at all and the greater or lesser of two.")
        if self.figure is not None and not (self.figure.is_finite() and self.figure >= 0):
            raise ValueError("The figure of a limit can’t be below 0.")


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What a limit is worked out from. `on` is the day of the event; `ends_on` the last day of the term."""

    on: date
    effective_from: date
    ends_on: date
    lines: tuple[FeeLine, ...] = ()
    currency: str = "GBP"


@dataclass(frozen=True)
class Resolved:
    """What a limit comes to; None is no limit. `steps` say how."""

    amount: Decimal | None
    steps: tuple[str, ...]


def describe(cap: Cap, currency: str) -> str:
    """The limit in the contract's manner: "the greater of £10,000 and 100 % of the fees in the 12 months before"."""
    if cap.form in COMBINED:
        joined = " and ".join(describe(part, currency) for part in cap.parts)
        return f"the {'greater' if cap.form == CapForm.GREATER_OF else 'lesser'} of {joined}"
    if cap.figure is None:
        return "no limit"
    if cap.form in OF:
        return f"{_figure(cap.form, cap.figure)} {OF[cap.form]}"
    sum_of_money = short_money(cap.figure, currency)
    return f"{sum_of_money} under {cap.policy}" if cap.form == CapForm.INSURANCE_LIMIT else sum_of_money


def _figure(form: CapForm, figure: Decimal) -> str:
    """`150 %`, `2 ×`."""
    return f"{plain(figure)} ×" if form in MULTIPLES else per_cent(plain(figure))


def resolve(cap: Cap, facts: Facts, general: Resolved | None = None) -> Resolved:
    """What the limit comes to for an event on the day. `general` is what the general limit came to, where it counts."""
    if cap.form in COMBINED:
        return _combined(cap, facts, general)
    if cap.figure is None:
        return Resolved(None, ("No limit",))
    if cap.form == CapForm.MULTIPLE_GENERAL:
        return _multiple_general(cap.figure, facts, general)
    if cap.form in FEES:
        return _from_fees(cap.form, cap.figure, FEES[cap.form](cap, facts), facts.currency)
    under = f", recoverable under {cap.policy}" if cap.form == CapForm.INSURANCE_LIMIT else ", as the contract says"
    return Resolved(cap.figure, (f"{short_money(cap.figure, facts.currency)}{under}",))


def fees_before(facts: Facts, rule: FirstYear) -> Sum:
    """Fees paid or payable in the 12 months before the event; `rule` says what counts in the first year."""
    span = preceding_year(facts.on)
    if facts.effective_from <= span.starts_on:
        return _headed(f"12 months from {day(span.starts_on)} to {day(span.ends_on)}", _fees(facts, span))
    elapsed = length(span, facts.effective_from)
    if rule == FirstYear.FIRST_12_MONTHS or (rule == FirstYear.ANNUALISE and not elapsed.months):
        first = year_from(facts.effective_from)
        return _headed(f"The first 12 months, to {day(first.ends_on)}, as agreed", _fees(facts, first))
    so_far = _headed(f"The contract has run for {elapsed} since {day(facts.effective_from)}", _fees(facts, span))
    if rule == FirstYear.PRO_RATE:
        return so_far
    amount = times(so_far.amount, MONTHS_IN_A_YEAR / elapsed.months)
    was, now = short_money(so_far.amount, facts.currency), short_money(amount, facts.currency)
    return Sum(amount, (*so_far.steps, f"As for a whole year: {was} × 12 months ÷ {elapsed} = {now}"))


def plain(figure: Decimal) -> str:
    """Without zeros that say nothing: "100", "1.5"."""
    return f"{figure.normalize():f}"


def _fees(facts: Facts, span: Span) -> Sum:
    return fees(facts.lines, span, facts.currency)


def _headed(heading: str, found: Sum) -> Sum:
    return Sum(found.amount, (heading, *found.steps))


def _preceding(cap: Cap, facts: Facts) -> Sum:
    return fees_before(facts, cap.first_year)


def _of_year(cap: Cap, facts: Facts) -> Sum:
    year = contract_year(facts.effective_from, facts.on)
    return _headed(f"Contract year from {day(year.starts_on)} to {day(year.ends_on)}", _fees(facts, year))


def _of_term(cap: Cap, facts: Facts) -> Sum:
    term = whole_term(facts.effective_from, facts.ends_on)
    return _headed(f"Whole term from {day(term.starts_on)} to {day(term.ends_on)}", _fees(facts, term))


FEES: dict[CapForm, Callable[[Cap, Facts], Sum]] = {
    **dict.fromkeys(FROM_PRECEDING_FEES, _preceding),
    CapForm.PCT_FEES_CONTRACT_YEAR: _of_year,
    CapForm.PCT_TOTAL_CHARGES: _of_term,
}


def _from_fees(form: CapForm, figure: Decimal, found: Sum, currency: str) -> Resolved:
    is_multiple = form == CapForm.MULTIPLE_FEES
    amount = times(found.amount, figure if is_multiple else figure / HUNDRED)
    was, now = short_money(found.amount, currency), short_money(amount, currency)
    of = "" if is_multiple else "of "
    return Resolved(amount, (*found.steps, f"{_figure(form, figure)} {of}{was} = {now}"))


def _multiple_general(figure: Decimal, facts: Facts, general: Resolved | None) -> Resolved:
    if general is None or general.amount is None:
        return Resolved(None, ("The general limit has no amount, so neither has a multiple of it",))
    amount = times(general.amount, figure)
    was, now = short_money(general.amount, facts.currency), short_money(amount, facts.currency)
    return Resolved(amount, (f"General limit {was}", f"{plain(figure)} × {was} = {now}"))


def _combined(cap: Cap, facts: Facts, general: Resolved | None) -> Resolved:
    found = [resolve(part, facts, general) for part in cap.parts]
    known = [part.amount for part in found if part.amount is not None]
    steps = tuple(step for part in found for step in part.steps)
    is_greater = cap.form == CapForm.GREATER_OF
    if not known or (is_greater and len(known) < len(found)):
        return Resolved(None, (*steps, "One of them has no limit, so there is none"))
    amount = max(known) if is_greater else min(known)
    both = " and ".join(short_money(each, facts.currency) for each in known)
    which = "greater" if is_greater else "lesser"
    said = f"The {which} of {both} is {short_money(amount, facts.currency)}" if len(known) > 1 else "The other has none"
    return Resolved(amount, (*steps, said))
