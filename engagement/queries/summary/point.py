"""What a meeting's one page is made of."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from engagement.minutes import Line
from engagement.queries.asking import Asking

LONGEST = 200  # of what is said: one page


@dataclass(frozen=True)
class Point:
    """One line: what is counted, how much it is, and where that is read; minutes keep it without the way there."""

    label: str
    said: str
    path: str = ""

    @property
    def short(self) -> str:
        return self.said if len(self.said) <= LONGEST else f"{self.said[: LONGEST - 1]}…"

    @property
    def line(self) -> Line:
        return Line(self.label, self.short)


@dataclass(frozen=True)
class Part:
    """Points that belong together, under a heading."""

    title: str
    points: tuple[Point, ...]


Ask = Callable[[Asking], Sequence[QuerySet[Any]]]
Say = Callable[..., Iterable[Point]]


@dataclass(frozen=True)
class Tell:
    """Says points. What it `asks` for is read for all of a page in one query; `say` is given the rows of each, in no
    order."""

    asks: Ask
    say: Say


def tells(asks: Ask = lambda asking: ()) -> Callable[[Say], Tell]:
    """Make of a function one that a page asks."""
    return lambda say: Tell(asks, say)
