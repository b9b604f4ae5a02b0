"""Taking a file into a draft: uploaded, mapped, previewed, then applied whole or not at all."""

import uuid
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F

from accounts.actor import Actor
from accounts.models import Customer
from audit.record import record
from contracts.models import Clause, Service
from core.errors import Conflict, NotAllowed
from core.uploads import CheckedFile
from core.words import count
from responsibilities import permissions
from responsibilities.actions.drafting import start_draft
from responsibilities.actions.holding import hold_version
from responsibilities.merging import Changed, Mode, placed
from responsibilities.models import Activity, Import, Row, Version
from responsibilities.models.matrix import ANSWER_FIELDS
from responsibilities.queries.importing import Preview, base_version, preview_of
from responsibilities.reading import ColumnMapping, Field, Layout, ReadRow
from responsibilities.wording import clause_words

BATCH = 100  # rows in one statement
# Fields of a row that hold what a file says as it stands.
PLAIN = (
    "domain", "title", "description", "ownership", "provider_duty", "customer_duty", "provider_person",
    "customer_person", "third_party", "answers_for", "evidence_expected", "review_interval_months", "review_on",
)  # fmt: skip


class DraftChanged(Conflict):
    """Somebody wrote in the draft after the preview was made."""


@transaction.atomic
def start_import(
    *,
    customer: Customer,
    file: UploadedFile,
    checked: CheckedFile,
    layout: Layout,
    sheet: str = "",
    mapping: ColumnMapping | None = None,
    by: Actor,
    at: datetime,
) -> Import:
    """Keep an uploaded table with its digest. A layout that is known needs no mapping."""
    permissions.check_can_import(by, base_version(customer.pk))
    if by.user_id is None:
        raise NotAllowed("Only a person can import a file.")
    entry = Import(
        customer=customer,
        filename=checked.filename,
        sha256=checked.sha256,
        layout=layout,
        sheet=sheet,
        mapping=mapping.as_json() if mapping else {},
        state=Import.State.UPLOADED if layout == Layout.GENERIC else Import.State.MAPPED,
        started_by_id=by.user_id,
        started_at=at,
    )
    # The name on disk says nothing: the file's own name is kept in the row.
    entry.file.save(f"{entry.pk.hex}.{checked.filename.rpartition('.')[2].lower()}", file, save=False)
    entry.save(force_insert=True)
    after = {"filename": entry.filename, "sha256": entry.sha256, "layout": entry.layout}
    _record("import_started", entry, by=by, at=at, says=f"uploaded {entry.filename} to import it", after=after)
    return entry


@transaction.atomic
def map_import(*, entry: Import, sheet: str, mapping: ColumnMapping, by: Actor, at: datetime) -> Import:
    """Say which column holds what."""
    entry = _open(entry, by)
    entry.sheet, entry.mapping, entry.layout = sheet, mapping.as_json(), Layout.GENERIC
    entry.state = Import.State.MAPPED
    entry.save(update_fields=["sheet", "mapping", "layout", "state"])
    says = f"said what the columns of {entry.filename} hold"
    _record("import_mapped", entry, by=by, at=at, says=says, after={"sheet": sheet, **entry.mapping})
    return entry


@transaction.atomic
def discard_import(*, entry: Import, by: Actor, at: datetime) -> Import:
    """Leave it: nothing was changed by it and nothing will be."""
    entry = _open(entry, by)
    entry.state = Import.State.DISCARDED
    entry.save(update_fields=["state"])
    _record("import_discarded", entry, by=by, at=at, says=f"discarded the import of {entry.filename}")
    return entry


