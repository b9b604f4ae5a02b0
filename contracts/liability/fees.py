"""Fees over a span of months, from dated fee lines.

A span is cut into months that begin on its own day: the 12 months before 14 May are twelve months from the
14th to the 13th. A service that runs for all of such a month costs its monthly fee; for part of one, the
fee × days it runs / days of that month. So 12 months are always exactly 12 fees, leap years included, and a
line that is split at a day costs what it did. Amounts are rounded half up to pence, once for each group of
services that ran equally long.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from dateutil.relativedelta import relativedelta

from core.words import count, short_money

DAY = timedelta(days=1)
MONTHS_IN_A_YEAR = 12
PENCE = Decimal("0.01")
NAMED_MOST = 3  # services in one line of the arithmetic


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeLine:
    """A service bought: fee a month for one, first and last day, both inclusive."""

    name: str
    monthly_fee: Decimal
    starts_on: date
    quantity: Decimal = Decimal(1)
    ends_on: date | None = None

    @property
    def monthly(self) -> Decimal:
        return self.quantity * self.monthly_fee


@dataclass(frozen=True, slots=True)
class Span:
    """Months by their first days, the day after the last month closing the list, and the last day that counts."""

    firsts: tuple[date, ...]
    ends_on: date

    @property
    def starts_on(self) -> date:
        return self.firsts[0]


@dataclass(frozen=True, slots=True)
class Length:
    """Whole months, and for each part month its days and the days of that month."""

    whole: int = 0
    parts: tuple[tuple[int, int], ...] = ()

    @property
    def months(self) -> Fraction:
        return self.whole + sum((Fraction(days, of) for days, of in self.parts), Fraction(0))

    def __str__(self) -> str:
        parts = [f"{days} of {of} days" for days, of in self.parts]
        whole = [count(self.whole, "month")] if self.whole or not parts else []
        return " and ".join((*whole, *parts))


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount with its arithmetic in words."""

    amount: Decimal
    steps: tuple[str, ...]


def preceding_year(on: date) -> Span:
    """The 12 months before a day; the day itself is not one of them."""
    back = reversed(range(MONTHS_IN_A_YEAR + 1))
    return Span(tuple(on - relativedelta(months=months) for months in back), on - DAY)


def contract_year(effective_from: date, on: date) -> Span:
    """The contract year that holds a day; before the contract starts, its first."""
    years = max(0, on.year - effective_from.year)
    if years and effective_from + relativedelta(years=years) > on:
        years -= 1
    return year_from(effective_from, years)


def year_from(effective_from: date, years: int = 0) -> Span:
    """Twelve months of a contract, so many years after its first day."""
    months = range(years * MONTHS_IN_A_YEAR, (years + 1) * MONTHS_IN_A_YEAR + 1)
    firsts = tuple(effective_from + relativedelta(months=month) for month in months)
    return Span(firsts, firsts[-1] - DAY)


def whole_term(effective_from: date, ends_on: date) -> Span:
    """From a contract's first day to its last."""
    firsts = [effective_from]
    while firsts[-1] <= ends_on:
        firsts.append(effective_from + relativedelta(months=len(firsts)))
    return Span(tuple(firsts), ends_on)


def length(span: Span, starts_on: date, ends_on: date | None = None) -> Length:
    """How much of the span lies between two days, both inclusive."""
    last = span.ends_on if ends_on is None else min(ends_on, span.ends_on)
    whole, parts = 0, []
    for first, following in zip(span.firsts, span.firsts[1:], strict=False):
        of = (following - first).days
        days = (min(last + DAY, following) - max(starts_on, first)).days
        if days >= of:
            whole += 1
        elif days > 0:
            parts.append((days, of))
    return Length(whole, tuple(parts))


def fees(lines: Iterable[FeeLine], span: Span, currency: str) -> Sum:
    """What the services cost over the span, one step for each group that ran equally long."""
    groups: dict[Length, list[FeeLine]] = {}
    for line in lines:
        ran = length(span, line.starts_on, line.ends_on)
        if ran.months:
            groups.setdefault(ran, []).append(line)
    counted = [_group(ran, groups[ran], currency) for ran in sorted(groups, key=lambda ran: -ran.months)]
    total = sum((amount for amount, _ in counted), Decimal("0.00"))
    steps = [words for _, words in counted]
    if not steps:
        steps = ["No fees fall in this time"]
    elif len(steps) > 1:
        steps.append(f"Together {short_money(total, currency)}")
    return Sum(total, tuple(steps))


def times(amount: Decimal, factor: Fraction | Decimal) -> Decimal:
    """An amount multiplied, half up to pence."""
    exact = Fraction(amount) * Fraction(factor)
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(PENCE, ROUND_HALF_UP)


def _group(ran: Length, lines: list[FeeLine], currency: str) -> tuple[Decimal, str]:
    monthly = sum((line.monthly for line in lines), Decimal(0))
    amount = times(monthly, ran.months)
    return amount, (
        f"{ran} × {short_money(monthly, currency)} = {short_money(amount, currency)} ({'; '.join(_names(lines))})"
    )


def _names(lines: list[FeeLine]) -> Iterator[str]:
    names = dict.fromkeys(line.name for line in lines)
    if len(names) > NAMED_MOST:
        yield f"{len(names)} services"
    else:
        yield from names
