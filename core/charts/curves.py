"""Falling lines over two axes: the lines stretch with the width, their words do not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from core.charts.svg import element, joined, percent, picture
from core.charts.svg import text as words
from core.charts.tones import edge

HEIGHT, TOP = 280, 20  # px of the plot, and where its highest point lies
WIDTH = 1000  # units across, stretched to the width of the page
MARGIN = 0.03  # share of the width in which a label turns inwards
GRID = "#e3e0d8"


@dataclass(frozen=True, slots=True)
class Line:
    """Points (0 to 1 across, 0 to 1 up), its look, its words. Insurers are dashed."""

    label: str
    tone: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis, as a share of it."""

    at: float
    label: str


def curves(
    key: str, title: str, about: str, lines: Sequence[Line], *, across: Iterable[Tick], up: Iterable[Tick]
) -> SafeString:
    """The chart. `key` is unique on the page."""
    heights = list(up)
    plot = element(
        "svg",
        *(_line(line) for line in lines),
        width="100%",
        height=HEIGHT,
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        preserveAspectRatio="none",
    )
    grid = joined(*(_rule(tick) for tick in heights))
    names = joined(*(_height(tick) for tick in heights), *(_foot(tick) for tick in across))
    return picture(key, title, about, HEIGHT + 28, grid, plot, names)


def _line(line: Line) -> SafeString:
    points = " ".join(f"{x * WIDTH:.1f},{_y(y):.1f}" for x, y in line.points)
    dashes = {"stroke_dasharray": "7 5"} if line.tone.endswith("-ins") else {}
    look = {"fill": "none", "stroke": edge(line.tone), "stroke_width": 2.5, "vector_effect": "non-scaling-stroke"}
    return element("polyline", points=points, class_=f"c-{line.tone}", **look, **dashes)


def _rule(tick: Tick) -> SafeString:
    y = f"{_y(tick.at):.1f}"
    return element("line", x1=0, x2="100%", y1=y, y2=y, class_="grid", stroke=GRID)


def _height(tick: Tick) -> SafeString:
    return words(tick.label, x="100%", y=f"{_y(tick.at) - 4:.1f}", class_="t-muted t-end", text_anchor="end")


def _foot(tick: Tick) -> SafeString:
    anchor = "start" if tick.at <= MARGIN else "end" if tick.at >= 1 - MARGIN else "middle"
    side = {"start": "t-start", "end": "t-end", "middle": "t-mid"}[anchor]
    return words(tick.label, x=percent(tick.at), y=HEIGHT + 20, class_=f"t-muted {side}", text_anchor=anchor)


def _y(up: float) -> float:
    return HEIGHT - up * (HEIGHT - TOP)