@transaction.atomic
def apply_import(*, entry: Import, mode: Mode, basis: str, by: Actor, at: datetime) -> tuple[Version, str]:
    """Write what the preview showed, all of it or nothing; answers the draft and what was done, in words."""
    _hold_base(entry)
    entry = _open(entry, by)
    if entry.state != Import.State.MAPPED:
        raise Conflict("Say first what the columns hold.")
    preview = preview_of(entry)
    if preview.has_errors:
        raise NotAllowed("The file has rows that cannot be taken over. Correct them and upload it again.")
    if preview.basis != basis:
        raise DraftChanged(
            "Somebody changed the draft after this preview was made. Look at it again before you confirm."
        )
    if not preview.does_something(mode):
        raise NotAllowed("Nothing changes: the draft already says all of this.")
    version = start_draft(customer=entry.customer, by=by, at=at)
    said = _Writer(version, preview, mode, by, at).write()
    entry.state, entry.applied_at = Import.State.APPLIED, at
    entry.save(update_fields=["state", "applied_at"])
    says = f"imported {entry.filename} into version {version.number}: {said}"
    after = {"filename": entry.filename, "sha256": entry.sha256, "version": version.number, "mode": mode, "done": said}
    _record("import_applied", entry, by=by, at=at, says=says, after=after)
    return version, said


def _hold_base(entry: Import) -> None:
    """Nobody begins a version or writes in the draft between the preview and the writing."""
    Customer.objects.select_for_update().get(pk=entry.customer_id)
    base = base_version(entry.customer_id)
    if base is not None:
        hold_version(base.pk, entry.customer_id)


def _open(entry: Import, by: Actor) -> Import:
    entry = Import.objects.select_for_update(of=("self",)).select_related("customer__provider").get(pk=entry.pk)
    permissions.check_can_import(by, base_version(entry.customer_id))
    if entry.is_closed:
        raise Conflict(f"This import is already closed: {entry.get_state_display().lower()}.")
    return entry


class _Writer:
    """Writes a plan into a draft, in a few statements for any number of rows."""

    def __init__(self, version: Version, preview: Preview, mode: Mode, by: Actor, at: datetime) -> None:
        self.version, self.preview, self.plan, self.mode = version, preview, preview.plan, mode
        self.by, self.at = by, at
        rows = Row.objects.filter(version=version).order_by("position", "code")
        self.rows = {row.line: row for row in rows}
        self.names = _Names(version.customer)

    def write(self) -> str:
        """Do it, and say what was done."""
        removed = self._remove() if self.mode == Mode.REPLACE else 0
        added = [self._new(row) for row in self.plan.added]
        for change in self.plan.changed:
            self._change(self.rows[change.key], change)
        moved = self._place(added)
        Row.objects.bulk_create(added, batch_size=BATCH)
        self._save_changed()
        Row.objects.bulk_update(moved, ["position"], batch_size=BATCH)
        numbers = ((len(added), "added"), (len(self.plan.changed), "changed"), (removed, "taken off"))
        return ", ".join(f"{count(number, 'job')} {word}" for number, word in numbers if number)

    def _remove(self) -> int:
        gone = [self.rows.pop(line) for line in self.plan.left]
        for row in gone:
            _record_row("row_removed", row, self.version.customer_id, by=self.by, at=self.at, says=f"removed {row}")
        Row.objects.filter(pk__in=[row.pk for row in gone]).delete()
        return len(gone)

    def _new(self, read: ReadRow) -> Row:
        row = Row(
            version=self.version,
            line=self.names.lines.get(read.code) or uuid.uuid4(),
            code=read.code,
            activity=self.names.activity(read),
            edited_at=self.at,
            edited_by_id=self.by.user_id,
        )
        self._assign(row, read, frozenset(Field))
        return row

    def _change(self, row: Row, change: Changed[UUID]) -> None:
        self._assign(row, change.row, change.fields)
        row.forget_answer()
        row.edition += 1
        row.edited_at, row.edited_by_id = self.at, self.by.user_id
        before = {cell.label: cell.old for cell in change.cells}
        after = {cell.label: cell.new for cell in change.cells}
        labels = ", ".join(cell.label.lower() for cell in change.cells)
        says = f"changed {row.code} {row.title} by an import: {labels}"
        _record_row(
            "row_changed", row, self.version.customer_id, by=self.by, at=self.at, says=says, before=before, after=after
        )

    def _assign(self, row: Row, read: ReadRow, fields: frozenset[Field]) -> None:
        for name in PLAIN:
            if name in fields:
                setattr(row, name, getattr(read, name))
        if Field.SERVICE in fields:
            row.service = self.names.services.get(read.service.casefold())
            row.service_name = row.service.name if row.service else read.service
        if Field.CLAUSE in fields:
            row.clause, row.clause_reference = self.names.clauses.get(read.clause.casefold()), read.clause
        if Field.OUT_OF_SCOPE_REASON in fields:
            row.is_out_of_scope, row.out_of_scope_reason = read.is_out_of_scope, read.out_of_scope_reason
        if Field.FACTS in fields:
            row.facts = dict(read.facts)

    def _place(self, added: list[Row]) -> list[Row]:
        """Set the positions; answers the rows already there that move."""
        new = {row.code: row for row in added}
        if self.mode == Mode.REPLACE:
            order = list(self.plan.order)
        else:
            there = [(line, row.domain) for line, row in self.rows.items()]
            order = placed(there, [(row.code, row.domain) for row in added])
        moved = []
        for position, key in enumerate(order, 1):
            row = new[key] if isinstance(key, str) else self.rows[key]
            if row.position != position:
                row.position = position
                moved += [] if isinstance(key, str) else [row]
        return moved if added or self.mode == Mode.REPLACE else []

    def _save_changed(self) -> None:
        changed = [self.rows[change.key] for change in self.plan.changed]
        told = {name for change in self.plan.changed for name in change.fields}
        names = [name for name in PLAIN if name in told]
        names += ["service", "service_name"] if Field.SERVICE in told else []
        names += ["clause", "clause_reference"] if Field.CLAUSE in told else []
        names += ["is_out_of_scope", "out_of_scope_reason"] if Field.OUT_OF_SCOPE_REASON in told else []
        names += ["facts"] if Field.FACTS in told else []
        names += ["edition", "edited_at", "edited_by", *ANSWER_FIELDS]
        Row.objects.bulk_update(changed, names, batch_size=BATCH)


