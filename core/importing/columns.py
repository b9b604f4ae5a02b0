"""What the columns of a table hold, guessed from their headings. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

SOUGHT_IN = 20  # rows from the top


@dataclass(frozen=True)
class Layout:
    """The fields of one kind of table in the order of our own export, and those it cannot do without.

    `names` are the words for a field on screen; `headings` what its column may be called, the likeliest first, in
    small letters without marks.
    """

    fields: tuple[str, ...]
    needed: tuple[str, ...]
    names: Mapping[str, str]
    headings: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class ColumnMapping:
    """The columns by the field they hold, counted from 0; `header_line` is counted from 1."""

    columns: Mapping[str, int]
    header_line: int = 1

    def as_json(self) -> dict[str, object]:
        """As it is stored between the steps of an import."""
        return {"header_line": self.header_line, "columns": {str(field): at for field, at in self.columns.items()}}

    @classmethod
    def from_json(cls, stored: Mapping[str, object]) -> "ColumnMapping":
        """What `as_json` gave."""
        columns: Mapping[str, int] = stored["columns"]  # type: ignore[assignment]  # as we stored it
        return cls(dict(columns), int(str(stored["header_line"])))


def guess(headings: Sequence[str], layout: Layout, header_line: int = 1) -> ColumnMapping:
    """What each column holds, by its heading."""
    chosen: dict[str, int] = {}
    for _, field, at in sorted(_matches(headings, layout)):
        if field not in chosen and at not in chosen.values():
            chosen[field] = at
    return ColumnMapping(chosen, header_line)


def find_headings(rows: Sequence[Sequence[str]], layout: Layout) -> ColumnMapping:
    """The row among the first in which the most headings are understood; the first row when none is."""
    guesses = (guess(row, layout, line) for line, row in enumerate(rows[:SOUGHT_IN], start=1))
    return max(guesses, key=lambda each: len(each.columns), default=ColumnMapping({}))


def missing(mapping: ColumnMapping, layout: Layout) -> list[str]:
    """The names of needed columns that no column holds."""
    return [layout.names[field] for field in layout.needed if field not in mapping.columns]


def _matches(headings: Sequence[str], layout: Layout) -> Iterable[tuple[int, str, int]]:
    for at, heading in enumerate(headings):
        words = re.sub(r"[^a-z0-9]+", " ", heading.casefold()).strip()
        for field in layout.fields:
            if words in layout.headings[field]:
                yield layout.headings[field].index(words), field, at
