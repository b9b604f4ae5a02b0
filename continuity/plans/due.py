"""What falls due for a customer's plans: exercises, telephone numbers to check, what was agreed after both."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from continuity.models import Contact, Exercise, FollowUp
from continuity.plans.cadence import check_by
from continuity.plans.kinds import State
from core.due import DueDate
from core.words import count

FIRST_CHECK = timedelta(days=14)  # a number that was entered unchecked is rung within so many days


def due_dates(customer_ids: Iterable[UUID], today: date) -> list[DueDate]:
    """Everything that falls due for these customers, overdue or ahead. Three queries."""
    ids = list(customer_ids)
    return [*_exercises(ids), *_contacts(ids), *_follow_ups(ids)]


def _exercises(ids: list[UUID]) -> Iterator[DueDate]:
    """Each planned exercise of a plan in force; both sides practise."""
    planned = Exercise.objects.planned().filter(plan__customer__in=ids, plan__state=State.CURRENT)
    for exercise in planned.select_related("plan__customer").order_by("due_on", "pk"):
        yield DueDate(
            customer_id=exercise.plan.customer_id,
            kind="exercise",
            subject_id=exercise.pk,
            owed_by="both",
            title=f"Practise the plan “{exercise.plan}”: {exercise}"[:300],
            path=exercise.get_absolute_url(),
            due_on=exercise.due_on,
        )


def _contacts(ids: list[UUID]) -> Iterator[DueDate]:
    """One date for all numbers of a customer: the day of the one whose check runs out first."""
    live = Contact.objects.live().filter(customer__in=ids).select_related("customer").order_by("customer", "name", "pk")
    by_customer: dict[UUID, list[tuple[date, Contact]]] = {}
    for contact in live:
        by_customer.setdefault(contact.customer_id, []).append((_check_by(contact), contact))
    for customer_id, numbers in by_customer.items():
        due_on, first = min(numbers, key=lambda one: one[0])
        same_day = [contact for day, contact in numbers if day == due_on]
        more = f" and {count(len(same_day) - 1, 'other number', 'other numbers')}" if len(same_day) > 1 else ""
        yield DueDate(
            customer_id=customer_id,
            kind="contact",
            subject_id=customer_id,
            owed_by="customer",
            title=f"Check whether the telephone number of {first}{more} is still right"[:300],
            path=reverse("continuity:contact-list", kwargs={"customer_slug": first.customer.slug}),
            due_on=due_on,
        )


def _check_by(contact: Contact) -> date:
    if contact.verified_on is not None:
        return check_by(contact.verified_on)
    return timezone.localdate(contact.added_at) + FIRST_CHECK


def _follow_ups(ids: list[UUID]) -> Iterator[DueDate]:
    """What a side agreed after an exercise or a real use."""
    links = ("exercise__plan__customer", "use__plan__customer")
    for row in FollowUp.objects.open().filter(customer__in=ids).select_related(*links).order_by("due_on", "pk"):
        yield DueDate(
            customer_id=row.customer_id,
            kind="action",
            subject_id=row.pk,
            owed_by=row.side,
            title=f"{row.what} ({row.owner})"[:300],
            path=f"{row.source.get_absolute_url()}#actions",
            due_on=row.due_on,
        )
