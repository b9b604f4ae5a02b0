"""What the first hours of an outage cost under a policy's waiting period (domain.md §3.1). No database.

Hours are clock hours in which the business trades; amounts are pounds of gross profit.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from contracts.insurance.kinds import BiRetention, WaitingMode
from core.words import count, pounds, upper_first

EXAMPLE = Decimal(100)  # an hour's gross profit where nobody knows it


@dataclass(frozen=True, kw_only=True, slots=True)
class Hourly:
    """The gross profit of an hour of trade, and the name of the example that says so."""

    amount: Decimal
    source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Wait:
    """The waiting period of a part of a policy."""

    section: str
    hours: int
    mode: WaitingMode


@dataclass(frozen=True, kw_only=True, slots=True)
class FirstHours:
    """What a waiting period costs: for which parts, the sum, and what becomes of it."""

    sections: str
    steps: str
    cost: str
    means: str


def first_hours(
    waits: Iterable[Wait], *, retention: Decimal, bi_retention: BiRetention, hourly: Hourly | None
) -> tuple[FirstHours, ...]:
    """One for each waiting period, the parts that share it named together; the shortest first."""
    alike: dict[tuple[int, WaitingMode], list[str]] = {}
    for wait in waits:
        if wait.hours:
            alike.setdefault((wait.hours, wait.mode), []).append(wait.section)
    return tuple(
        _first_hours(hours, mode, sections, retention, bi_retention, hourly)
        for (hours, mode), sections in sorted(alike.items())
    )


def _first_hours(
    hours: int, mode: WaitingMode, sections: list[str], retention: Decimal, bi: BiRetention, hourly: Hourly | None
) -> FirstHours:
    an_hour = hourly.amount if hourly else EXAMPLE
    cost = hours * an_hour
    known = cost if hourly else None
    told = _qualifying(hours, retention, bi) if mode == WaitingMode.QUALIFYING else _deductible(known, retention, bi)
    return FirstHours(
        sections=", ".join(sections),
        steps=f"{count(hours, 'hour')} × {pounds(an_hour)} an hour",
        cost=pounds(cost),
        means=told,
    )


def _deductible(cost: Decimal | None, retention: Decimal, bi: BiRetention) -> str:
    """`cost` is None where an hour's profit is not known."""
    opening = "Never paid, however long it lasts."
    if not retention or bi == BiRetention.NONE:
        return opening
    excess = f"the excess of {pounds(retention)}"
    if bi == BiRetention.CUMULATIVE:
        return f"{opening} {upper_first(excess)} comes on top."
    if cost is None:
        return f"{opening} If {excess} is more, that is kept instead."
    if retention > cost:
        return f"{opening} {upper_first(excess)} is more: that is kept instead."
    return f"{opening} {upper_first(excess)} is no more than that and adds nothing."


def _qualifying(hours: int, retention: Decimal, bi: BiRetention) -> str:
    less = "" if not retention or bi == BiRetention.NONE else f", less the excess of {pounds(retention)}"
    return f"Not paid if it lasts no longer than {count(hours, 'hour')}; if longer, paid from the first minute{less}."
