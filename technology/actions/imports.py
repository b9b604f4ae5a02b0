"""Taking a table of what runs where in: uploaded, mapped, looked at, then taken in whole or not at all.

A row changes the line of the same customer, product and place; columns that the file does not have leave it as it is.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from accounts.actor import Actor
from accounts.models import Customer, Provider
from accounts.queries import find_actor
from audit.record import record
from background.jobs import enqueue
from core.errors import NotAllowed
from core.importing.flow import Flow, rows_of
from core.importing.rows import ReadRow, Summary
from core.uploads import CheckedFile
from technology import permissions
from technology.actions.import_rows import Writer
from technology.models import DeploymentImport, Product
from technology.reading.rows import Known, read_row

JOB = "technology.read_deployments"


class DeploymentFlow(Flow[DeploymentImport]):
    """The steps of an import of what runs where."""

    model = DeploymentImport
    links = ("provider", "customer", "started_by")

    def check(self, by: Actor, entry: DeploymentImport) -> None:
        permissions.check_can_import(by, entry)

    def read(self, entry: DeploymentImport, at: datetime, *, writer: Actor | None = None) -> Summary:
        return Writer(entry, by=writer, at=at).read(_rows(entry))

    def lock(self, entry: DeploymentImport) -> None:
        Provider.objects.select_for_update().get(pk=entry.provider_id)

    def enqueue(self, entry: DeploymentImport) -> None:
        enqueue(
            JOB, key=f"deployments:{entry.pk}", provider_id=entry.provider_id, customer_id=entry.customer_id,
            import_id=entry.pk,
        )  # fmt: skip

    def note(
        self, step: str, entry: DeploymentImport, *, by: Actor, at: datetime, says: str, after: Any = None
    ) -> None:
        record(
            f"deployments_{step}", target=entry, by=by, at=at, says=says, customer_id=entry.customer_id, after=after,
            is_internal=True,
        )  # fmt: skip


FLOW = DeploymentFlow()
map_import, discard_import, confirm_import = FLOW.map, FLOW.discard, FLOW.confirm


def start_import(
    *, provider: Provider, customer: Customer | None, file: UploadedFile, checked: CheckedFile, by: Actor, at: datetime
) -> DeploymentImport:
    """Keep an uploaded table with its digest: of one customer, or of all when none is named."""
    entry = DeploymentImport(provider=provider, customer=customer)
    says = f"uploaded {checked.filename} to import what runs where"
    return FLOW.start(entry=entry, file=file, checked=checked, by=by, at=at, says=says)


def _rows(entry: DeploymentImport) -> Iterable[ReadRow]:
    known = _known(entry)
    return rows_of(entry, lambda line, row, mapping: read_row(line, row, mapping, known))


def _known(entry: DeploymentImport) -> Known:
    """The names that the file may use: customers whom its sender reaches, the provider's products."""
    products: dict[str, list[Any]] = defaultdict(list)
    for pk, vendor, name in Product.objects.of_provider(entry.provider_id).values_list("pk", "vendor__name", "name"):
        for words in {name.casefold(), f"{vendor} {name}".casefold()}:
            products[words].append(pk)
    if entry.customer_id is not None:
        return Known({}, products, entry.customer_id)
    found = find_actor(entry.started_by, provider_slug=entry.provider.slug, customer_slug=None)
    if found is None:
        raise NotAllowed(f"{entry.started_by.name} no longer works for {entry.provider}. Upload the file yourself.")
    customers: dict[str, list[Any]] = defaultdict(list)
    for pk, name in Customer.objects.visible_to(found[0]).values_list("pk", "name"):
        customers[name.casefold()].append(pk)
    return Known(customers, products)
