"""Did this help? The scale, and how a customer's answers went over time. Pure.

An average says more than there is to know about three answers, so counts come first, and whoever does not lead the
provider sees no figure of fewer than FEWEST answers: from less one could tell who said what.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from core.enums import Labelled
from core.quarters import Quarter, quarter_of

FEWEST = 5


class About(Labelled):
    """What an answer is about."""

    MEETING = "meeting", "Meeting"
    QUESTION = "question", "Question"


class Helped(IntEnum):
    """The scale, in words."""

    NOT_AT_ALL = 1
    LITTLE = 2
    MOSTLY = 3
    VERY = 4

    @property
    def label(self) -> str:
        return {1: "Not at all", 2: "A little", 3: "Mostly", 4: "Very much"}[self.value]


SCALE = tuple((each.value, each.label) for each in reversed(Helped))  # as it is offered, the best first


@dataclass(frozen=True)
class Answer:
    """One answer: the day and the grade, None for “I’d rather not say”."""

    on: date
    helped: int | None


@dataclass(frozen=True)
class Tally:
    """How many said what, the best first."""

    counts: tuple[int, int, int, int]

    @property
    def total(self) -> int:
        return sum(self.counts)

    @property
    def percent_good(self) -> int | None:
        """The share that said “mostly” or “very much”, in whole per cent; None without an answer."""
        return round(100 * (self.counts[0] + self.counts[1]) / self.total) if self.total else None


@dataclass(frozen=True)
class QuarterTally:
    """A quarter's answers."""

    quarter: Quarter
    tally: Tally


def tally(answers: Iterable[Answer]) -> Tally:
    """Counted; whoever would rather not say does not count."""
    grades = [answer.helped for answer in answers if answer.helped is not None]
    very, mostly, little, not_at_all = (grades.count(grade) for grade in (4, 3, 2, 1))
    return Tally((very, mostly, little, not_at_all))


def by_quarter(answers: Sequence[Answer], fiscal_start_month: int) -> tuple[QuarterTally, ...]:
    """The quarters in which somebody answered, the oldest first."""
    found: dict[Quarter, list[Answer]] = {}
    for answer in answers:
        found.setdefault(quarter_of(answer.on, fiscal_start_month), []).append(answer)
    return tuple(QuarterTally(quarter, tally(found[quarter])) for quarter in sorted(found, key=lambda q: q.start))


def may_be_told(number: int, *, leads: bool) -> bool:
    """Whether figures of so many answers may be shown: always to whoever leads the provider or the account."""
    return leads or number >= FEWEST
