"""How well protected customers are as at a day: MFA, EDR, updates, accounts looked through, backups, restore tests."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Window
from django.db.models.functions import DenseRank

from accounts.actor import Actor
from accounts.models import Customer
from contracts.models import Tally
from contracts.service_levels.standing import Share, Stand, stands

COLUMNS = ("good", "total", "starts_on", "ends_on", "counted_on", "source", "note", "service_id", "took_minutes")
# Of each kind, how many ends of periods back; more than two, because sources may take turns.
BACK = Window(DenseRank(), partition_by=[F("customer_id"), F("metric")], order_by=F("ends_on").desc())
LOADED = 3


def standing_of(reader: Actor, customer: Customer, on: date, *, counted_by: date | None = None) -> tuple[Stand, ...]:
    """How each kind stands with a customer on a day, also where nobody has counted; one query.

    `counted_by` leaves out what was reported later than that day, for what is frozen as at a cut-off.
    """
    return standings_of(reader, [customer], on, counted_by=counted_by)[customer.pk]


def standings_of(
    reader: Actor, customers: Iterable[Customer], on: date, *, counted_by: date | None = None
) -> dict[UUID, tuple[Stand, ...]]:
    """The same for many customers, in one query that loads the latest few counts of each kind alone."""
    ids = [each.pk for each in customers]
    rows: Any = Tally.objects.visible_to(reader).filter(customer__in=ids, ends_on__lte=on)
    if counted_by is not None:
        rows = rows.filter(counted_on__lte=counted_by)
    found: dict[UUID, list[tuple[str, Share]]] = defaultdict(list)
    latest = rows.annotate(back=BACK).filter(back__lte=LOADED)
    for pk, metric, *about in latest.values_list("customer_id", "metric", *COLUMNS):
        found[pk].append((metric, Share(*about)))
    return {pk: stands(found[pk], on) for pk in ids}
