"""From a whole down to what is left: bars below one another, each beginning where the one before ends."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from core.charts.svg import element, joined, percent, picture
from core.charts.svg import text as words
from core.charts.tones import FILLS

JOIN = "#8a857c"
SLIVER = 2  # px of a bar that is nothing


@dataclass(frozen=True, slots=True)
class Size:
    """In px: from bar to bar, the height of a bar, where its words stand, the gap below them, their letters."""

    row: int
    bar: int
    baseline: int
    gap: int
    letters: int

    @property
    def first(self) -> int:
        return self.baseline + self.gap


ON_SCREEN = Size(row=66, bar=26, baseline=15, gap=9, letters=14)
ON_PAPER = Size(row=33, bar=12, baseline=10, gap=4, letters=11)


@dataclass(frozen=True, slots=True)
class Step:
    """A bar. `start` and `width` are shares of the whole; `value` is its amount in words."""

    label: str
    value: str
    tone: str
    start: float
    width: float
    is_strong: bool = False


def waterfall(key: str, title: str, about: str, steps: Sequence[Step], size: Size = ON_SCREEN) -> SafeString:
    """The chart. `key` is unique on the page."""
    height = size.row * (len(steps) - 1) + size.first + size.bar + 2
    drawn = (
        joined(_join(at, step, size), _words(at, step, size), _bar(at, step, size)) for at, step in enumerate(steps)
    )
    return picture(key, title, about, height, *drawn)


def _join(at: int, step: Step, size: Size) -> SafeString | str:
    """The dotted line from the bar before, at the edge that both share; none at the right margin."""
    edge = percent(step.start + step.width)
    if at < 2:
        return ""
    bottom, top = size.row * (at - 1) + size.first + size.bar, size.row * at + size.first
    return element("line", x1=edge, x2=edge, y1=bottom, y2=top, class_="join", stroke=JOIN, stroke_dasharray="2 3")


def _words(at: int, step: Step, size: Size) -> SafeString:
    weight = 600 if step.is_strong else 400
    look = {"font_size": size.letters, "font_weight": weight, "y": size.row * at + size.baseline}
    strong = " t-strong" if step.is_strong else ""
    return joined(
        words(step.label, x=0, class_=f"t-start{strong}", **look),
        words(step.value, x="100%", class_=f"t-end{strong}", text_anchor="end", **look),
    )


def _bar(at: int, step: Step, size: Size) -> SafeString:
    fill, stroke = FILLS[step.tone]
    return element(
        "rect",
        x=percent(step.start),
        y=size.row * at + size.first,
        width=percent(step.width) if step.width else SLIVER,
        height=size.bar,
        class_=f"p-{step.tone}",
        fill=fill,
        stroke=stroke,
    )
