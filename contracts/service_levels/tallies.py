"""Success by count: backups that succeeded, updates installed in time (domain.md §1.2).

percent = 100 × Σ good / Σ total over the counts that lie inside the window and the days of the contract;
undefined when nothing was counted, never 100.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from contracts.service_levels.facts import Promise, TallyFacts
from contracts.service_levels.windows import Window


@dataclass(frozen=True, slots=True)
class Score:
    """What was counted in a window. `tallies` are those it is made of, `astride` those that reach beyond it and
    are left out, because nobody can tell which part lies inside."""

    good: int
    total: int
    tallies: tuple[TallyFacts, ...] = ()
    astride: tuple[TallyFacts, ...] = ()

    @property
    def percent(self) -> Fraction | None:
        return Fraction(100 * self.good, self.total) if self.total else None

    @property
    def failed(self) -> int:
        return self.total - self.good


def score(promise: Promise, window: Window, tallies: Iterable[TallyFacts]) -> Score:
    """What was counted for a promise over a window."""
    meant = [each for each in tallies if counts_for(promise, each)]
    inside = tuple(each for each in meant if window.first <= each.first and each.last <= window.last)
    touching = [each for each in meant if each.first <= window.last and window.first <= each.last]
    return Score(
        sum(each.good for each in inside),
        sum(each.total for each in inside),
        inside,
        tuple(each for each in touching if each not in inside),
    )


def counts_for(promise: Promise, tally: TallyFacts) -> bool:
    """It is about what the promise is about, and its service is meant."""
    is_of_service = promise.service is None or tally.service in (None, promise.service)
    return tally.metric == promise.metric and is_of_service
