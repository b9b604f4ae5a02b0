"""What has changed at a customer since a day, as far as the system knows it, in one sentence. Pure (domain.md §9.1).

The customer's people tell the rest themselves; nobody who came or went is named.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.words import count, day, listed

NOTHING = "Nothing has changed here that this system knows of."
NAMED = 3  # sites that a sentence names

Run = tuple[UUID, bool, bool]  # a product, whether it ran there on the first day and whether it does today


@dataclass(frozen=True, kw_only=True)
class News:
    """Members who joined and left, sites that opened and closed, products that came and went; `is_remodelled` where
    somebody changed what the business depends on."""

    since: date
    joined: int = 0
    left: int = 0
    opened: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    came: int = 0
    went: int = 0
    is_remodelled: bool = False

    @property
    def words(self) -> str:
        """`Since Tue 4 Aug 2026: 2 people joined; new: Mill Lane; 1 product came`; "" where nothing changed."""
        said = "; ".join(self._parts())
        return f"Since {day(self.since)}: {said}" if said else ""

    @property
    def sentence(self) -> str:
        return f"{self.words}." if self.words else NOTHING

    def _parts(self) -> Iterator[str]:
        yield from _both(self.joined, "joined", self.left, "left", "person", "people")
        if self.opened:
            yield f"new: {listed(self.opened, NAMED)}"
        if self.closed:
            yield f"closed: {listed(self.closed, NAMED)}"
        yield from _both(self.came, "came", self.went, "went", "product", "products")
        if self.is_remodelled:
            yield "what the business depends on was changed"


def changed(added: Iterable[str], removed: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is new and what is gone, each once and by name, without what was both."""
    new, gone = set(added), set(removed)
    return tuple(sorted(new - gone)), tuple(sorted(gone - new))


def came_and_went(runs: Iterable[Run]) -> tuple[int, int]:
    """How many products run today and did not on the first day, and the other way round."""
    several = list(runs)
    before = {product for product, ran, _ in several if ran}
    now = {product for product, _, runs_now in several if runs_now}
    return len(now - before), len(before - now)


def _both(more: int, came: str, fewer: int, went: str, one: str, many: str) -> Iterator[str]:
    """`2 people joined, 1 left`, `1 person left`."""
    if more:
        yield f"{count(more, one, many)} {came}" + (f", {fewer} {went}" if fewer else "")
    elif fewer:
        yield f"{count(fewer, one, many)} {went}"
