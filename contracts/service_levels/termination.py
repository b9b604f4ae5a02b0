"""The right to end a contract after repeated misses (domain.md §1.5)."""

from collections.abc import Sequence

from contracts.service_levels.vocabulary import TerminationRule

# How many misses in how many consecutive months; any of them gives the right.
PATTERNS: dict[TerminationRule, tuple[tuple[int, int], ...]] = {
    TerminationRule.NONE: (),
    TerminationRule.TWO_OF_THREE: ((2, 3),),
    TerminationRule.TWO_RUNNING: ((2, 2), (3, 12)),
}


def right_to_end(missed: Sequence[bool], rule: TerminationRule) -> tuple[int, ...]:
    """The months, by their place, whose misses give the right most lately; empty when there is no right.

    `missed` tells of consecutive months in order; a month in which nothing was measured is not missed.
    """
    for end in range(len(missed), 0, -1):
        for needed, of in PATTERNS[rule]:
            found = tuple(at for at in range(max(end - of, 0), end) if missed[at])
            if missed[end - 1] and len(found) >= needed:
                return found
    return ()
