"""What customers buy, and which activities that covers."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from contracts.models import Contract, Line, Service, SlaTarget
from responsibilities.models import Coverage


@dataclass(frozen=True)
class Bought:
    """The live services of one customer, and the activities that they cover."""

    services: dict[UUID, str]
    activities: dict[UUID, tuple[Coverage, ...]]
    has_contract: bool


def live_lines(customer_ids: Iterable[UUID], today: date) -> "list[tuple[UUID, UUID]]":
    """(customer, service) for each service bought under a live contract today."""
    contracts = Contract.objects.filter(customer__in=list(customer_ids)).live(today=today)
    running = Q(starts_on__lte=today) & (Q(ends_on=None) | Q(ends_on__gte=today))
    lines = Line.objects.filter(running, contract__in=contracts)
    return list(lines.values_list("contract__customer_id", "service_id").distinct())


def bought_by(customer_ids: Iterable[UUID], today: date) -> dict[UUID, Bought]:
    """What each customer buys, in four queries for any number of customers."""
    ids = list(customer_ids)
    lines = live_lines(ids, today)
    service_ids = {service for _, service in lines}
    names = dict(Service.objects.filter(pk__in=service_ids).values_list("pk", "name"))
    coverage = defaultdict(list)
    covered = Coverage.objects.filter(service__in=service_ids).select_related("service")
    for cover in covered.order_by("service__code", "pk"):
        coverage[cover.service_id].append(cover)
    with_contract = set(Contract.objects.filter(customer__in=ids).values_list("customer_id", flat=True))
    bought: dict[UUID, set[UUID]] = defaultdict(set)
    for customer, service in lines:
        bought[customer].add(service)
    return {
        pk: Bought(
            services={service: names[service] for service in bought[pk]},
            activities=_by_activity(cover for service in bought[pk] for cover in coverage[service]),
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


def _by_activity(covers: Iterable[Coverage]) -> dict[UUID, tuple[Coverage, ...]]:
    found: dict[UUID, list[Coverage]] = defaultdict(list)
    for cover in sorted(covers, key=lambda cover: (cover.service.code, cover.pk)):
        found[cover.activity_id].append(cover)
    return {pk: tuple(several) for pk, several in found.items()}
