"""Restore tests: the longest time without a successful one (domain.md §1.2), in days.

A gap runs from a successful test to the next, or to the window's end while none has followed; it counts for the window
in which it ends. Before the first test it runs from the day since when tests are recorded, else from the first that
was recorded, and never from before the contract. Undefined while nothing was recorded, never 0.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from contracts.service_levels.facts import Promise, TallyFacts
from contracts.service_levels.tallies import counts_for
from contracts.service_levels.windows import Window

LONGEST = 31 * 1440  # minutes that a restore takes at most


@dataclass(frozen=True, slots=True)
class Gap:
    """Days without a successful test, `first` being the last that had one, or the day on which counting begins.
    `is_ended`: a test succeeded on `last`."""

    first: date
    last: date
    is_ended: bool

    @property
    def days(self) -> int:
        return (self.last - self.first).days


@dataclass(frozen=True, slots=True)
class Gaps:
    """The restore tests of a window. `longest` is None while nothing was recorded; `tallies` are the tests in the
    window, `before` the last successful one ahead of it."""

    longest: Gap | None
    tallies: tuple[TallyFacts, ...] = ()
    before: TallyFacts | None = None


def gaps_in(promise: Promise, window: Window, tallies: Iterable[TallyFacts], today: date) -> Gaps:
    """The longest gap of a promise in a window, as far as it has run; several tests of a day are one, and it
    succeeded when one of them did."""
    end = min(window.last, today)
    meant = sorted(
        (each for each in tallies if counts_for(promise, each) and each.last <= end), key=lambda each: each.last
    )
    inside = tuple(each for each in meant if each.last >= window.first)
    before = next((each for each in reversed(meant) if each.last < window.first and each.good), None)
    begins = _begins(promise, meant, before)
    if begins is None or begins > end:
        return Gaps(None, inside, before)
    passed = [begins, *(each.last for each in inside if each.good and each.last > begins)]
    gaps = [Gap(first, last, is_ended=True) for first, last in pairwise(passed)]
    gaps.append(Gap(passed[-1], end, is_ended=False))
    return Gaps(max(gaps, key=lambda gap: gap.days), inside, before)


def _begins(promise: Promise, meant: Sequence[TallyFacts], before: TallyFacts | None) -> date | None:
    """The day from which the window's first gap is counted."""
    first = meant[0].last if meant else None
    known = before.last if before else promise.recorded_from or first
    return None if known is None else max(known, promise.runs_from)
