"""The checks of service levels: C-10, C-11 and C-12 of domain.md chapter 6. Pure.

A promise that cannot be measured, a miss that nobody settled, a credit whose last day is near.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from core.checks import Found, Severity
from core.words import day

NEAR_DAYS = 3
TITLES = {
    "C-10": "A promise that cannot be measured",
    "C-11": "A missed promise, and nothing credited",
    "C-12": "A credit that can still be claimed, but not for long",
}


@dataclass(frozen=True)
class PromiseFacts:
    """A service level as the checks see it; `missing` is what has to be agreed before it can be measured, `uncounted`
    the latest finished window in which nobody kept count, "" where somebody did; `has_credit`: a miss gives one."""

    key: str
    title: str
    path: str
    missing: tuple[str, ...] = ()
    uncounted: str = ""
    has_credit: bool = False


@dataclass(frozen=True)
class MissFacts:
    """A missed window that nobody has claimed or left. `amount` is in words, "" where the contract gives no credit;
    `claim_by` is None without a last day; `lacks_fee`: a credit is agreed, and no fee entered that it is part of."""

    key: str
    customer: str
    title: str
    path: str
    window: str
    measured: str
    amount: str
    claim_by: date | None
    lacks_fee: bool = False


def check_levels(promises: Iterable[PromiseFacts], misses: Iterable[MissFacts], today: date) -> list[Found]:
    """Every finding about service levels."""
    return [*_unmeasurable(promises), *(found for miss in misses for found in _miss(miss, today))]


def _unmeasurable(promises: Iterable[PromiseFacts]) -> Iterator[Found]:
    for each in promises:
        if each.missing:
            message = f"This promise cannot be measured: {each.title}."
            action = f"Add the number: {', '.join(each.missing)}."
            facts = {"path": each.path, "missing": ", ".join(each.missing)}
            yield Found("C-10", Severity.HIGH, f"target:{each.key}", each.title, message, action, facts)
            message = "Whether this promise is kept cannot be told: it cannot be measured."
            yield from _untold(each, f"target:{each.key}", message, action, facts)
        elif each.uncounted:
            message = f"Whether this promise was kept in {each.uncounted} cannot be told: nobody kept count."
            facts, subject = {"path": each.path, "window": each.uncounted}, f"uncounted:{each.key}"
            yield from _untold(each, subject, message, "Enter what happened, and since when it is recorded.", facts)


def _untold(promise: PromiseFacts, subject: str, message: str, action: str, facts: dict[str, str]) -> Iterator[Found]:
    """Nobody knows of a miss then, nor of a credit where one is agreed."""
    yield Found("C-11", Severity.MEDIUM, subject, promise.title, message, action, facts, is_unknown=True)
    if promise.has_credit:
        message = f"Whether a credit can be claimed cannot be told. {message}"
        yield Found("C-12", Severity.HIGH, subject, promise.title, message, action, facts, is_unknown=True)


def _claim_until(last: date | None) -> str:
    return f"Claim the credit by {day(last)}." if last else "Claim the credit."


def _miss(miss: MissFacts, today: date) -> Iterator[Found]:
    label = f"{miss.title}, {miss.window}"
    facts = {"path": miss.path, "measured": miss.measured, "credit": miss.amount}
    facts |= {"claim by": miss.claim_by.isoformat()} if miss.amount and miss.claim_by else {}
    in_time = miss.claim_by is None or today <= miss.claim_by
    action = _claim_until(miss.claim_by) if miss.amount and in_time else "Ask for the reason and write it down."
    message = f"The promise was missed ({miss.measured}) and nothing was credited."
    yield Found("C-11", Severity.MEDIUM, miss.key, label, message, action, facts)
    if miss.lacks_fee and in_time:
        message = "How much can still be claimed cannot be told: no fee is entered for the service."
        yield Found("C-12", Severity.HIGH, miss.key, label, message, "Enter its fee.", facts, is_unknown=True)
    if miss.amount and miss.claim_by and 0 <= (miss.claim_by - today).days <= NEAR_DAYS:
        rest = f"can still claim {miss.amount} until {day(miss.claim_by)}."
        yield Found(
            "C-12", Severity.HIGH, miss.key, label, f"You {rest}", "Claim.", facts,
            message_in_names=f"{miss.customer} {rest}",
        )  # fmt: skip
