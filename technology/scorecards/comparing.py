"""Options side by side: who wins, and whether that hangs on the weights (domain.md §8.1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from dateutil.relativedelta import relativedelta

from technology.scorecards.criteria import GROUPS, WEIGHTS, Group
from technology.scorecards.scoring import Result, Scored, check_weights, score

SHIFT = 10  # points of 100
MONTHS_CRITICAL, MONTHS_OTHERS = 12, 24


@dataclass(frozen=True)
class Shifted:
    """The winners when a group weighs so many points more or less. Several: they share the highest score."""

    group: str
    points: int
    winners: frozenset[str]
    changes: bool


@dataclass(frozen=True)
class Compared:
    """Every option's result by key, the winners, and the same under shifted weights."""

    results: Mapping[str, Result]
    winners: frozenset[str]
    shifted: tuple[Shifted, ...]

    @property
    def winner_changes(self) -> bool:
        """Another weight of one group would make another winner."""
        return any(each.changes for each in self.shifted)


def compare(options: Mapping[str, Scored], weights: Mapping[str, Fraction | int] = WEIGHTS) -> Compared:
    """Hold the options against each other; one that is knocked out or not scored cannot win."""
    results = {key: score(option, weights) for key, option in options.items()}
    winners = _winners(results)
    shifted = []
    for group in GROUPS:
        for points in (-SHIFT, SHIFT):
            moved = shift(weights, group, points)
            found = _winners({key: score(option, moved) for key, option in options.items()})
            shifted.append(Shifted(group.code, points, found, found != winners))
    return Compared(results, winners, tuple(shifted))


def shift(weights: Mapping[str, Fraction | int], group: Group, points: int) -> dict[str, Fraction]:
    """The weights as points of 100, with the group that many points heavier (0 to 100) and the others making room.

    Inside the group, and among the others, weights keep their proportions. Where one part weighs nothing, there is
    nothing to shift to or from, and the weights stay.
    """
    check_weights(weights)
    everything = Fraction(sum(weights.values()))
    hundred = {code: Fraction(weight) * 100 / everything for code, weight in weights.items()}
    inside = {criterion.code for criterion in group.criteria}
    own = sum((weight for code, weight in hundred.items() if code in inside), Fraction(0))
    if own in (0, 100):
        return hundred
    new = min(max(own + points, Fraction(0)), Fraction(100))
    grows, shrinks = new / own, (100 - new) / (100 - own)
    return {code: weight * (grows if code in inside else shrinks) for code, weight in hundred.items()}


def review_on(decided_on: date, *, is_critical: bool) -> date:
    """The day to look again: after twelve months where customers could not work without it, else after two years."""
    return decided_on + relativedelta(months=MONTHS_CRITICAL if is_critical else MONTHS_OTHERS)


def _winners(results: Mapping[str, Result]) -> frozenset[str]:
    able = {key: result.percent for key, result in results.items() if result.may_win}
    best = max((percent for percent in able.values() if percent is not None), default=None)
    return frozenset(key for key, percent in able.items() if percent == best)
