"""Boxes in columns with lines between them: what needs what. It keeps its size; the page scrolls it sideways.

What looks alike stands in one group that carries the look, so that forty boxes stay a few kilobytes.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from core.charts.svg import element, joined

INK, MUTED, LINE, PAPER, DANGER, FULL = "#1a1e1c", "#5f6560", "#8a857c", "#ffffff", "#a3182b", "#1d4d3b"
CUT = 9  # px of a cut corner
INSET = 3.5  # px between the two frames of a single point
ARROW = 7  # px
EDGE = 3  # px around the whole


@dataclass(frozen=True, slots=True)
class Box:
    """`shape`: `box`, `cut` (corners cut off: a group) or `full` (filled: what all is there for). Two frames where
    `is_double`, a heavy red one where `is_hit`. `small` are lines of small print under the name; `href` is
    what it opens."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    small: tuple[str, ...] = ()
    shape: str = "box"
    is_double: bool = False
    is_hit: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """From box to box: points in pairs, a curve inside a pair, straight between pairs. `label` stands at its end."""

    points: tuple[tuple[float, float], ...]
    label: str = ""
    is_hit: bool = False
    is_weak: bool = False


@dataclass(frozen=True, slots=True)
class Letters:
    """Sizes in px: the letters of names, small print, from line to line."""

    name: float
    small: float
    line: float


def graph(
    key: str, title: str, about: str, boxes: Sequence[Box], lines: Sequence[Line], size: tuple[float, float],
    letters: Letters,
) -> SafeString:  # fmt: skip
    """The picture. `key` is unique on the page; `size` is the width and height that boxes and lines take."""
    width, height = (f"{each + 2 * EDGE:g}" for each in size)
    return element(
        "svg",
        element("title", title, id=f"{key}-t"),
        element("desc", about, id=f"{key}-d"),
        *(_lines([line for line in lines if line.is_hit is is_hit], is_hit, letters) for is_hit in (False, True)),
        *(_boxes(shape, is_hit, boxes) for shape in ("box", "cut", "full") for is_hit in (False, True)),
        *_words(boxes, letters),
        _opened([box for box in boxes if box.href]),
        role="group" if any(box.href for box in boxes) else "img",
        aria_labelledby=f"{key}-t {key}-d",
        viewBox=f"{-EDGE} {-EDGE} {width} {height}",
        width=width,
        height=height,
        class_="chart chart--graph",
        font_family="Sheet, SheetX, sans-serif",
        xmlns="http://www.w3.org/2000/svg",
    )


def _lines(lines: Sequence[Line], is_hit: bool, letters: Letters) -> SafeString:
    """Lines of one look, their arrows, and their words on paper of their own, so that no line runs through them."""
    if not lines:
        return joined()
    colour, hit = (DANGER, " g-hit") if is_hit else (LINE, "")
    look = {"fill": "none", "stroke": colour, "stroke_width": 2.25 if is_hit else 1.25}
    labelled = [line for line in lines if line.label]
    words = {"font_size": letters.small, "text_anchor": "end", "fill": DANGER if is_hit else MUTED}
    return joined(
        _path((_way(line) for line in lines if not line.is_weak), class_=f"g-line{hit}", **look),
        _path(
            (_way(line) for line in lines if line.is_weak), class_=f"g-line{hit}", stroke_dasharray="3 4", **look
        ),
        _path((_tip(line) for line in lines), class_=f"g-tip{hit}", fill=colour),
        _path((_back(line, letters) for line in labelled), class_="g-back", fill=PAPER),
        element("g", *(_label(line, letters) for line in labelled), class_=f"g-small{hit}", **words),
    )  # fmt: skip


def _path(ways: Iterable[str], **look: Any) -> SafeString:
    whole = "".join(ways)
    return element("path", d=whole, **look) if whole else joined()


def _way(line: Line) -> str:
    (x, y), *rest = line.points
    way, is_curve = f"M{x:g} {y:g}", True
    for to_x, to_y in rest:
        half = (x + to_x) / 2
        way += f"C{half:g} {y:g} {half:g} {to_y:g} {to_x:g} {to_y:g}" if is_curve else f"H{to_x:g}"
        x, y, is_curve = to_x, to_y, not is_curve
    return way


def _tip(line: Line) -> str:
    x, y = line.points[-1]
    return f"M{x:g} {y:g}l{-ARROW} {-ARROW / 2}v{ARROW}z"


