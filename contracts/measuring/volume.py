"""Tickets by number, cause and how often they were opened again, for pages and reviews."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Count, QuerySet

from accounts.actor import Actor
from accounts.models import Customer
from contracts.measuring.loading import ZONE
from contracts.models import Site, Ticket
from contracts.service_levels.volume import Reported, Volume, days_before, plain_cause, volume
from contracts.service_levels.windows import DAY, Window, midnight

OFFERED = 40  # causes to choose from


def volume_of(reader: Actor, customer: Customer, window: Window, now: datetime) -> Volume:
    """The tickets that a reader may see of a customer in a window, up to now where it still runs; two queries."""
    (found,) = volumes_of(reader, customer, [window], now)
    return found


def volumes_of(reader: Actor, customer: Customer, windows: Sequence[Window], now: datetime) -> list[Volume]:
    """The same for several windows that lie together; two queries for all of them."""
    return volumes_with(sites_of(reader, customer), reader, customer, windows, now)


def sites_of(reader: Actor, customer: Customer) -> QuerySet[Site]:
    """Where its people are."""
    return Site.objects.visible_to(reader).filter(customer=customer)


def volumes_with(
    sites: Iterable[Site], reader: Actor, customer: Customer, windows: Sequence[Window], now: datetime
) -> list[Volume]:
    """The same where its sites are loaded; one query."""
    tickets = _reported(reader, customer, windows)
    known = [site.people for site in sites if site.people is not None]
    people = sum(known) if known else None
    today = now.astimezone(ZONE).date()
    return [volume(window, tickets, people, today) for window in windows]


def _reported(reader: Actor, customer: Customer, windows: Sequence[Window]) -> list[Reported]:
    """The tickets of all windows and of those before them, by the customer's own days."""
    first = min(days_before(window)[0] for window in windows)
    after = max(window.last for window in windows) + DAY
    rows = Ticket.objects.visible_to(reader).of_customer(customer)
    rows = rows.filter(reported_at__gte=midnight(first, ZONE), reported_at__lt=midnight(after, ZONE))
    told = rows.values_list("reported_at", "cause", "reopened")
    return [Reported(at.astimezone(ZONE).date(), cause, reopened) for at, cause, reopened in told.iterator()]


def causes_noted(reader: Actor, customer: Customer) -> list[str]:
    """The causes noted at a customer so far, the most frequent first, each in one spelling."""
    rows = Ticket.objects.visible_to(reader).of_customer(customer).exclude(cause="").values_list("cause")
    spelled = rows.annotate(number=Count("pk")).order_by("-number", "cause")
    found: dict[str, str] = {}
    for cause, _ in spelled[: 2 * OFFERED]:
        found.setdefault(plain_cause(cause), cause)
    return list(found.values())[:OFFERED]
