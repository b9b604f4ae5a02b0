"""The calendar's jobs: gather what falls due, make reminders, mail them."""

from typing import Any
from uuid import UUID

from django.utils import timezone

from accounts.models import Customer, Provider, User
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


@handles("engagement.gather_own")
def gather_own(*, for_provider: str, **_newer: Any) -> None:
    """Bring the dates that are one provider's alone up to date."""
    actions.gather_own(provider=Provider.objects.get(pk=for_provider), at=timezone.now())


@handles("engagement.remind_own")
def remind_own(*, for_provider: str, **_newer: Any) -> None:
    """Make one provider's reminders of today about its own affairs."""
    actions.remind_own(provider=Provider.objects.get(pk=for_provider), at=timezone.now())


@handles("engagement.mail_reminders")
def mail_reminders(
    *, user_id: str, staff_of: str | None, member_of: str | None, is_urgent: bool = False, **_newer: Any
) -> None:
    """Mail one person's reminders of today, or of clocks in hours."""
    mail = actions.mail_urgent if is_urgent else actions.mail_reminders
    mail(
        user=User.objects.get(pk=user_id),
        staff_of=UUID(staff_of) if staff_of else None,
        member_of=UUID(member_of) if member_of else None,
        at=timezone.now(),
    )


def _customer(pk: str) -> Customer:
    return Customer.objects.select_related("provider", "lead").get(pk=pk)