def _label(line: Line, letters: Letters) -> SafeString:
    x, y = line.points[-1]
    return element("text", line.label, x=f"{x - ARROW - 3:g}", y=f"{y + letters.small * 0.35:g}")


def _back(line: Line, letters: Letters) -> str:
    x, y = line.points[-1]
    width, high = len(line.label) * letters.small * 0.54 + 4, letters.small + 2
    return f"M{x - ARROW - 1:g} {y - high / 2:g}h{-width:g}v{high:g}h{width:g}z"


def _boxes(shape: str, is_hit: bool, boxes: Sequence[Box]) -> SafeString:
    """Frames of one look."""
    chosen = [box for box in boxes if box.shape == shape and box.is_hit is is_hit]
    inner = [box for box in chosen if box.is_double]
    outline: Callable[[Box, float], SafeString] = _cut if shape == "cut" else _rect
    look = {"fill": FULL if shape == "full" else PAPER, "stroke": DANGER if is_hit else INK}
    return joined(
        element(
            "g", *(outline(box, 0) for box in chosen), class_=f"g-{shape}{' g-hit' if is_hit else ''}",
            stroke_width=2.25 if is_hit else 1.25, **look,
        ) if chosen else "",
        element(
            "g", *(outline(box, INSET) for box in inner), class_=f"g-inner{' g-hit' if is_hit else ''}", fill="none",
            stroke=PAPER if shape == "full" else look["stroke"], stroke_width=1,
        ) if inner else "",
    )  # fmt: skip


def _rect(box: Box, inset: float) -> SafeString:
    width, height = box.width - 2 * inset, box.height - 2 * inset
    return element(
        "rect", x=f"{box.x + inset:g}", y=f"{box.y + inset:g}", width=f"{width:g}", height=f"{height:g}", rx=4
    )


def _cut(box: Box, inset: float) -> SafeString:
    x, y, right, bottom = box.x + inset, box.y + inset, box.x + box.width - inset, box.y + box.height - inset
    cut = CUT
    way = f"M{x + cut:g} {y:g}H{right - cut:g}l{cut} {cut}V{bottom - cut:g}l{-cut} {cut}H{x + cut:g}l{-cut} {-cut}"
    return element("path", d=f"{way}V{y + cut:g}z")


def _opened(boxes: Sequence[Box]) -> SafeString:
    """A link over each whole box, named for those who do not see it."""
    links = [
        element("a", element("path", d=_whole(box)), href=box.href, aria_label=" ".join(box.lines)) for box in boxes
    ]
    return element("g", *links, class_="g-open", fill="transparent") if links else joined()


def _whole(box: Box) -> str:
    return f"M{box.x:.0f} {box.y:.0f}h{box.width:.0f}v{box.height:.0f}h-{box.width:.0f}z"


def _words(boxes: Sequence[Box], letters: Letters) -> Iterable[SafeString]:
    """Name and small print in the middle of each box, group by group of one look."""
    names = {"font_size": letters.name, "font_weight": 600, "text_anchor": "middle"}
    small = {"font_size": letters.small, "text_anchor": "middle"}
    full, open_ = ([box for box in boxes if (box.shape == "full") is is_full] for is_full in (True, False))
    hit, calm = ([box for box in open_ if box.is_hit is is_hit] for is_hit in (True, False))
    yield _texts(open_, letters, False, class_="g-name", fill=INK, **names)
    yield _texts(full, letters, False, class_="g-name g-on", fill=PAPER, **names)
    yield _texts(calm, letters, True, class_="g-small", fill=MUTED, **small)
    yield _texts(hit, letters, True, class_="g-small g-hit", fill=DANGER, **small)
    yield _texts(full, letters, True, class_="g-small g-on", fill=PAPER, **small)


def _texts(boxes: Sequence[Box], letters: Letters, is_small: bool, **look: Any) -> SafeString:
    found = []
    for box in boxes:
        lines, first = (box.small, len(box.lines)) if is_small else (box.lines, 0)
        number = len(box.lines) + len(box.small)
        top = box.y + box.height / 2 - (number - 1) * letters.line / 2 + letters.name * 0.35
        x = f"{box.x + box.width / 2:g}"
        found += [
            element("text", line, x=x, y=f"{top + (first + at) * letters.line:g}") for at, line in enumerate(lines)
        ]
    return element("g", *found, **look) if found else joined()
