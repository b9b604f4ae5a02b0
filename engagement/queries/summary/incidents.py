"""What went wrong."""

from collections.abc import Iterator

from django.db.models import Q

from contracts.models import Incident
from core.addresses import address
from core.days import day_begins
from core.words import day, listed
from engagement.queries.asking import Asking
from engagement.queries.summary.point import Point

NAMED = 2


def incidents(asking: Asking) -> Iterator[Point]:
    """Noticed since the last complete quarter began, and those still open, whenever they were noticed."""
    first = asking.quarter.start
    since = day_begins(first)
    told = Incident.objects.visible_to(asking.reader).of_customer(asking.customer).filter(aware_at__lte=asking.now)
    found = list(told.filter(Q(aware_at__gte=since) | Q(closed_at=None)).order_by("-aware_at", "pk"))
    recent = sum(each.aware_at >= since for each in found)
    waiting = [str(each) for each in found if each.is_open]
    said = [f"{recent} since {day(first)}"] if recent else []
    if waiting:
        said.append(f"still open: {listed(waiting, NAMED)}")
    elif recent:
        said.append("none open")
    yield Point("Incidents", ", ".join(said), address("contracts:incident-list", asking.customer.slug))
