"""From a whole down to what is left: bars below one another, each beginning where the one before ends."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from core.charts.svg import element, joined, percent, picture
from core.charts.svg import text as words
from core.charts.tones import FILLS

ROW, BAR, BASELINE = 66, 26, 15  # px: from bar to bar, the height of a bar, where its words stand
FIRST = BASELINE + 9
JOIN = "#8a857c"
SLIVER = 2  # px of a bar that is nothing


@dataclass(frozen=True, slots=True)
class Step:
    """A bar. `start` and `width` are shares of the whole; `value` is its amount in words."""

    label: str
    value: str
    tone: str
    start: float
    width: float
    is_strong: bool = False


def waterfall(key: str, title: str, about: str, steps: Sequence[Step]) -> SafeString:
    """The chart. `key` is unique on the page."""
    height = ROW * (len(steps) - 1) + FIRST + BAR + 2
    drawn = (joined(_join(at, step), _words(at, step), _bar(at, step)) for at, step in enumerate(steps))
    return picture(key, title, about, height, *drawn)


def _join(at: int, step: Step) -> SafeString | str:
    """The dotted line from the bar before, at the edge that both share; none at the right margin."""
    edge = percent(step.start + step.width)
    if at < 2:
        return ""
    bottom, top = ROW * (at - 1) + FIRST + BAR, ROW * at + FIRST
    return element("line", x1=edge, x2=edge, y1=bottom, y2=top, class_="join", stroke=JOIN, stroke_dasharray="2 3")


def _words(at: int, step: Step) -> SafeString:
    look = {"font_size": 14, "font_weight": 600 if step.is_strong else 400, "y": ROW * at + BASELINE}
    strong = " t-strong" if step.is_strong else ""
    return joined(
        words(step.label, x=0, class_=f"t-start{strong}", **look),
        words(step.value, x="100%", class_=f"t-end{strong}", text_anchor="end", **look),
    )


def _bar(at: int, step: Step) -> SafeString:
    fill, stroke = FILLS[step.tone]
    return element(
        "rect",
        x=percent(step.start),
        y=ROW * at + FIRST,
        width=percent(step.width) if step.width else SLIVER,
        height=BAR,
        class_=f"p-{step.tone}",
        fill=fill,
        stroke=stroke,
    )
