"""The steps of an import, the same for every app: start, map, confirm or discard; a job reads what is long.

The file is read row by row each time, so that its length does not matter.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from core.errors import Conflict, NotAllowed
from core.importing.columns import ColumnMapping
from core.importing.entry import TableImport
from core.importing.rows import ReadRow, Summary
from core.spreadsheets import UnreadableFile, stream_rows, weight
from core.uploads import CheckedFile
from core.words import count

AT_ONCE = 300_000  # bytes of text: what holds more is read by a job, so that nobody waits for the page
Entry = TypeVar("Entry", bound=TableImport)


class Flow(ABC, Generic[Entry]):
    """The steps of one kind of import. Each is one transaction; `by` is the actor, `at` the moment."""

    model: type[Entry]
    links: tuple[str, ...]

    @abstractmethod
    def check(self, by: Any, entry: Entry) -> None:
        """Raise NotAllowed unless this actor may take the file through."""

    @abstractmethod
    def read(self, entry: Entry, at: datetime, *, writer: Any = None) -> Summary:
        """What the file changes; writes it in the name of the actor `writer` where one is given."""

    @abstractmethod
    def lock(self, entry: Entry) -> None:
        """Keep others from what the file changes until the transaction ends."""

    @abstractmethod
    def enqueue(self, entry: Entry) -> None:
        """Let a job do what is long."""

    @abstractmethod
    def note(self, step: str, entry: Entry, *, by: Any, at: datetime, says: str, after: Any = None) -> None:
        """The step in the history: uploaded, mapped, discarded, confirmed or imported."""

    @transaction.atomic
    def start(
        self, *, entry: Entry, file: UploadedFile, checked: CheckedFile, by: Any, at: datetime, says: str
    ) -> Entry:
        """Keep an uploaded table with its digest; `entry` tells whose it is."""
        self.check(by, entry)
        if by.user_id is None:
            raise NotAllowed("Only a person can import a file.")
        entry.filename, entry.sha256 = checked.filename, checked.sha256
        entry.started_by_id, entry.started_at = by.user_id, at
        # The name on disk says nothing: the file's own name is kept in the row.
        entry.file.save(f"{entry.pk.hex}.{checked.filename.rpartition('.')[2].lower()}", file, save=False)
        entry.save(force_insert=True)
        self.note("uploaded", entry, by=by, at=at, says=says, after={"sha256": entry.sha256})
        return entry

    @transaction.atomic
    def map(self, *, entry: Entry, sheet: str, mapping: ColumnMapping, by: Any, at: datetime) -> Entry:
        """Say which column holds what, and look through the file: at once, or by a job where it is long."""
        entry = self._open(entry, by)
        entry.sheet, entry.mapping = sheet, mapping.as_json()
        entry.state, entry.summary = entry.State.MAPPED, {}
        if not _is_long(entry):
            entry.summary = self._read(entry, at).as_json()
        else:
            self.enqueue(entry)
        entry.save(update_fields=["sheet", "mapping", "state", "summary"])
        says = f"said what the columns of {entry.filename} hold"
        self.note("mapped", entry, by=by, at=at, says=says, after={"sheet": sheet, **entry.mapping})
        return entry

    @transaction.atomic
    def discard(self, *, entry: Entry, by: Any, at: datetime) -> Entry:
        """Leave it: nothing was changed by it and nothing will be."""
        entry = self._open(entry, by)
        entry.state = entry.State.DISCARDED
        entry.save(update_fields=["state"])
        self.note("discarded", entry, by=by, at=at, says=f"discarded the import of {entry.filename}")
        return entry

    @transaction.atomic
    def confirm(self, *, entry: Entry, by: Any, at: datetime) -> Entry:
        """Take in what was looked at: at once, or by a job where the file is long."""
        entry = self._open(entry, by)
        if entry.state != entry.State.MAPPED or not entry.summary:
            raise Conflict("Say first what the columns hold, and look at what would change.")
        if entry.summary["errors"]:
            raise NotAllowed("The file has rows that cannot be taken in. Correct them and upload it again.")
        entry.state = entry.State.QUEUED
        entry.save(update_fields=["state"])
        if _is_long(entry):
            self.enqueue(entry)
            self.note("confirmed", entry, by=by, at=at, says=f"confirmed the import of {entry.filename}")
            return entry
        return self.take_in(entry=entry, at=at, by=by)

    @transaction.atomic
    def look_through(self, *, entry: Entry, at: datetime) -> Entry:
        """What the file would change, kept for the page; the job's part of mapping."""
        entry = self._locked(entry)
        if entry.state == entry.State.MAPPED and not entry.summary:
            entry.summary = self._read(entry, at).as_json()
            entry.save(update_fields=["summary"])
        return entry

    @transaction.atomic
    def take_in(self, *, entry: Entry, at: datetime, by: Any) -> Entry:
        """Write every row of a confirmed file, or none: then the faults are kept and it can be corrected."""
        entry = self._locked(entry)
        if not entry.is_queued:
            return entry
        self.lock(entry)
        checked = self._read(entry, at)
        if checked.errors:
            entry.state, entry.summary = entry.State.MAPPED, checked.as_json()
            entry.save(update_fields=["state", "summary"])
            return entry
        done = self._read(entry, at, writer=by)
        entry.state, entry.applied_at, entry.summary = entry.State.APPLIED, at, done.as_json()
        entry.save(update_fields=["state", "applied_at", "summary"])
        said = f"{count(done.added, 'row')} added, {done.changed} changed, {done.unchanged} as they were"
        says = f"imported {entry.filename}: {said}"
        self.note("imported", entry, by=by, at=at, says=says, after={"sha256": entry.sha256} | done.numbers())
        return entry

    def run(self, *, entry: Entry, at: datetime, by: Any) -> None:
        """What a job does with it, whichever step it waits for. Twice changes nothing."""
        if entry.state == entry.State.MAPPED:
            self.look_through(entry=entry, at=at)
        elif entry.is_queued:
            self.take_in(entry=entry, at=at, by=by)

    def _read(self, entry: Entry, at: datetime, *, writer: Any = None) -> Summary:
        try:
            return self.read(entry, at, writer=writer)
        except UnreadableFile as broken:
            return Summary.broken(str(broken))

    def _locked(self, entry: Entry) -> Entry:
        rows = self.model._default_manager.select_for_update(of=("self",)).select_related(*self.links)
        return rows.get(pk=entry.pk)

    def _open(self, entry: Entry, by: Any) -> Entry:
        entry = self._locked(entry)
        self.check(by, entry)
        if entry.is_closed or entry.is_queued:
            raise Conflict(f"This file is {entry.get_state_display().lower()} already.")
        return entry


def rows_of(entry: TableImport, read: Callable[[int, tuple[str, ...], ColumnMapping], ReadRow]) -> Iterable[ReadRow]:
    """The rows of a mapped file with their faults, as they stand in it; those with nothing in them left out."""
    mapping = entry.columns
    with entry.file.open("rb") as file:
        for line, row in enumerate(stream_rows(file, entry.filename, entry.sheet), start=1):
            if line > mapping.header_line and any(row):
                yield read(line, row, mapping)


def _is_long(entry: TableImport) -> bool:
    with entry.file.open("rb") as file:
        return weight(file, entry.filename, entry.file.size) > AT_ONCE
