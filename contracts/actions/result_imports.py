"""Taking a file of tickets, outages or counts in: uploaded, mapped, looked at, then taken in whole or not at all.

A row whose reference is known changes that row; columns that the file does not have leave it as it is.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from accounts.actor import Actor
from accounts.models import Customer
from audit.record import record
from background.jobs import enqueue
from contracts import permissions
from contracts.actions.result_rows import Writer
from contracts.measuring.loading import ZONE
from contracts.models import ResultImport, Service, Site
from contracts.reading.rows import Known, read_row
from core.importing.flow import Flow, rows_of
from core.importing.rows import ReadRow, Summary
from core.uploads import CheckedFile

JOB = "contracts.read_results"


class ResultFlow(Flow[ResultImport]):
    """The steps of an import of results."""

    model = ResultImport
    links = ("customer",)

    def check(self, by: Actor, entry: ResultImport) -> None:
        permissions.check_can_enter_results(by, entry.customer)

    def read(self, entry: ResultImport, at: datetime, *, writer: Actor | None = None) -> Summary:
        return Writer(entry, is_writing=writer is not None).read(read_rows(entry, at))

    def lock(self, entry: ResultImport) -> None:
        Customer.objects.select_for_update().get(pk=entry.customer_id)

    def enqueue(self, entry: ResultImport) -> None:
        enqueue(
            JOB, key=f"results:{entry.pk}", provider_id=entry.customer.provider_id, customer_id=entry.customer_id,
            import_id=entry.pk,
        )  # fmt: skip

    def note(self, step: str, entry: ResultImport, *, by: Actor, at: datetime, says: str, after: Any = None) -> None:
        record(f"results_{step}", target=entry, by=by, at=at, says=says, customer_id=entry.customer_id, after=after)


FLOW = ResultFlow()
map_import, discard_import, confirm_import = FLOW.map, FLOW.discard, FLOW.confirm


def start_import(
    *, customer: Customer, kind: str, file: UploadedFile, checked: CheckedFile, by: Actor, at: datetime
) -> ResultImport:
    """Keep an uploaded table with its digest."""
    entry = ResultImport(customer=customer, kind=kind)
    says = f"uploaded {checked.filename} to import {kind}"
    return FLOW.start(entry=entry, file=file, checked=checked, by=by, at=at, says=says)


def read_rows(entry: ResultImport, at: datetime) -> Iterable[ReadRow]:
    """The rows of a mapped file with their faults."""
    known = _known(entry.customer, at)
    return rows_of(entry, lambda line, row, mapping: read_row(entry.kind, line, row, mapping, known))


def _known(customer: Customer, at: datetime) -> Known:
    services = Service.objects.filter(lines__contract__customer=customer).order_by("pk")
    sites = Site.objects.filter(customer=customer)
    return Known(
        zone=ZONE,
        now=at,
        services={service.name.casefold(): service.pk for service in services},
        sites={site.name.casefold(): site.pk for site in sites},
    )
