"""Make a customer's reminders of today, each once, and ask for the e-mails that carry them."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import Customer, User
from background.jobs import enqueue
from contracts.calendars import bank_holidays
from engagement.actions.gathering import gather, planned_for, set_next
from engagement.ladder import Planned, working_day
from engagement.models import Due, Reminder
from engagement.queries.recipients import Team, teams_of

HOUR = 7  # o'clock in the site's time zone: nobody is reminded earlier
PAUSE = timedelta(minutes=5)  # for reminders of other dates and customers: a person gets one e-mail a day
MONDAY = 0


@transaction.atomic
def remind(*, customer: Customer, at: datetime) -> list[Reminder]:
    """Remind whoever owes what has come up the ladder. A second run on the same day finds nothing to do."""
    today = timezone.localdate(at)
    dues = [due for due in gather(customer=customer, at=at) if due.next_on and due.next_on <= today]
    if not dues:
        return []
    team = teams_of([customer]).get(customer.pk, Team())
    made: list[Reminder] = []
    for due in dues:
        planned = planned_for(due, customer, today)
        if planned and planned.on == today:
            made += _reminders(due, planned, team, customer, at)
            due.last_stage = planned.stage
        set_next(due, customer, today)
    Due.objects.bulk_update(dues, ["last_stage", "next_stage", "next_on"], batch_size=500)
    Reminder.objects.bulk_create(made)
    _ask_for_emails(made, team, customer, at)
    return made


def ask_for_email(user_id: UUID, *, customer: Customer, as_staff: bool, run_after: datetime) -> None:
    """One e-mail to this person on that day: staff get one for all customers of the provider together."""
    place = customer.provider_id if as_staff else customer.pk
    enqueue(
        "engagement.mail_reminders",
        key=f"reminders:{user_id}:{place}:{run_after:%Y-%m-%dT%H:%M}",
        run_after=run_after,
        provider_id=customer.provider_id,
        customer_id=None if as_staff else customer.pk,
        user_id=user_id,
        staff_of=customer.provider_id if as_staff else None,
        member_of=None if as_staff else customer.pk,
    )


def morning_of(day: date) -> datetime:
    """When e-mails of that day leave: once its reminders have been made."""
    return datetime.combine(day, time(HOUR), tzinfo=timezone.get_default_timezone()) + PAUSE


def holidays_of(region: str, today: date) -> frozenset[date]:
    """Bank holidays there, this year and next."""
    return bank_holidays(region, (today.year, today.year + 1))


def _reminders(due: Due, planned: Planned, team: Team, customer: Customer, at: datetime) -> list[Reminder]:
    """One for each person who was not sent this very one before (a date that moved away and back)."""
    known = set(due.reminders.filter(due_on=due.due_on, stage=planned.stage).values_list("recipient", flat=True))
    return [
        Reminder(
            due=due, recipient=person, due_on=due.due_on, stage=planned.stage, is_escalation=planned.escalate,
            made_at=at, digest_on=None if planned.escalate else _digest_on(person, customer, at),
        )
        for person in team.recipients(due, escalate=planned.escalate)
        if person.pk not in known
    ]  # fmt: skip


def _digest_on(person: User, customer: Customer, at: datetime) -> date | None:
    """The Monday whose weekly e-mail holds it (the next working day when that is a holiday), if preferred."""
    if not person.prefers_digest:
        return None
    today = timezone.localdate(at)
    monday = today + timedelta(days=(MONDAY - today.weekday()) % 7)
    return working_day(monday, holidays_of(customer.region, today))


def _ask_for_emails(made: list[Reminder], team: Team, customer: Customer, at: datetime) -> None:
    soon = at + PAUSE
    for user_id, digest_on in {(each.recipient_id, each.digest_on) for each in made}:
        run_after = max(soon, morning_of(digest_on)) if digest_on else soon
        ask_for_email(user_id, customer=customer, as_staff=user_id not in team.members, run_after=run_after)
