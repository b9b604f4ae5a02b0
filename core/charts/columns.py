"""Columns over time, each a pile of parts: the parts in one order, the first at the foot."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from core.charts.svg import element, joined, percent, picture
from core.charts.svg import text as words

HEIGHT, TOP = 180, 22  # pixels: the foot of the columns, and where the highest ends
LEFT, WIDE = 0.06, 0.68  # the share of the width left for the scale; of each column's place what it fills
GRID = "#e3e0d8"
LABELS = 6  # words below the columns, at the most


@dataclass(frozen=True, slots=True)
class Part:
    """A layer of every pile: its look on screen (a class) and on paper (a colour)."""

    look: str
    colour: str


@dataclass(frozen=True, slots=True)
class Column:
    """One moment: its label and how many of each part."""

    label: str
    numbers: tuple[int, ...]


def columns(key: str, title: str, about: str, parts: Sequence[Part], piles: Sequence[Column]) -> SafeString:
    """The chart. `key` is unique on the page."""
    top = max((sum(pile.numbers) for pile in piles), default=0) or 1
    every = max(1, -(-len(piles) // LABELS))
    places = [(LEFT + (1 - LEFT) * at / len(piles), pile) for at, pile in enumerate(piles)]
    width = (1 - LEFT) / len(piles)
    last = len(piles) - 1
    return picture(
        key, title, about, HEIGHT + 26,
        _rule(top, top), _rule(0, top),
        joined(*(_pile(x, width, pile, parts, top) for x, pile in places)),
        joined(*(_label(x + width / 2, pile.label) for x, pile in places[last % every : last : every])),
        words(piles[last].label if piles else "", x="100%", y=HEIGHT + 20, text_anchor="end", class_="t-muted t-end"),
    )  # fmt: skip


def _pile(x: float, width: float, pile: Column, parts: Sequence[Part], top: int) -> SafeString:
    foot, drawn = 0, []
    for part, number in zip(parts, pile.numbers, strict=True):
        if number:
            y, below = _down(foot + number, top), _down(foot, top)
            drawn.append(
                element(
                    "rect",
                    x=percent(x + width * (1 - WIDE) / 2), y=y, width=percent(width * WIDE), height=round(below - y, 1),
                    fill=part.colour, class_=part.look,
                )
            )  # fmt: skip
            foot += number
    return joined(*drawn)


def _rule(number: int, top: int) -> SafeString:
    y = _down(number, top)
    line = element("line", x1=percent(LEFT), x2="100%", y1=y, y2=y, class_="grid", stroke=GRID)
    return joined(line, words(f"{number:,}", x=0, y=y + 4, class_="t-muted"))


def _label(x: float, label: str) -> SafeString:
    """Under the middle of its column."""
    return words(label, x=percent(x), y=HEIGHT + 20, text_anchor="middle", class_="t-muted t-mid")


def _down(number: int, top: int) -> float:
    return round(HEIGHT - number / top * (HEIGHT - TOP), 1)
