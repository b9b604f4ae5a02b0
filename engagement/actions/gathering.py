"""Keep due dates, a customer's or the provider's own, equal to what the apps below answer.

Nothing here is recorded in the history: these rows only repeat what contracts, matrices, questions and plans say,
and an event would make the next tick gather again, for ever.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import Customer, Provider
from advice import due as advice_dates
from audit.models import Event, EventQuerySet
from continuity.plans import due as plan_dates
from contracts import due as contract_dates
from contracts.calendars import bank_holidays
from core.due import DueDate
from engagement import hours, ladder
from engagement.models import Calendar, Due, DueQuerySet, Gathered, OwnCalendar
from engagement.queries import advisories as advisory_dates
from engagement.queries import education as teaching_dates
from engagement.queries import meeting_dates
from findings import due as finding_dates
from responsibilities import due as matrix_dates
from technology import due as technology_dates
from technology.rollouts import due as update_dates

Holder = Customer | Provider  # whose dates they are: the bank holidays of its region count
WRITTEN = [
    "title", "path", "person", "due_on", "due_at", "act_by", "armed_on", "armed_at", "last_stage", "next_stage",
    "next_on", "next_at", "closed_at",
]  # fmt: skip


@transaction.atomic
def gather(*, customer: Customer, at: datetime) -> list[Due]:
    """Add what is new, arm again what has moved, close what is settled. Returns the open dates."""
    Calendar.objects.get_or_create(customer=customer)
    calendar = Calendar.objects.select_for_update().get(customer=customer)
    calendar.sequence = _last_sequence(Event.objects.of_customer(customer.pk))
    found = [] if customer.archived_at else _answers(customer, at)
    return _keep(calendar, Due.objects.of_customer(customer), found, customer, at)


@transaction.atomic
def gather_own(*, provider: Provider, at: datetime) -> list[Due]:
    """The same for what concerns the provider alone."""
    OwnCalendar.objects.get_or_create(provider=provider)
    calendar = OwnCalendar.objects.select_for_update().get(provider=provider)
    calendar.sequence = _last_sequence(Event.objects.of_provider(provider.pk).filter(customer_id=None))
    today = timezone.localdate(at)
    found = [
        *contract_dates.own_due_dates([provider.pk], today),
        *technology_dates.own_due_dates([provider.pk], today),
        *update_dates.own_due_dates([provider.pk], at),
    ]
    return _keep(calendar, Due.objects.of_provider_alone(provider), found, provider, at)


@dataclass(frozen=True)
class Planned:
    """The next reminder: its stage, the day, for a clock in hours the moment, and whether it goes up a level."""

    stage: str
    on: date
    at: datetime | None
    escalate: bool

    def has_come(self, at: datetime) -> bool:
        """Whether it leaves now."""
        return self.at <= at if self.at else self.on == timezone.localdate(at)


def set_next(due: Due, holder: Holder, at: datetime) -> None:
    """Plan the next reminder of a date."""
    planned = planned_for(due, holder, at)
    due.next_stage, due.next_on, due.next_at = (planned.stage, planned.on, planned.at) if planned else ("", None, None)


def planned_for(due: Due, holder: Holder, at: datetime) -> Planned | None:
    """The next reminder as it stands now: of a clock in hours at its moment, else on a working day of the region."""
    if due.due_at and due.armed_at:
        mark = hours.plan(due.due_at, armed_at=due.armed_at, last_stage=due.last_stage or None, now=at)
        return Planned(mark.stage, timezone.localdate(mark.at), mark.at, mark.escalate)
    step = _day_of(due, holder, timezone.localdate(at))
    return Planned(step.stage, step.on, None, step.escalate) if step else None


def _day_of(due: Due, holder: Holder, today: date) -> ladder.Planned | None:
    return ladder.plan(
        due.reminded_for(today),
        armed_on=due.armed_on,
        last_stage=due.last_stage or None,
        today=today,
        holidays=bank_holidays(holder.region, range(today.year - 1, max(today, due.due_on).year + 2)),
        chases=due.is_chased,
    )


def _answers(customer: Customer, at: datetime) -> Iterable[DueDate]:
    today = timezone.localdate(at)
    return (
        *matrix_dates.due_dates([customer.pk], today),
        *contract_dates.due_dates([customer.pk], today),
        *plan_dates.due_dates([customer.pk], today),
        *technology_dates.due_dates([customer.pk], today),
        *advisory_dates.due_dates([customer.pk], today),
        *teaching_dates.due_dates([customer.pk], today),
        *finding_dates.due_dates([customer.pk], today),
        *advice_dates.due_dates([customer.pk], today),
        *meeting_dates.due_dates([customer.pk], at),
    )


def _keep(calendar: Gathered, dues: DueQuerySet, found: Iterable[DueDate], holder: Holder, at: datetime) -> list[Due]:
    """Write the difference between what is known and what was found."""
    today = timezone.localdate(at)
    answers = {_name(answer): answer for answer in found}
    known = {_name(due): due for due in dues}
    Due.objects.bulk_create(_new(holder, answers[name], at) for name in answers.keys() - known.keys())
    changed = [due for name, due in known.items() if _follow(due, answers.get(name), holder, at)]
    Due.objects.bulk_update(changed, WRITTEN, batch_size=500)
    calendar.gathered_on = today
    calendar.save(update_fields=["sequence", "gathered_on"])
    return list(dues.open().order_by("due_on", "pk"))


def _name(date_: Due | DueDate) -> tuple[object, ...]:
    return str(date_.kind), date_.subject_id, str(date_.owed_by)


def _new(holder: Holder, answer: DueDate, at: datetime) -> Due:
    customer = holder if isinstance(holder, Customer) else None
    due = Due(
        provider_id=customer.provider_id if customer else holder.pk, customer=customer,
        kind=answer.kind, subject_id=answer.subject_id, owed_by=answer.owed_by,
        title=answer.title[:300], path=answer.path, person_id=answer.person_id,
    )  # fmt: skip
    _arm(due, answer, at)
    set_next(due, holder, at)
    return due


def _arm(due: Due, answer: DueDate, at: datetime) -> None:
    """Take over when it is due, counted from now: no reminder of it has been sent."""
    due.due_on, due.due_at, due.act_by, due.last_stage = answer.due_on, answer.due_at, answer.act_by, ""
    due.armed_on, due.armed_at = timezone.localdate(at), at if answer.due_at else None


def _follow(due: Due, answer: DueDate | None, holder: Holder, at: datetime) -> bool:
    """Bring a known date up to the answer. Says whether anything changed."""
    if answer is None:
        if due.closed_at is not None:
            return False
        due.closed_at, due.next_stage, due.next_on, due.next_at = at, "", None, None
        return True
    has_moved = (due.due_on, due.due_at, due.act_by) != (answer.due_on, answer.due_at, answer.act_by)
    was_closed = due.closed_at is not None
    told = (answer.title[:300], answer.path, answer.person_id)
    if not has_moved and not was_closed and told == (due.title, due.path, due.person_id):
        return False
    due.title, due.path, due.person_id = told
    if has_moved:
        _arm(due, answer, at)
    if has_moved or was_closed:
        due.closed_at = None
        set_next(due, holder, at)
    return True


def _last_sequence(events: EventQuerySet) -> int:
    """The latest of these; read before anything else, so that what is written meanwhile is gathered again."""
    return events.order_by("-sequence").values_list("sequence", flat=True).first() or 0
