"""A call tree in the order in which it is read: each person, then everybody whom that person rings. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

Key = TypeVar("Key")
Row = TypeVar("Row")


class Tree(Generic[Key, Row]):
    """Who rings whom, from (caller, called, row); without a caller it is whoever starts the plan."""

    def __init__(self, calls: Iterable[tuple[Key | None, Key, Row]]) -> None:
        self.rung_by: dict[Key | None, list[tuple[Key, Row]]] = defaultdict(list)
        for caller, called, row in calls:
            self.rung_by[caller].append((called, row))

    def read(self) -> list[tuple[int, Row]]:
        """Each row with how far down it is, from 0; branches stay together, in the order given."""
        return list(self._below(None, 0, frozenset()))

    def below(self, key: Key) -> set[Key]:
        """Everybody who is rung because this one is rung."""
        found: set[Key] = set()
        waiting = [key]
        while waiting:
            for called, _ in self.rung_by.get(waiting.pop(), []):
                if called not in found:
                    found.add(called)
                    waiting.append(called)
        return found

    def _below(self, caller: Key | None, depth: int, above: frozenset[Key]) -> Iterator[tuple[int, Row]]:
        for called, row in self.rung_by.get(caller, []):
            if called not in above:
                yield depth, row
                yield from self._below(called, depth + 1, above | {called})
