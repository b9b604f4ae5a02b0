"""Taking a file of tickets or outages in: uploaded, mapped, looked at, then taken in whole or not at all.

The file is read row by row each time, so that its length does not matter. A row whose reference is known changes
that ticket; columns that the file does not have leave it as it is.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.actor import Actor
from accounts.models import Customer
from audit.record import record
from background.jobs import enqueue
from contracts import permissions
from contracts.actions.result_rows import Summary, Writer
from contracts.measuring.loading import ZONE
from contracts.models import ResultImport, Service, Site
from contracts.reading.columns import ColumnMapping
from contracts.reading.rows import Known, ReadRow, read_row
from core.errors import Conflict, NotAllowed
from core.spreadsheets import UnreadableFile, stream_rows, weight
from core.uploads import CheckedFile
from core.words import count

AT_ONCE = 300_000  # bytes of text: what holds more is read by a job, so that nobody waits for the page
JOB = "contracts.read_results"


@transaction.atomic
def start_import(
    *, customer: Customer, kind: str, file: UploadedFile, checked: CheckedFile, by: Actor, at: datetime
) -> ResultImport:
    """Keep an uploaded table with its digest."""
    permissions.check_can_enter_results(by, customer)
    if by.user_id is None:
        raise NotAllowed("Only a person can import a file.")
    entry = ResultImport(
        customer=customer,
        kind=kind,
        filename=checked.filename,
        sha256=checked.sha256,
        started_by_id=by.user_id,
        started_at=at,
    )
    # The name on disk says nothing: the file's own name is kept in the row.
    entry.file.save(f"{entry.pk.hex}.{checked.filename.rpartition('.')[2].lower()}", file, save=False)
    entry.save(force_insert=True)
    says = f"uploaded {entry.filename} to import {kind}"
    _note("results_uploaded", entry, by=by, at=at, says=says, after={"sha256": entry.sha256})
    return entry


@transaction.atomic
def map_import(*, entry: ResultImport, sheet: str, mapping: ColumnMapping, by: Actor, at: datetime) -> ResultImport:
    """Say which column holds what, and look through the file: at once, or by a job where it is long."""
    entry = _open(entry, by)
    entry.sheet, entry.mapping = sheet, mapping.as_json()
    entry.state, entry.summary = ResultImport.State.MAPPED, {}
    if not _is_long(entry):
        entry.summary = _read(entry, at).as_json()
    else:
        _enqueue(entry)
    entry.save(update_fields=["sheet", "mapping", "state", "summary"])
    says = f"said what the columns of {entry.filename} hold"
    _note("results_mapped", entry, by=by, at=at, says=says, after={"sheet": sheet, **entry.mapping})
    return entry


@transaction.atomic
def discard_import(*, entry: ResultImport, by: Actor, at: datetime) -> ResultImport:
    """Leave it: nothing was changed by it and nothing will be."""
    entry = _open(entry, by)
    entry.state = ResultImport.State.DISCARDED
    entry.save(update_fields=["state"])
    _note("results_discarded", entry, by=by, at=at, says=f"discarded the import of {entry.filename}")
    return entry


@transaction.atomic
def confirm_import(*, entry: ResultImport, by: Actor, at: datetime) -> ResultImport:
    """Take in what was looked at: at once, or by a job where the file is long."""
    entry = _open(entry, by)
    if entry.state != ResultImport.State.MAPPED or not entry.summary:
        raise Conflict("Say first what the columns hold, and look at what would change.")
    if entry.summary["errors"]:
        raise NotAllowed("The file has rows that cannot be taken in. Correct them and upload it again.")
    entry.state = ResultImport.State.QUEUED
    entry.save(update_fields=["state"])
    if _is_long(entry):
        _enqueue(entry)
        _note("results_confirmed", entry, by=by, at=at, says=f"confirmed the import of {entry.filename}")
        return entry
    return take_in(entry=entry, at=at, by=by)


@transaction.atomic
def look_through(*, entry: ResultImport, at: datetime) -> ResultImport:
    """What the file would change, kept for the page; the job's part of mapping."""
    entry = ResultImport.objects.select_for_update(of=("self",)).select_related("customer").get(pk=entry.pk)
    if entry.state == ResultImport.State.MAPPED and not entry.summary:
        entry.summary = _read(entry, at).as_json()
        entry.save(update_fields=["summary"])
    return entry


