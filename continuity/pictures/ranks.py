"""Which column each thing stands in, and in what order from top to bottom: few crossings, always the same (Sugiyama).

Columns run from what nothing is needed for, on the left, to what customers come for. A line over several columns keeps
a lane in each of them; all lines from one thing share it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

SWEEPS = 16  # back and forth; 40 things settle in fewer


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a column: the thing's own, or the lane of its lines through it."""

    key: str
    rank: int
    is_lane: bool = False


@dataclass(frozen=True, slots=True)
class Ranks:
    """Columns from left to right, each from top to bottom; `ways` are the spots of each line (needed, needing)."""

    columns: tuple[tuple[Spot, ...], ...]
    ways: Mapping[tuple[str, str], tuple[Spot, ...]]


def rank(order: Sequence[str], lines: Iterable[tuple[str, str]], last: str) -> Ranks:
    """`order` names each thing after all it needs, `lines` are (needed, needing), `last` stands to the right of all."""
    lines = list(dict.fromkeys(lines))
    places = _places(order, lines, last)
    ways = {line: _way(line, places) for line in lines}
    columns: list[list[Spot]] = [[] for _ in range(max(places.values()) + 1)]
    spots = dict.fromkeys(
        [*(Spot(key, places[key]) for key in order), *(spot for way in ways.values() for spot in way)]
    )
    for spot in spots:
        columns[spot.rank].append(spot)
    joins = _joins(ways.values())
    return Ranks(tuple(tuple(column) for column in _ordered(columns, joins)), ways)


def crossings(columns: Sequence[Sequence[Spot]], joins: Iterable[tuple[Spot, Spot]]) -> int:
    """How many pairs of lines cross between neighbouring columns."""
    height = {spot: at for column in columns for at, spot in enumerate(column)}
    by_rank: dict[int, list[tuple[int, int]]] = {}
    for one, other in joins:
        by_rank.setdefault(one.rank, []).append((height[one], height[other]))
    return sum(
        (a < c and b > d) or (a > c and b < d)
        for pairs in by_rank.values()
        for at, (a, b) in enumerate(pairs)
        for c, d in pairs[at + 1 :]
    )


def joins_of(ranks: Ranks) -> list[tuple[Spot, Spot]]:
    """The stretches from column to column, each once."""
    return _joins(ranks.ways.values())


def _joins(ways: Iterable[tuple[Spot, ...]]) -> list[tuple[Spot, Spot]]:
    return list(dict.fromkeys(pair for way in ways for pair in pairwise(way)))


def _places(order: Sequence[str], lines: Sequence[tuple[str, str]], last: str) -> dict[str, int]:
    """As far left as its needs allow, then as near as can be to what needs it: lines stay short."""
    needs: dict[str, list[str]] = {key: [] for key in order}
    needed: dict[str, list[str]] = {key: [] for key in order}
    for below, above in lines:
        needs[above].append(below)
        needed[below].append(above)
    places: dict[str, int] = {}
    for key in order:
        places[key] = max((places[below] + 1 for below in needs[key]), default=0)
    places[last] = max(places[last], *(place + 1 for key, place in places.items() if key != last), 0)
    for key in reversed(order):
        if needed[key]:
            places[key] = min(places[above] for above in needed[key]) - 1
    return places


def _way(line: tuple[str, str], places: Mapping[str, int]) -> tuple[Spot, ...]:
    below, above = line
    lanes = (Spot(below, place, is_lane=True) for place in range(places[below] + 1, places[above]))
    return (Spot(below, places[below]), *lanes, Spot(above, places[above]))


def _ordered(columns: list[list[Spot]], joins: Sequence[tuple[Spot, Spot]]) -> list[list[Spot]]:
    """Each spot at the mean height of its neighbours, swept to and fro, then neighbours swapped while that helps."""
    before: dict[Spot, list[Spot]] = {}
    after: dict[Spot, list[Spot]] = {}
    for one, other in joins:
        after.setdefault(one, []).append(other)
        before.setdefault(other, []).append(one)
    best, least = columns, crossings(columns, joins)
    now = [list(column) for column in columns]
    for sweep in range(SWEEPS):
        forth = sweep % 2 == 0
        near = before if forth else after
        for at in range(1, len(now)) if forth else range(len(now) - 2, -1, -1):
            now[at] = _by_mean(now[at], now[at - 1 if forth else at + 1], near)
        now = _swapped(now, joins)
        found = crossings(now, joins)
        if found < least:
            best, least = [list(column) for column in now], found
    return best


def _by_mean(column: list[Spot], beside: list[Spot], near: Mapping[Spot, list[Spot]]) -> list[Spot]:
    """Those without a neighbour stay where they are."""
    heights = {spot: at for at, spot in enumerate(beside)}
    own = {spot: float(at) for at, spot in enumerate(column)}
    for spot in column:
        if others := near.get(spot):
            own[spot] = sum(heights[other] for other in others) / len(others)
    return sorted(column, key=own.__getitem__)


def _swapped(columns: list[list[Spot]], joins: Sequence[tuple[Spot, Spot]]) -> list[list[Spot]]:
    """Neighbours change places where that leaves fewer crossings."""
    near: dict[Spot, tuple[list[Spot], list[Spot]]] = {spot: ([], []) for column in columns for spot in column}
    for one, other in joins:
        near[one][1].append(other)
        near[other][0].append(one)
    height = {spot: at for column in columns for at, spot in enumerate(column)}
    for column in columns:
        for at in range(len(column) - 1):
            upper, lower = column[at], column[at + 1]
            straight = sum(_across(near[upper][side], near[lower][side], height) for side in (0, 1))
            swapped = sum(_across(near[lower][side], near[upper][side], height) for side in (0, 1))
            if swapped < straight:
                column[at], column[at + 1] = lower, upper
                height[lower], height[upper] = at, at + 1
    return columns


def _across(upper: list[Spot], lower: list[Spot], height: Mapping[Spot, int]) -> int:
    return sum(height[one] > height[other] for one in upper for other in lower)
