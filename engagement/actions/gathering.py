"""Keep a customer's due dates equal to what the apps below answer.

Nothing here is recorded in the history: these rows only repeat what contracts, matrices and questions say,
and an event would make the next tick gather again, for ever.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import Customer
from audit.models import Event
from contracts import due as contract_dates
from contracts.calendars import bank_holidays
from core.due import DueDate
from engagement import ladder
from engagement.models import Calendar, Due
from responsibilities import due as matrix_dates

WRITTEN = [
    "title", "path", "person", "due_on", "armed_on", "last_stage", "next_stage", "next_on", "closed_at",
]  # fmt: skip


@transaction.atomic
def gather(*, customer: Customer, at: datetime) -> list[Due]:
    """Add what is new, arm again what has moved, close what is settled. Returns the open dates."""
    today = timezone.localdate(at)
    Calendar.objects.get_or_create(customer=customer)
    calendar = Calendar.objects.select_for_update().get(customer=customer)
    calendar.sequence = _last_sequence(customer)  # read first: what is written meanwhile is gathered again
    answers = {} if customer.archived_at else _answers(customer, today)
    known = {_name(due): due for due in Due.objects.of_customer(customer)}
    Due.objects.bulk_create(_new(customer, answers[name], today) for name in answers.keys() - known.keys())
    changed = [due for name, due in known.items() if _follow(due, answers.get(name), customer, today, at)]
    Due.objects.bulk_update(changed, WRITTEN, batch_size=500)
    calendar.gathered_on = today
    calendar.save(update_fields=["sequence", "gathered_on"])
    return list(Due.objects.of_customer(customer).open().order_by("due_on", "pk"))


def set_next(due: Due, customer: Customer, today: date) -> None:
    """Plan the next reminder of a date."""
    planned = planned_for(due, customer, today)
    due.next_stage, due.next_on = (planned.stage, planned.on) if planned else ("", None)


def planned_for(due: Due, customer: Customer, today: date) -> ladder.Planned | None:
    """The next reminder as it stands today, on a working day of the customer's region."""
    return ladder.plan(
        due.due_on,
        armed_on=due.armed_on,
        last_stage=due.last_stage or None,
        today=today,
        holidays=bank_holidays(customer.region, range(today.year - 1, max(today, due.due_on).year + 2)),
        chases=due.is_chased,
    )


def _answers(customer: Customer, today: date) -> dict[tuple[object, ...], DueDate]:
    found: Iterable[DueDate] = (
        *matrix_dates.due_dates([customer.pk], today),
        *contract_dates.due_dates([customer.pk], today),
    )
    return {_name(answer): answer for answer in found}


def _name(date_: Due | DueDate) -> tuple[object, ...]:
    return str(date_.kind), date_.subject_id, str(date_.owed_by)


def _new(customer: Customer, answer: DueDate, today: date) -> Due:
    due = Due(
        customer=customer, kind=answer.kind, subject_id=answer.subject_id, owed_by=answer.owed_by,
        title=answer.title[:300], path=answer.path, person_id=answer.person_id,
        due_on=answer.due_on, armed_on=today,
    )  # fmt: skip
    set_next(due, customer, today)
    return due


def _follow(due: Due, answer: DueDate | None, customer: Customer, today: date, at: datetime) -> bool:
    """Bring a known date up to the answer. Says whether anything changed."""
    if answer is None:
        if due.closed_at is not None:
            return False
        due.closed_at, due.next_stage, due.next_on = at, "", None
        return True
    has_moved, was_closed = due.due_on != answer.due_on, due.closed_at is not None
    told = (answer.title[:300], answer.path, answer.person_id)
    if not has_moved and not was_closed and told == (due.title, due.path, due.person_id):
        return False
    due.title, due.path, due.person_id = told
    if has_moved:
        due.due_on, due.armed_on, due.last_stage = answer.due_on, today, ""
    if has_moved or was_closed:
        due.closed_at = None
        set_next(due, customer, today)
    return True


def _last_sequence(customer: Customer) -> int:
    events = Event.objects.of_customer(customer.pk).order_by("-sequence")
    return events.values_list("sequence", flat=True).first() or 0
