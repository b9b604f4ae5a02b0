"""A share over time as steps, against the least that is enough."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from core.charts.curves import Tick
from core.charts.svg import element, joined, percent, picture
from core.charts.svg import text as words

FULL, LOST, GRID, LIMIT, INK, MUTED, PAPER = "#34604f", "#f1efe9", "#e3e0d8", "#a3182b", "#1a1e1c", "#5f6560", "#ffffff"
ROOM = 0.07  # share of the width that a figure needs
BESIDE = 0.14  # and a line of words
ASIDE = 0.2  # and the name of the limit


@dataclass(frozen=True, slots=True)
class Step:
    """From one share of the width to another at a height from 0 to 1, with the figure in words and a line below."""

    start: float
    end: float
    height: float
    figure: str
    below: str = ""


@dataclass(frozen=True, slots=True)
class Plot:
    """Sizes in px: the plot, the space above it, its letters."""

    height: int
    top: int
    letters: int


ON_SCREEN = Plot(height=180, top=24, letters=14)
ON_PAPER = Plot(height=96, top=15, letters=9)


def stairs(
    key: str, title: str, about: str, steps: Sequence[Step], *, limit: Tick | None, across: Iterable[Tick],
    heading: str, size: Plot = ON_SCREEN,
) -> SafeString:  # fmt: skip
    """The chart. `key` is unique on the page."""
    ticks = list(across)
    return picture(
        key, title, about, size.top + size.height + size.letters * 2,
        element(
            "rect", class_="p-lost", x=0, y=size.top, width="100%", height=size.height, fill=LOST,
        ),
        *(grid(tick, size) for tick in ticks),
        *(_step(step, size) for step in steps),
        _limit(limit, steps, size) if limit else "",
        *(_figure(step, limit, size) for step in steps),
        *(foot(tick, size) for tick in ticks),
        words(heading, x=0, y=size.top - size.letters * 0.7, class_="t-muted", font_size=size.letters - 1),
    )  # fmt: skip


def grid(tick: Tick, size: Plot) -> SafeString:
    """An upright line through the plot."""
    x = percent(tick.at)
    return element("line", class_="grid", x1=x, x2=x, y1=size.top, y2=size.top + size.height + 6, stroke=GRID)


def _step(step: Step, size: Plot) -> SafeString:
    if not step.height:
        return joined()
    height = step.height * size.height
    return element(
        "rect", class_="p-full", x=percent(step.start), y=f"{size.top + size.height - height:.1f}",
        width=percent(step.end - step.start), height=f"{height:.1f}", fill=FULL,
    )  # fmt: skip


def _figure(step: Step, limit: Tick | None, size: Plot) -> SafeString:
    """Inside the step where it is high and wide enough, above it where it is low, nowhere where it is narrow."""
    width, letters = step.end - step.start, size.letters
    if width < ROOM:
        return joined()
    y, inside = _baseline(step, limit, size)
    kind, fill = ("t-mid t-on", PAPER) if inside else ("t-mid t-bare t-strong", INK)
    look = {"x": percent((step.start + step.end) / 2), "text_anchor": "middle", "font_size": letters}
    figure = words(step.figure, y=f"{y:.1f}", class_=kind, fill=fill, font_weight=600, **look)
    below = "t-mid t-on only-wide" if inside else "t-mid t-bare t-muted only-wide"
    second = words(step.below, y=f"{y + letters * 1.35:.1f}", class_=below, fill=fill if inside else MUTED, **look)
    return joined(figure, second if step.below and width >= BESIDE else "")


def _baseline(step: Step, limit: Tick | None, size: Plot) -> tuple[float, bool]:
    """Where the figure stands, clear of the limit's line, and whether that is inside the step."""
    height, letters, bottom = step.height * size.height, size.letters, size.top + size.height
    if height < letters * 3.4:
        return bottom - height - letters * 2, False
    above, y = bottom - height - letters * 2, bottom - height + letters * 1.6
    line = None if limit is None else bottom - limit.at * size.height
    if line is None or not y - letters * 1.3 < line < y + letters * 2.1:
        return y, True
    under = line + letters * 1.7
    return (under, True) if under + letters * 1.6 < bottom else (above, False)


def _limit(limit: Tick, steps: Sequence[Step], size: Plot) -> SafeString:
    """Its words stand above the line at a side where the steps are lower, else above the plot."""
    level = size.top + size.height * (1 - limit.at)
    line = {"x1": 0, "x2": "100%", "y1": f"{level:.1f}", "y2": f"{level:.1f}"}
    is_free = not steps or (steps[-1].height < limit.at and steps[-1].end - steps[-1].start > ASIDE)
    place = ("99.2%", level - size.letters * 0.55) if is_free else ("100%", size.top - size.letters * 0.7)
    return joined(
        element("line", class_="limit-halo", stroke=PAPER, stroke_width=4, opacity=0.75, **line),
        element("line", class_="limit", stroke=LIMIT, stroke_width=1.5, stroke_dasharray="6 4", **line),
        words(
            limit.label, x=place[0], y=f"{place[1]:.1f}", font_size=size.letters - 1, fill=LIMIT,
            class_="t-limit t-end", font_weight=600, text_anchor="end",
        ),
    )  # fmt: skip


def foot(tick: Tick, size: Plot) -> SafeString:
    """The words under it."""
    anchor = "start" if tick.at <= 0.03 else "end" if tick.at >= 0.97 else "middle"
    side = {"start": "t-start", "end": "t-end", "middle": "t-mid"}[anchor]
    y = size.top + size.height + size.letters * 1.7
    return words(
        tick.label, x=percent(tick.at), y=f"{y:.1f}", class_=f"t-muted {side}", text_anchor=anchor,
        font_size=size.letters - 1,
    )  # fmt: skip
