"""What falls due of advice and of what was agreed: to look again at what was declined, to do what was put off, to do
what was promised."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.urls import reverse

from advice.enums import ANSWERED, Answer
from advice.models import Action, Decision
from core.due import DueDate


def due_dates(customer_ids: Iterable[UUID], today: date) -> list[DueDate]:
    """For each customer the review of declined advice (the customer's), advice put off to a day (both sides'), and
    the actions that are open (whoever owes them). Two queries; `today` is asked for by whoever gathers."""
    customers = list(customer_ids)
    return [*_decisions(customers), *_actions(customers)]


def _decisions(customers: list[UUID]) -> list[DueDate]:
    rows = Decision.objects.current().filter(
        recommendation__customer__in=customers, recommendation__state__in=ANSWERED,
        answer__in=[Answer.DECLINED, Answer.SCHEDULED],
    )  # fmt: skip
    loaded = rows.select_related("recommendation__customer")
    return [_decision(row, due_on) for row in loaded if (due_on := row.scheduled_on or row.review_on)]


def _decision(row: Decision, due_on: date) -> DueDate:
    advice = row.recommendation
    is_put_off = row.scheduled_on is not None
    begins = "Do what was put off to this day" if is_put_off else "Look again at what was decided against"
    return DueDate(
        customer_id=advice.customer_id, kind="advice", subject_id=advice.pk, due_on=due_on,
        owed_by="both" if is_put_off else "customer", title=f"{begins}: {advice.title}"[:300],
        path=reverse("advice:recommendation", kwargs={"customer_slug": advice.customer.slug, "pk": advice.pk}),
        person_id=row.decided_by_id if row.is_declined else None,
    )  # fmt: skip


def _actions(customers: list[UUID]) -> list[DueDate]:
    rows = Action.objects.filter(customer__in=customers).open().select_related("customer")
    return [
        DueDate(
            customer_id=row.customer_id, kind="agreed", subject_id=row.pk, owed_by=row.owed_by, title=row.text[:300],
            path=reverse("advice:action", kwargs={"customer_slug": row.customer.slug, "pk": row.pk}),
            due_on=row.due_on, person_id=row.person_id,
        )
        for row in rows
    ]  # fmt: skip
