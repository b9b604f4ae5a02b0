"""Writing the rows of a file in a few statements for each thousand, or only counting what they would change."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from itertools import islice
from typing import Any
from uuid import UUID

from contracts.models import Outage, Pause, PriorityChange, ResultImport, Ticket
from contracts.reading.columns import NAMES, Field
from contracts.reading.rows import MOMENTS, STARTS, ReadRow, RowError

CHUNK = 500
ERRORS_KEPT = 200
LINKS = {"service": "service_id", "site": "site_id"}
CHILDREN = ("waits", "changes")
MODELS: dict[str, type[Ticket] | type[Outage]] = {"tickets": Ticket, "outages": Outage}


@dataclass
class Summary:
    """What a file would change, or has changed. `first_errors` are as many as a page shows."""

    rows: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    errors: int = 0
    first_errors: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def broken(cls, sentence: str) -> "Summary":
        """A file that could not be read to its end."""
        found = cls()
        found.note(RowError(0, "", sentence))
        return found

    def note(self, error: RowError) -> None:
        self.errors += 1
        if len(self.first_errors) < ERRORS_KEPT:
            self.first_errors.append(asdict(error))

    def numbers(self) -> dict[str, int]:
        return {name: getattr(self, name) for name in ("rows", "added", "changed", "unchanged")}

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


class Writer:
    """Goes through the rows of one import, a chunk at a time."""

    def __init__(self, entry: ResultImport, *, is_writing: bool) -> None:
        self.entry, self.is_writing = entry, is_writing
        self.model: Any = MODELS[entry.kind]
        self.is_ticket = self.model is Ticket
        self.summary = Summary()
        self._lines: dict[str, int] = {}

    def read(self, rows: Iterable[ReadRow]) -> Summary:
        """Every row; writes nothing of a chunk that holds a fault."""
        remaining = iter(rows)
        while chunk := list(islice(remaining, CHUNK)):
            self._chunk([row for row in chunk if self._is_sound(row)])
        if not self.summary.rows:
            self.summary.note(RowError(0, "", "There are no rows under the headings."))
        return self.summary

    def _is_sound(self, row: ReadRow) -> bool:
        self.summary.rows += 1
        if row.reference:
            first = self._lines.setdefault(row.reference, row.line)
            if first != row.line:
                sentence = f"The reference {row.reference} is already in row {first}."
                row.errors.append(RowError(row.line, NAMES[Field.REFERENCE], sentence))
        for error in row.errors:
            self.summary.note(error)
        return not row.errors

    def _chunk(self, rows: list[ReadRow]) -> None:
        there = self._there([row.reference for row in rows])
        new, changed, names = [], [], set[str]()
        for row in rows:
            known = there.get(row.reference)
            if known is None:
                new.append((row, self.model(customer=self.entry.customer, **_columns(row))))
            elif self._differs(known, row):
                names |= self._assign(known, row)
                changed.append((row, known))
        new, changed = list(self._fit(new)), list(self._fit(changed))
        self.summary.added += len(new)
        self.summary.changed += len(changed)
        self.summary.unchanged += len(rows) - len(new) - len(changed)
        if self.is_writing and not self.summary.errors:
            self._write(new, changed, names)

    def _there(self, references: list[str]) -> dict[str, Any]:
        rows = self.model.objects.filter(customer=self.entry.customer_id, reference__in=references)
        return {row.reference: row for row in (rows.prefetch_related("pauses", "changes") if self.is_ticket else rows)}

    def _differs(self, known: Any, row: ReadRow) -> bool:
        if any(getattr(known, name) != value for name, value in _columns(row).items()):
            return True
        waits = (
            sorted((w.reason, w.starts_at, w.ends_at) for w in known.pauses.all()) if "waits" in row.values else None
        )
        changes = sorted((c.priority, c.happened_at) for c in known.changes.all()) if "changes" in row.values else None
        return (waits is not None and waits != sorted(row.values["waits"])) or (
            changes is not None and changes != sorted(row.values["changes"])
        )

    def _assign(self, known: Any, row: ReadRow) -> set[str]:
        values = _columns(row)
        if "priority" in values and not (values.get("impact") and values.get("urgency")):
            values |= {"impact": values.get("impact", ""), "urgency": values.get("urgency", "")}
        for name, value in values.items():
            setattr(known, name, value)
        return set(values)

    def _fit(self, pairs: list[tuple[ReadRow, Any]]) -> Iterator[tuple[ReadRow, Any]]:
        """Those whose moments are in order, what was known before included."""
        begins = STARTS[self.entry.kind]
        for row, made in pairs:
            start = getattr(made, begins.value)
            late = [each for each in MOMENTS if (at := getattr(made, each.value, None)) and at < start]
            for column in late:
                sentence = f"What is known already is before {NAMES[begins].lower()}; tell it in the file too."
                self.summary.note(RowError(row.line, NAMES[column], sentence))
            if not late:
                yield row, made

    def _write(self, new: list[tuple[ReadRow, Any]], changed: list[tuple[ReadRow, Any]], names: set[str]) -> None:
        self.model.objects.bulk_create([made for _, made in new])
        fields = sorted(name.removesuffix("_id") for name in names)
        if changed and fields:
            self.model.objects.bulk_update([known for _, known in changed], fields)
        if self.is_ticket:
            _write_children([*new, *changed])


def _columns(row: ReadRow) -> dict[str, Any]:
    """The model's own columns among a row's values."""
    return {LINKS.get(name, name): value for name, value in row.values.items() if name not in CHILDREN}


def _write_children(pairs: list[tuple[ReadRow, Ticket]]) -> None:
    """Waits and changes of priority as the file tells them, where it does."""
    told_waits = {made.pk: row.values["waits"] for row, made in pairs if "waits" in row.values}
    told_changes = {made.pk: row.values["changes"] for row, made in pairs if "changes" in row.values}
    _replace(Pause, told_waits, ("reason", "starts_at", "ends_at"))
    _replace(PriorityChange, told_changes, ("priority", "happened_at"))


def _replace(
    model: type[Pause] | type[PriorityChange], told: dict[UUID, list[tuple[Any, ...]]], names: tuple[str, ...]
) -> None:
    rows: Any = model._default_manager
    rows.filter(ticket__in=told).delete()
    rows.bulk_create(
        model(ticket_id=pk, **dict(zip(names, each, strict=True))) for pk, several in told.items() for each in several
    )