class _Names:
    """What words in a file may stand for at this customer: services, clauses, activities and earlier jobs."""

    def __init__(self, customer: Customer) -> None:
        services = Service.objects.filter(provider=customer.provider_id).order_by(
            F("retired_at").desc(nulls_last=True), "pk"
        )
        self.services = {service.name.casefold(): service for service in services}
        clauses = Clause.objects.filter(contract__customer=customer).select_related("contract").order_by("pk")
        self.clauses = {clause_words(clause).casefold(): clause for clause in clauses}
        activities = Activity.objects.filter(provider=customer.provider_id)
        self._activities = {(one.code.casefold(), one.title.casefold()): one for one in activities}
        earlier = Row.objects.filter(version__customer=customer).order_by("version__number")
        self.lines = dict(earlier.values_list("code", "line"))

    def activity(self, read: ReadRow) -> Activity | None:
        """The catalogue's, where both code and title are the same: a code alone may be a standard's."""
        return self._activities.get((read.code.casefold(), read.title.casefold()))


def _record(
    verb: str, entry: Import, *, by: Actor, at: datetime, says: str, after: dict[str, Any] | None = None
) -> None:
    """What happens on the way into a draft is for the provider's own people."""
    record(
        verb, target=entry, by=by, at=at, says=says, customer_id=entry.customer_id, is_internal=True, after=after
    )  # fmt: skip


def _record_row(verb: str, row: Row, customer_id: UUID, *, by: Actor, at: datetime, says: str, **values: Any) -> None:
    """In the row's own history, which follows its line over all versions."""
    about: dict[str, Any] = {"target_id": row.line, "customer_id": customer_id, "is_internal": True}
    record(verb, target=row, by=by, at=at, says=says, **about, **values)
