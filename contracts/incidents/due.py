"""Who is still to be told of a customer's incidents, as dates of the review calendar."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from contracts.incidents.wording import by_when
from contracts.models import Notification
from core.due import DueDate

TICK = timedelta(microseconds=1)


def due_dates(customer_ids: Iterable[UUID]) -> list[DueDate]:
    """Each notice that waits and has a clock; owed by the side that tells. One query.

    What the customer has not been told of is the provider's until it is.
    """
    waiting = Notification.objects.waiting().filter(incident__customer__in=list(customer_ids)).exclude(due_at=None)
    found = waiting.select_related("incident__customer").order_by("due_at", "pk")
    return [_date(notification, notification.due_at) for notification in found if notification.due_at]


def _date(notification: Notification, due_at: datetime) -> DueDate:
    incident = notification.incident
    title = f"Tell {notification.named} of {incident.reference} by {by_when(due_at)}"
    return DueDate(
        customer_id=incident.customer_id,
        kind="incident",
        subject_id=notification.pk,
        owed_by=notification.owed_by if incident.is_shared else "provider",
        title=title[:300],
        path=incident.get_absolute_url(),
        due_on=timezone.localdate(due_at - TICK),
        due_at=due_at if notification.is_in_hours else None,
    )
