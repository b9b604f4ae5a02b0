"""What customers buy, and which activities that covers."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import DateField, QuerySet, UUIDField

from contracts.models import Contract, SlaTarget
from core.prepared import prepared
from responsibilities.models import Coverage


@dataclass(frozen=True)
class Bought:
    """The live services of one customer by name, and the activities that they cover."""

    services: dict[UUID, str]
    activities: dict[UUID, tuple[Coverage, ...]]
    has_contract: bool


def bought_by(customer_ids: Iterable[UUID], today: date, *, shown: Collection[UUID] = ()) -> dict[UUID, Bought]:
    """What each customer buys under contracts that run today: two queries for any number of customers.

    Of the customers in `shown` only contracts that they can read count.
    """
    ids = list(customer_ids)
    services: dict[UUID, dict[UUID, str]] = defaultdict(dict)
    with_contract = set()
    for line in _lines(customers=ids, today=today):
        if line["published_at"] is None and line["customer_id"] in shown:
            continue
        with_contract.add(line["customer_id"])
        if _is_live(line, today):
            services[line["customer_id"]][line["lines__service_id"]] = line["lines__service__name"]
    coverage = _coverage({service for several in services.values() for service in several})
    return {
        pk: Bought(
            services=services[pk],
            activities=_by_activity(cover for service in services[pk] for cover in coverage[service]),
            has_contract=pk in with_contract,
        )
        for pk in ids
    }


def clauses_of_services(customer_id: UUID, today: date) -> dict[UUID, list[SlaTarget]]:
    """For each service the live targets that cite a clause: where the contract speaks about it."""
    contracts = Contract.objects.filter(customer=customer_id).live(today=today)
    targets = SlaTarget.objects.filter(contract__in=contracts, clause__isnull=False, service__isnull=False)
    found: dict[UUID, list[SlaTarget]] = defaultdict(list)
    for target in targets.select_related("clause__contract").order_by("clause__position", "pk"):
        if target.service_id:
            found[target.service_id].append(target)
    return found


@prepared(customers=UUIDField(), today=DateField())
def _lines(customers: list[Any], today: Any) -> QuerySet[Any, Any]:
    """Every contract with each of its lines; one without lines comes once, with nothing in them."""
    return Contract.objects.filter(customer__pk__in=customers).current(today=today).values(
        "customer_id", "effective_from", "ended_on", "published_at",
        "lines__service_id", "lines__service__name", "lines__starts_on", "lines__ends_on",
    )  # fmt: skip


def _is_live(line: Mapping[str, Any], today: date) -> bool:
    def runs(start: date | None, end: date | None) -> bool:
        return start is not None and start <= today and (end is None or today <= end)

    return runs(line["effective_from"], line["ended_on"]) and runs(line["lines__starts_on"], line["lines__ends_on"])


def _coverage(service_ids: set[UUID]) -> dict[UUID, list[Coverage]]:
    found: dict[UUID, list[Coverage]] = defaultdict(list)
    for cover in _covers(services=list(service_ids)):
        found[cover.service_id].append(cover)
    return found


@prepared(services=UUIDField())
def _covers(services: list[Any]) -> QuerySet[Coverage]:
    return Coverage.objects.filter(service__pk__in=services).select_related("service")


def _by_activity(covers: Iterable[Coverage]) -> dict[UUID, tuple[Coverage, ...]]:
    found: dict[UUID, list[Coverage]] = defaultdict(list)
    for cover in sorted(covers, key=lambda cover: (cover.service.code, cover.pk)):
        found[cover.activity_id].append(cover)
    return {pk: tuple(several) for pk, several in found.items()}
