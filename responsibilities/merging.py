"""What a file would do to a draft: which jobs it adds, changes, leaves as they are, and does not name. Pure.

Jobs are matched by their code, whatever its case. Only what a file tells is compared: a table without a
column for the customer's part changes no customer's part. Texts are compared as a file can hold them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from core.spreadsheets import cell_text
from responsibilities.frozen import owner_words
from responsibilities.reading import NAMES, ColumnMapping, Field, Layout, ReadRow

Key = TypeVar("Key")

MARKS = {Field.PROVIDER_MARK, Field.CUSTOMER_MARK}
COMPARED = tuple(field for field in Field if field not in {*MARKS, Field.CODE})
# What a FedRAMP workbook says of a control.
FEDRAMP = frozenset(
    {
        Field.DOMAIN, Field.TITLE, Field.DESCRIPTION, Field.OWNERSHIP, Field.CUSTOMER_DUTY, Field.THIRD_PARTY,
        Field.ANSWERS_FOR, Field.OUT_OF_SCOPE_REASON, Field.FACTS,
    }
)  # fmt: skip


class Mode(StrEnum):
    """What happens to jobs of the draft that the file does not name."""

    ADD = "add"  # they stay
    REPLACE = "replace"  # they are taken off


@dataclass(frozen=True)
class Cell:
    """One thing about a job that the file says differently, in words."""

    field: Field
    old: str
    new: str

    @property
    def label(self) -> str:
        return NAMES[self.field]


@dataclass(frozen=True)
class Changed(Generic[Key]):
    """A job of the draft that the file says differently; `row` is the file's."""

    key: Key
    row: ReadRow
    cells: tuple[Cell, ...]

    @property
    def fields(self) -> frozenset[Field]:
        return frozenset(cell.field for cell in self.cells)


@dataclass(frozen=True)
class Plan(Generic[Key]):
    """The whole of it. `left` are jobs that the file does not name; `order` is the file's, by key or code."""

    added: tuple[ReadRow, ...]
    changed: tuple[Changed[Key], ...]
    unchanged: tuple[Key, ...]
    left: tuple[Key, ...]
    order: tuple[Key | str, ...]

    def does_something(self, mode: Mode) -> bool:
        return bool(self.added or self.changed or (mode == Mode.REPLACE and self.left))


@dataclass(frozen=True)
class Parties:
    """The two sides by name, for the words of a change."""

    provider: str
    customer: str


def fields_told(layout: Layout, mapping: ColumnMapping | None) -> frozenset[Field]:
    """What a file in this layout says about a job."""
    if layout == Layout.OURS:
        return frozenset(COMPARED)
    if layout == Layout.FEDRAMP:
        return FEDRAMP
    mapped = frozenset(mapping.columns) if mapping else frozenset()
    return (mapped - MARKS - {Field.CODE}) | ({Field.OWNERSHIP} if mapped & MARKS else frozenset())


def make_plan(
    there: Mapping[Key, ReadRow], rows: Iterable[ReadRow], told: frozenset[Field], parties: Parties
) -> Plan[Key]:
    """Compare the rows of a file with those of a draft, which are given by any key in their order."""
    keys = {normal(row.code).casefold(): key for key, row in there.items()}
    keys |= {normal(row.code): key for key, row in there.items()}
    added, changed, unchanged, order, named = [], [], [], [], set()
    for row in rows:
        key = keys.get(row.code, keys.get(row.code.casefold()))
        order.append(row.code if key is None else key)
        if key is None:
            added.append(row)
            continue
        named.add(key)
        cells = tuple(_cells(there[key], row, told, parties))
        if cells:
            changed.append(Changed(key, row, cells))
        else:
            unchanged.append(key)
    left = tuple(key for key in there if key not in named)
    return Plan(tuple(added), tuple(changed), tuple(unchanged), left, tuple(order))


def normal(value: Any) -> Any:
    """A value as it comes back from a file."""
    return cell_text(value).strip() if isinstance(value, str) else value


def _cells(old: ReadRow, new: ReadRow, told: frozenset[Field], parties: Parties) -> Iterable[Cell]:
    for field in COMPARED:
        if field not in told and not _leaves_out(field, new, told):
            continue
        was, now = normal(getattr(old, field)), normal(getattr(new, field))
        if was != now:
            yield Cell(field, _words(field, was, old, parties), _words(field, now, new, parties))


def _leaves_out(field: Field, row: ReadRow, told: frozenset[Field]) -> bool:
    """A column of owners may say "not applicable": that tells the reason too."""
    return field == Field.OUT_OF_SCOPE_REASON and row.is_out_of_scope and Field.OWNERSHIP in told


def _words(field: Field, value: Any, row: ReadRow, parties: Parties) -> str:
    if field == Field.OWNERSHIP:
        return owner_words(value, parties.provider, parties.customer, row.third_party)
    if field == Field.ANSWERS_FOR:
        return {"provider": parties.provider, "customer": parties.customer}.get(value, "")
    if field == Field.FACTS:
        return "; ".join(f"{name}: {_listed(fact)}" for name, fact in value.items() if fact)
    return cell_text(value)


def _listed(fact: object) -> str:
    return ", ".join(map(str, fact)) if isinstance(fact, list) else str(fact)


def placed(there: Iterable[tuple[Key, str]], added: Iterable[tuple[str, str]]) -> list[Key | str]:
    """The order of a list to which jobs are added: each after the last of its part, a new part at the end.

    Both are pairs of key (or code) and domain.
    """
    parts: dict[str, list[Key | str]] = {}
    several = list(there)
    runs: list[tuple[str, list[Key | str]]] = []
    for key, domain in several:
        if not runs or runs[-1][0] != domain:
            runs.append((domain, []))
        runs[-1][1].append(key)
        parts[domain] = runs[-1][1]
    for code, domain in added:
        if domain not in parts:
            runs.append((domain, []))
            parts[domain] = runs[-1][1]
        parts[domain].append(code)
    return [key for _, run in runs for key in run]
