"""Where each box and each line of the map stands, in pixels: boxes apart, lines round them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from continuity.pictures.ranks import Ranks, Spot

PASSES = 24


@dataclass(frozen=True, slots=True)
class Pitch:
    """Sizes in pixels: a box's width, the gap to the next column, from line to line of text, edge to text, between
    boxes one below the other, the height of a lane, from port to port, the letters and the small ones."""

    box: int
    gap: int
    line: int
    pad: int
    apart: int
    lane: int
    port: int
    letters: int
    small: int

    @property
    def column(self) -> int:
        return self.box + self.gap


ON_SCREEN = Pitch(box=122, gap=68, line=17, pad=9, apart=20, lane=10, port=17, letters=13, small=13)
ON_PAPER = Pitch(box=80, gap=44, line=10, pad=5, apart=9, lane=5, port=9, letters=8, small=7)


@dataclass(frozen=True, slots=True)
class Place:
    """A box of a thing: its upper left corner and its size."""

    key: str
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Route:
    """The line from what is needed to what needs it: points in pairs, curves between a pair, straight inside a lane.
    Its words end at `words`."""

    needed: str
    needing: str
    points: tuple[tuple[float, float], ...]

    @property
    def words(self) -> tuple[float, float]:
        return self.points[-1]


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything placed; the size of the whole."""

    places: tuple[Place, ...]
    routes: tuple[Route, ...]
    width: float
    height: float


def lay_out(ranks: Ranks, lines: Mapping[str, int], pitch: Pitch) -> Layout:
    """`lines`: how many lines of text each thing's box holds."""
    heights = _heights(ranks, lines, pitch)
    tops = _tops(ranks, heights, pitch.apart)
    places = {
        spot.key: Place(spot.key, spot.rank * pitch.column, tops[spot], pitch.box, heights[spot])
        for spot in heights
        if not spot.is_lane
    }
    bottom = max(tops[spot] + heights[spot] for spot in heights)
    width = len(ranks.columns) * pitch.column - pitch.gap
    return Layout(tuple(places.values()), _routes(ranks, places, tops, heights, pitch), width, bottom)


def _heights(ranks: Ranks, lines: Mapping[str, int], pitch: Pitch) -> dict[Spot, float]:
    """A box holds its text, and a port for each line that arrives."""
    arriving: dict[str, int] = {}
    for _, needing in ranks.ways:
        arriving[needing] = arriving.get(needing, 0) + 1
    return {
        spot: pitch.lane
        if spot.is_lane
        else max(lines[spot.key] * pitch.line + 2 * pitch.pad, (arriving.get(spot.key, 0) + 0.5) * pitch.port)
        for column in ranks.columns
        for spot in column
    }


def _tops(ranks: Ranks, heights: Mapping[Spot, float], apart: float) -> dict[Spot, float]:
    """Each spot as near to the mean of its neighbours as order and distance allow; the topmost at 0."""
    near: dict[Spot, list[Spot]] = {spot: [] for spot in heights}
    for one, other in {(a, b): None for way in ranks.ways.values() for a, b in pairwise(way)}:
        near[one].append(other)
        near[other].append(one)
    middles: dict[Spot, float] = {}
    for column in ranks.columns:
        middles |= _spread(column, [0.0] * len(column), heights, apart)
    for turn in range(PASSES):
        for column in ranks.columns if turn % 2 == 0 else reversed(ranks.columns):
            wanted = [_mean([middles[other] for other in near[spot]] or [middles[spot]]) for spot in column]
            middles |= _spread(column, wanted, heights, apart)
    tops = {spot: middle - heights[spot] / 2 for spot, middle in middles.items()}
    highest = min(tops.values())
    return {spot: round(top - highest, 1) for spot, top in tops.items()}


def _spread(
    column: Sequence[Spot], wanted: Sequence[float], heights: Mapping[Spot, float], apart: float
) -> dict[Spot, float]:
    """Middles nearest to those wanted (least squares) with nothing overlapping: pool what would."""
    steps = [(heights[a] + heights[b]) / 2 + apart for a, b in pairwise(column)]
    offsets = list(accumulate(steps, initial=0.0))
    pools: list[tuple[float, int]] = []  # sum, number
    for want, offset in zip(wanted, offsets, strict=True):
        pool = (want - offset, 1)
        while pools and pools[-1][0] / pools[-1][1] > pool[0] / pool[1]:
            total, number = pools.pop()
            pool = (total + pool[0], number + pool[1])
        pools.append(pool)
    level = [total / number for total, number in pools for _ in range(number)]
    return {spot: base + offset for spot, base, offset in zip(column, level, offsets, strict=True)}


def _routes(
    ranks: Ranks, places: Mapping[str, Place], tops: Mapping[Spot, float], heights: Mapping[Spot, float], pitch: Pitch
) -> tuple[Route, ...]:
    """Lines arrive at ports in the order in which they come from above."""

    def middle(spot: Spot) -> float:
        return tops[spot] + heights[spot] / 2

    arriving: dict[str, list[tuple[str, str]]] = {}
    for line, way in sorted(ranks.ways.items(), key=lambda each: (middle(each[1][-2]), each[0])):
        arriving.setdefault(way[-1].key, []).append(line)
    routes = {}
    for key, lines in arriving.items():
        box = places[key]
        for at, line in enumerate(lines):
            port = box.middle + (at - (len(lines) - 1) / 2) * pitch.port
            routes[line] = Route(*line, _points(ranks.ways[line], port, middle, pitch))
    return tuple(routes[line] for line in ranks.ways)


def _points(
    way: Sequence[Spot], port: float, middle: Callable[[Spot], float], pitch: Pitch
) -> tuple[tuple[float, float], ...]:
    first, *lanes, last = way
    points = [(first.rank * pitch.column + pitch.box, middle(first))]
    for lane in lanes:
        at = middle(lane)
        points += [(lane.rank * pitch.column, at), (lane.rank * pitch.column + pitch.box, at)]
    points.append((last.rank * pitch.column, port))
    return tuple((round(x, 1), round(y, 1)) for x, y in points)


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers)
