"""What went wrong."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from contracts.models import Incident
from core.addresses import address
from core.days import day_begins
from core.words import day, listed
from engagement.queries.asking import Asking
from engagement.queries.summary.point import Point, tells

NAMED = 2


def _asks(asking: Asking) -> Sequence[QuerySet[Any]]:
    told = Incident.objects.visible_to(asking.reader).of_customer(asking.customer).filter(aware_at__lte=asking.now)
    return (told.filter(Q(aware_at__gte=_since(asking)) | Q(closed_at=None)),)


@tells(_asks)
def incidents(asking: Asking, found: list[Incident]) -> Iterator[Point]:
    """Noticed since the last complete quarter began, and those still open, whenever they were noticed."""
    recent = sum(each.aware_at >= _since(asking) for each in found)
    latest = sorted(found, key=lambda each: (-each.aware_at.timestamp(), each.pk.hex))
    waiting = [str(each) for each in latest if each.is_open]
    said = [f"{recent} since {day(asking.quarter.start)}"] if recent else []
    if waiting:
        said.append(f"still open: {listed(waiting, NAMED)}")
    elif recent:
        said.append("none open")
    yield Point("Incidents", ", ".join(said), address("contracts:incident-list", asking.customer.slug))


def _since(asking: Asking) -> datetime:
    return day_begins(asking.quarter.start)
