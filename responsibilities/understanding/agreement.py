"""How far two sides see jobs the same way.

Several people of one side may answer. The side's answer is what most of them say; where that is a tie, what the one
says who answers for the job; where nobody does, the side is of two minds. The score is the share of the questions
answered by both sides to which both gave the same answer, and know it: two sides that both do not know do not agree.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from responsibilities.understanding.vocabulary import SPLIT, UNKNOWN


class Outcome(StrEnum):
    """How the answers of two sides to one question compare."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"  # a side does not know, or is of two minds
    MISSING = "missing"  # a side has not answered


@dataclass(frozen=True)
class Given:
    """What one person answered to one question; `answers_for_it` if the list names this person for the job."""

    person: str
    value: str
    answers_for_it: bool = False


@dataclass(frozen=True)
class Heard:
    """What one side says: its answer ("" when nobody answered), and who said what, the most said first."""

    value: str
    said: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def is_spread(self) -> bool:
        """Its people do not all say the same."""
        return len(self.said) > 1


@dataclass(frozen=True)
class Score:
    """So many questions answered alike of those that both sides answered."""

    same: int
    of: int

    @property
    def percent(self) -> int | None:
        """Rounded to a whole per cent; None when nothing was answered by both."""
        return None if self.of == 0 else round(100 * self.same / self.of)


def heard(answers: Iterable[Given]) -> Heard:
    """The answer of a side whose people gave these."""
    by_value: dict[str, list[Given]] = {}
    for answer in answers:
        by_value.setdefault(answer.value, []).append(answer)
    if not by_value:
        return Heard("")
    ordered = sorted(by_value.items(), key=lambda each: (-len(each[1]), each[0]))
    most = [value for value, several in ordered if len(several) == len(ordered[0][1])]
    said = tuple((value, tuple(sorted(one.person for one in several))) for value, several in ordered)
    return Heard(most[0] if len(most) == 1 else _decided(most, by_value), said)


def compare(provider: Heard, customer: Heard) -> Outcome:
    """The two sides' answers to one question."""
    values = (provider.value, customer.value)
    if "" in values:
        return Outcome.MISSING
    if SPLIT in values or UNKNOWN in values:
        return Outcome.UNSURE
    return Outcome.SAME if provider.value == customer.value else Outcome.DIFFERENT


def score(outcomes: Sequence[Outcome]) -> Score:
    """Over any number of questions."""
    answered = [outcome for outcome in outcomes if outcome != Outcome.MISSING]
    return Score(answered.count(Outcome.SAME), len(answered))


def _decided(most: list[str], by_value: dict[str, list[Given]]) -> str:
    """Between answers given equally often: that of whoever answers for the job, if it is one alone."""
    theirs = [value for value in most if any(one.answers_for_it for one in by_value[value])]
    return theirs[0] if len(theirs) == 1 else SPLIT
