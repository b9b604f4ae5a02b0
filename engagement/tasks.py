"""The calendar's jobs."""

from typing import Any
from uuid import UUID

from django.utils import timezone

from accounts.models import Customer, User
from background.jobs import handles
from engagement import actions


@handles("engagement.gather")
def gather(*, for_customer: str, **_newer: Any) -> None:
    """Bring one customer's due dates up to date."""
    actions.gather(customer=_customer(for_customer), at=timezone.now())


@handles("engagement.remind")
def remind(*, for_customer: str, **_newer: Any) -> None:
    """Make one customer's reminders of today."""
    actions.remind(customer=_customer(for_customer), at=timezone.now())


@handles("engagement.mail_reminders")
def mail_reminders(*, user_id: str, staff_of: str | None, member_of: str | None, **_newer: Any) -> None:
    """Mail one person's reminders of today."""
    actions.mail_reminders(
        user=User.objects.get(pk=user_id),
        staff_of=UUID(staff_of) if staff_of else None,
        member_of=UUID(member_of) if member_of else None,
        at=timezone.now(),
    )


def _customer(pk: str) -> Customer:
    return Customer.objects.select_related("provider", "lead").get(pk=pk)
