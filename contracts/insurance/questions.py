"""Questions for the broker that the facts of a policy raise. Questions only: the product never advises. No database."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from contracts.loss.vocabulary import Cause


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the questions are made of."""

    causes: frozenset[str]
    retroactive_is_known: bool
    claims_made: bool
    waits: tuple[int, ...]
    unmet: tuple[str, ...]
    waiver: bool | None
    ends_on: date
    is_providers: bool


LONG_WAIT = 8  # hours; waiting periods of 8 to 12 are usual, 6 is sometimes offered (domain.md §3.1)


def questions(asked: Asked) -> tuple[str, ...]:
    """What to put to the broker, in the order in which it could cost most."""
    return tuple(_all(asked))


def _all(asked: Asked) -> Iterator[str]:
    for code in asked.unmet:
        yield f"We do not meet the condition {code} for everybody. What does that mean for a claim, and what can we do?"
    if not asked.is_providers:
        yield from _gaps(asked.causes)
    if asked.waits and max(asked.waits) >= LONG_WAIT:
        yield f"What would fewer than {max(asked.waits)} waiting hours cost?"
    if asked.claims_made and not asked.retroactive_is_known:
        yield "From which day on do mistakes count?"
    if asked.waiver is None:
        yield "May we agree in a contract not to claim against the other side, without losing cover?"


def _gaps(causes: Iterable[str]) -> Iterator[str]:
    known = set(causes)
    if Cause.DEPENDENT_SYSTEM_FAILURE not in known:
        yield "If a system we rely on fails without an attack, what is paid?"
    if Cause.SOCIAL_ENGINEERING not in known:
        yield "If somebody tricks us into paying a fraudster, what is paid?"
