"""Writing the rows of a file in a few statements for each thousand, or only counting what they would change."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any
from uuid import UUID

from contracts.models import Outage, Pause, PriorityChange, ResultImport, Tally, Ticket
from contracts.policies import about_tally
from contracts.reading.columns import NAMES, Field
from contracts.reading.rows import MOMENTS, STARTS
from contracts.reading.tallies import CountedDays
from contracts.service_levels.vocabulary import Counted
from core.importing.rows import ReadRow, RowError, Summary

CHUNK = 500
LINKS = {"service": "service_id", "site": "site_id"}
CHILDREN = ("waits", "changes")
MODELS: dict[str, type[Ticket | Outage | Tally]] = {"tickets": Ticket, "outages": Outage, "tallies": Tally}


class Writer:
    """Goes through the rows of one import, a chunk at a time."""

    def __init__(self, entry: ResultImport, *, is_writing: bool) -> None:
        self.entry, self.is_writing = entry, is_writing
        self.model: Any = MODELS[entry.kind]
        self.is_ticket = self.model is Ticket
        self.summary = Summary()
        self._lines: dict[str, int] = {}
        self._days = _counted(entry) if self.model is Tally else None

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
        if values.get("metric", Counted.RESTORE_TEST) != Counted.RESTORE_TEST:  # what it took went with what it was
            values |= {"took_minutes": None}
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
            clash = self._days.enter(*about_tally(made)) if self._days else ""
            if clash:
                sentence = f"{clash} counts some of these days already, from the same source."
                self.summary.note(RowError(row.line, NAMES[Field.STARTS_ON], sentence))
            if not late and not clash:
                yield row, made

    def _write(self, new: list[tuple[ReadRow, Any]], changed: list[tuple[ReadRow, Any]], names: set[str]) -> None:
        self.model.objects.bulk_create([made for _, made in new])
        fields = sorted(name.removesuffix("_id") for name in names)
        if changed and fields:
            self.model.objects.bulk_update([known for _, known in changed], fields)
        if self.is_ticket:
            _write_children([*new, *changed])


def _counted(entry: ResultImport) -> CountedDays:
    """The days of what is entered already."""
    days = CountedDays()
    for tally in Tally.objects.filter(customer=entry.customer_id).iterator():
        days.enter(*about_tally(tally))
    return days


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
