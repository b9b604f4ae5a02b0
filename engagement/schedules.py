"""When the calendar is looked at. Both scans read the database, so a missed or doubled one changes nothing."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone

from accounts.models import Customer
from audit.models import Event
from background.jobs import enqueue
from background.ticks import every
from engagement.actions.reminding import HOUR
from engagement.models import Due


@every(minutes=5)
def gather_calendars(now: datetime) -> None:
    """Customers for whom something was written since, and every live one once a day."""
    today = timezone.localdate(now)
    events = Event.objects.filter(customer_id=OuterRef("pk")).order_by("-sequence")
    customers = Customer.objects.annotate(latest=Subquery(events.values("sequence")[:1]))
    stale = customers.filter(
        Q(latest__gt=F("calendar__sequence"))
        | Q(archived_at=None, calendar=None)
        | Q(archived_at=None, calendar__gathered_on__lt=today)
        | Q(archived_at=None, calendar__gathered_on=None)
    )
    _ask("engagement.gather", stale.values_list("pk", "provider_id"))


@every(minutes=60)
def send_reminders(now: datetime) -> None:
    """From seven o'clock on, customers with a reminder that should have left by now: one query."""
    if timezone.localtime(now).hour < HOUR:
        return
    due = Due.objects.to_remind(today=timezone.localdate(now)).values_list("customer_id", flat=True)
    if ids := set(due.distinct()):
        _ask("engagement.remind", Customer.objects.filter(pk__in=ids).values_list("pk", "provider_id"))


def _ask(name: str, customers: Iterable[tuple[UUID, UUID]]) -> None:
    for customer_id, provider_id in customers:
        enqueue(
            name, key=f"{name}:{customer_id}", provider_id=provider_id, customer_id=customer_id,
            for_customer=customer_id,
        )  # fmt: skip
