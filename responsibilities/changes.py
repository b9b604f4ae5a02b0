"""What changed from one version to the next, job by job, in old and new words. Pure."""

from dataclasses import dataclass
from typing import Any

from core.words import count
from responsibilities.frozen import FrozenRow, FrozenVersion, freeze

# What a reader is told about, in this order; the rest of a frozen row cannot change or only sorts it.
LABELS = {
    "ownership": "Who does it",
    "provider_duty": "The provider’s part",
    "customer_duty": "The customer’s part",
    "provider_person": "Who answers for it at the provider",
    "customer_person": "Who answers for it at the customer",
    "third_party": "Third party",
    "answers_for": "Who answers for the third party",
    "title": "Job",
    "description": "In plain words",
    "code": "Code",
    "domain": "Part of the list",
    "service_name": "Service",
    "clause_reference": "Contract",
    "evidence_expected": "Proof",
    "review_interval_months": "Review",
    "is_out_of_scope": "Scope",
    "out_of_scope_reason": "Why out of scope",
}


@dataclass(frozen=True)
class FieldChange:
    """One thing about a job that reads differently now; "" means nothing was or is written."""

    name: str
    label: str
    old: str
    new: str
    old_value: str
    new_value: str


@dataclass(frozen=True)
class RowChange:
    """A job that came, went, or changed; `kind` is added, removed or changed."""

    kind: str
    line: str
    code: str
    title: str
    domain: str
    fields: tuple[FieldChange, ...] = ()

    @property
    def is_added(self) -> bool:
        return self.kind == "added"

    @property
    def is_removed(self) -> bool:
        return self.kind == "removed"


@dataclass(frozen=True)
class Changes:
    """The difference between two versions, in the order of the new one; removed jobs come last."""

    rows: tuple[RowChange, ...]

    @property
    def by_line(self) -> dict[str, RowChange]:
        return {row.line: row for row in self.rows}

    def number_of(self, kind: str) -> int:
        return sum(row.kind == kind for row in self.rows)

    @property
    def words(self) -> str:
        """`2 jobs added, 1 changed`; `Nothing changed`."""
        counts = [(self.number_of(kind), kind) for kind in ("added", "changed", "removed")]
        parts = [f"{number:,} {kind}" for number, kind in counts if number]
        if not parts:
            return "Nothing changed"
        first, kind = next((number, kind) for number, kind in counts if number)
        return ", ".join([f"{count(first, 'job')} {kind}", *parts[1:]])


def compare(old: FrozenVersion | None, new: FrozenVersion) -> Changes:
    """Every job that differs. Without an older version every job is added."""
    before = old.by_line if old else {}
    rows = [_change(old, before.get(row.line), new, row) for row in new.rows]
    gone = [_whole("removed", row) for row in before.values() if row.line not in new.by_line]
    return Changes((*(row for row in rows if row), *gone))


def field_changes(
    old: FrozenVersion, before: FrozenRow, new: FrozenVersion, after: FrozenRow
) -> tuple[FieldChange, ...]:
    """What reads differently about one job."""
    return tuple(
        FieldChange(name, label, _words(old, before, name), _words(new, after, name), str(was), str(now))
        for name, label in LABELS.items()
        if (was := getattr(before, name)) != (now := getattr(after, name))
    )


def row_changes(version: Any, before: FrozenRow, after: FrozenRow) -> tuple[FieldChange, ...]:
    """What one edit of a row in a version makes read differently."""
    whole = freeze(version, ())
    return field_changes(whole, before, whole, after)


def _change(
    old: FrozenVersion | None, before: FrozenRow | None, new: FrozenVersion, after: FrozenRow
) -> RowChange | None:
    if old is None or before is None:
        return _whole("added", after)
    if before == after:
        return None
    fields = field_changes(old, before, new, after)
    return RowChange("changed", after.line, after.code, after.title, after.domain, fields)


def _whole(kind: str, row: FrozenRow) -> RowChange:
    return RowChange(kind, row.line, row.code, row.title, row.domain)


def _words(version: FrozenVersion, row: FrozenRow, name: str) -> str:
    value = getattr(row, name)
    if name == "ownership":
        return version.owner(row)
    if name == "answers_for":
        return version.side(value)
    if name == "review_interval_months":
        return f"every {count(value, 'month')}"
    if name == "is_out_of_scope":
        return "out of scope" if value else "in scope"
    return str(value)
