"""A figure over time against the number that was promised: circles that keep it, squares that do not.

Per cent go up to 100; lengths of time go from nothing to the longest.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.safestring import SafeString

from core.charts.svg import element, joined, percent, text
from core.words import per_cent

HEIGHT, TOP, BOTTOM = 190, 26, 150  # pixels; the figures lie between top and bottom
LEFT, RIGHT = 0.13, 0.985  # shares of the width
FULL = 100.0
ROOM = 1.15  # how much of the longest time the chart shows
LEAST_RANGE = 1.0  # percentage points that the chart shows at the least
MARK = 5  # half the size of a mark, in pixels
STEP = 10.0  # per cent; a long scale begins at a round figure
FEW = 6  # labels that fit beside each other on a phone
TOO_NEAR = 16  # pixels between two labels of the scale
INK, LINE, OK, DANGER, PROMISED = "#434945", "#cbc7bc", "#1f683e", "#a3182b", "#1a1e1c"


@dataclass(frozen=True)
class Point:
    """A figure in per cent or another unit, None when nothing was measured; `shown` is how people read it."""

    label: str
    value: float | None
    shown: str
    is_missed: bool = False


def trend(points: Sequence[Point], needed: float, *, title: str, about: str, unit: str = "%") -> SafeString:
    """The chart; `about` says in a sentence what it shows, for those who do not see it."""
    values = [needed, *(point.value for point in points if point.value is not None)]
    scale = _in_percent(min(values)) if unit == "%" else _Scale(0.0, ROOM * max(values), unit)
    places = [(_across(at, len(points)), point) for at, point in enumerate(points)]
    return element(
        "svg",
        element("title", title),
        element("desc", about),
        _grid(scale, needed),
        joined(*_joins(places, scale)),
        joined(*(_mark(x, point, scale) for x, point in places)),
        joined(*(_label(x, point, is_spare=at % 2 == 1 and len(places) > FEW) for at, (x, point) in enumerate(places))),
        role="img",
        width="100%",
        height=HEIGHT,
        class_="chart",
        xmlns="http://www.w3.org/2000/svg",
    )


@dataclass(frozen=True)
class _Scale:
    """From figures to pixels down."""

    low: float
    high: float
    unit: str

    def words(self, figure: str) -> str:
        return per_cent(figure) if self.unit == "%" else f"{figure} {self.unit}"

    def down(self, value: float) -> float:
        return round(BOTTOM - (value - self.low) / (self.high - self.low) * (BOTTOM - TOP), 1)


def _in_percent(lowest: float) -> _Scale:
    """Up to 100, from a little below the lowest."""
    low = max(0.0, min(lowest - 0.15 * (FULL - lowest), FULL - LEAST_RANGE))
    return _Scale(low if FULL - low < 2 * STEP else low // STEP * STEP, FULL, "%")


def _across(at: int, number: int) -> float:
    return LEFT + (RIGHT - LEFT) * (at + 0.5) / number


def _grid(scale: _Scale, needed: float) -> SafeString:
    """The promised line always, the edges of the scale where their labels do not touch it."""
    lines = [_rule(scale.down(needed), scale.words(f"{needed:g}"), PROMISED, dash="4 3", kind="c-promised")]
    for edge in (scale.high, scale.low):
        if abs(scale.down(edge) - scale.down(needed)) >= TOO_NEAR:
            shown = f"{edge:.3g}" if scale.unit == "%" else f"{edge:.0f}"
            lines.append(_rule(scale.down(edge), scale.words(shown), LINE, dash="none", kind="rule"))
    return joined(*lines)


def _rule(y: float, label: str, colour: str, *, dash: str, kind: str) -> SafeString:
    line = element("line", x1=percent(LEFT), x2="100%", y1=y, y2=y, stroke=colour, stroke_dasharray=dash, class_=kind)
    return joined(line, text(label, x=0, y=y + 4, class_="t-muted"))


def _joins(places: Sequence[tuple[float, Point]], scale: _Scale) -> list[SafeString]:
    """A line from each figure to the next; none over a gap."""
    return [
        element(
            "line",
            x1=percent(x), y1=scale.down(one.value), x2=percent(next_x), y2=scale.down(other.value),
            stroke=INK, stroke_width=1.5, class_="c-line",
        )
        for (x, one), (next_x, other) in pairwise(places)
        if one.value is not None and other.value is not None
    ]  # fmt: skip


def _mark(x: float, point: Point, scale: _Scale) -> SafeString:
    if point.value is None:
        return text("n/a", x=percent(x), y=BOTTOM - 4, text_anchor="middle", class_="t-muted")
    y = scale.down(point.value)
    if not point.is_missed:
        return element("circle", cx=percent(x), cy=y, r=MARK, fill=OK, class_="c-ok")
    square = element(
        "rect",
        x=percent(x), y=y - MARK, width=2 * MARK, height=2 * MARK, transform=f"translate({-MARK} 0)",
        fill=DANGER, class_="c-danger",
    )  # fmt: skip
    above = y - 11 if y - 11 > TOP - 14 else y + 20
    return joined(
        square, text(point.shown, x=percent(x), y=above, text_anchor="middle", class_="t-strong", font_weight=600)
    )


def _label(x: float, point: Point, *, is_spare: bool) -> SafeString:
    """Every second one gives way on a narrow screen."""
    kind = "t-muted only-wide" if is_spare else "t-muted"
    return text(point.label, x=percent(x), y=HEIGHT - 14, text_anchor="middle", class_=kind)
