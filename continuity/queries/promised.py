"""The times that contracts promise, the clocks they run on, and what they allow at the worst moment (C-23)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import F

from accounts.models import Customer
from continuity.outages.allowing import Allowed, Promised, allowed
from contracts.measuring.loading import ZONE, opening_hours
from contracts.models import USUAL_HOURS, SlaTarget
from contracts.models.contract import ContractQuerySet
from contracts.service_levels.clocks import AroundTheClock, Clock
from contracts.service_levels.facts import TIMED

UNITS = {"minutes": timedelta(minutes=1), "hours": timedelta(hours=1)}
SITE = "contract__customer__sites__opening_times"
YEARS = 3  # whose bank holidays may matter to a year of moments to report


class Promises:
    """What these contracts promise a customer, and what it allows for each priority, worked out once."""

    def __init__(self, promised: Iterable[Promised], clocks: Mapping[str, Clock], today: date) -> None:
        self.promised = tuple(promised)
        self._clocks, self._since = clocks, datetime.combine(today, time(), tzinfo=ZONE)
        self._known: dict[str, Allowed | None] = {}

    def allowed(self, priority: str) -> Allowed | None:
        if priority not in self._known:
            self._known[priority] = allowed(self.promised, priority, self._clocks, self._since)
        return self._known[priority]


def promises_of(customer: Customer, contracts: ContractQuerySet, today: date) -> Promises:
    """Of these contracts, those of the customer that are in force. One query."""
    return promises_of_several([customer], contracts, today)[customer.pk]


def promises_of_several(
    customers: Sequence[Customer], contracts: ContractQuerySet, today: date
) -> dict[UUID, Promises]:
    """The same, by customer. One query: the hours of every site come beside every promise, both are few."""
    live = contracts.filter(customer__in=[customer.pk for customer in customers]).live(today=today)
    rows: Any = SlaTarget.objects.filter(contract__in=live.order_by().values("pk"), metric__in=TIMED).order_by("pk")
    targets: dict[UUID, dict[UUID, SlaTarget]] = defaultdict(dict)
    hours: dict[UUID, dict[int, tuple[time, time]]] = defaultdict(dict)
    timed = rows.annotate(on=F(f"{SITE}__weekday"), opens=F(f"{SITE}__opens_at"), closes=F(f"{SITE}__closes_at"))
    for row in timed.select_related("contract"):
        owner = row.contract.customer_id
        targets[owner].setdefault(row.pk, row)
        if row.on is not None:
            opens, closes = hours[owner].get(row.on, (row.opens, row.closes))
            hours[owner][row.on] = (min(opens, row.opens), max(closes, row.closes))
    return {each.pk: _promises(each, targets[each.pk].values(), hours[each.pk], today) for each in customers}


def _promises(
    customer: Customer, targets: Iterable[SlaTarget], hours: dict[int, tuple[time, time]], today: date
) -> Promises:
    """Opening hours are those of the sites, bank holidays of the region left out."""
    office = opening_hours(hours or USUAL_HOURS, customer.region, range(today.year, today.year + YEARS))
    clocks: dict[str, Clock] = {"always": AroundTheClock(), "business": office}
    found = (_promise(target, clocks) for target in targets)
    return Promises((each for each in found if each is not None), clocks, today)


def _promise(target: SlaTarget, clocks: Mapping[str, Clock]) -> Promised | None:
    if target.missing or target.value is None or target.unit == "percent":
        return None
    one = UNITS.get(target.unit) or clocks[target.calendar].day
    length = timedelta(seconds=int(Decimal(one.total_seconds()) * target.value))
    return Promised(target.words, target.metric, target.level, length, target.calendar)