@transaction.atomic
def take_in(*, entry: ResultImport, at: datetime, by: Actor) -> ResultImport:
    """Write every row of a confirmed file, or none: then the faults are kept and it can be corrected."""
    entry = ResultImport.objects.select_for_update(of=("self",)).select_related("customer").get(pk=entry.pk)
    if entry.state != ResultImport.State.QUEUED:
        return entry
    Customer.objects.select_for_update().get(pk=entry.customer_id)
    checked = _read(entry, at)
    if checked.errors:
        entry.state, entry.summary = ResultImport.State.MAPPED, checked.as_json()
        entry.save(update_fields=["state", "summary"])
        return entry
    done = _read(entry, at, is_writing=True)
    entry.state, entry.applied_at, entry.summary = ResultImport.State.APPLIED, at, done.as_json()
    entry.save(update_fields=["state", "applied_at", "summary"])
    said = f"{count(done.added, 'row')} added, {done.changed} changed, {done.unchanged} as they were"
    says = f"imported {entry.filename}: {said}"
    _note("results_imported", entry, by=by, at=at, says=says, after={"sha256": entry.sha256} | done.numbers())
    return entry


def read_rows(entry: ResultImport, at: datetime) -> Iterator[ReadRow]:
    """The rows of a mapped file with their faults, as they stand in it; those with nothing in them left out."""
    mapping = ColumnMapping.from_json(entry.mapping)
    known = _known(entry.customer, at)
    with entry.file.open("rb") as file:
        for line, row in enumerate(stream_rows(file, entry.filename, entry.sheet), start=1):
            if line > mapping.header_line and any(row):
                yield read_row(entry.kind, line, row, mapping, known)


def _read(entry: ResultImport, at: datetime, *, is_writing: bool = False) -> Summary:
    writer = Writer(entry, is_writing=is_writing)
    try:
        return writer.read(read_rows(entry, at))
    except UnreadableFile as broken:
        return Summary.broken(str(broken))


def _is_long(entry: ResultImport) -> bool:
    with entry.file.open("rb") as file:
        return weight(file, entry.filename, entry.file.size) > AT_ONCE


def _known(customer: Customer, at: datetime) -> Known:
    services = Service.objects.filter(lines__contract__customer=customer).order_by("pk")
    sites = Site.objects.filter(customer=customer)
    return Known(
        zone=ZONE,
        now=at,
        services={service.name.casefold(): service.pk for service in services},
        sites={site.name.casefold(): site.pk for site in sites},
    )


def _open(entry: ResultImport, by: Actor) -> ResultImport:
    entry = ResultImport.objects.select_for_update(of=("self",)).select_related("customer").get(pk=entry.pk)
    permissions.check_can_enter_results(by, entry.customer)
    if entry.is_closed or entry.state == ResultImport.State.QUEUED:
        raise Conflict(f"This file is {entry.get_state_display().lower()} already.")
    return entry


def _enqueue(entry: ResultImport) -> None:
    enqueue(
        JOB,
        key=f"results:{entry.pk}",
        provider_id=entry.customer.provider_id,
        customer_id=entry.customer_id,
        import_id=entry.pk,
    )


def _note(
    verb: str, entry: ResultImport, *, by: Actor, at: datetime, says: str, after: dict[str, Any] | None = None
) -> None:
    record(verb, target=entry, by=by, at=at, says=says, customer_id=entry.customer_id, after=after)
