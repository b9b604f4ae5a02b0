"""Make the reminders of the day or the hour, each once, and ask for the e-mails that carry them."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import Customer, Provider
from background.jobs import enqueue
from background.models import NoticePreference
from background.notices import How, Topic, Wishes
from contracts.calendars import bank_holidays
from engagement.actions.gathering import Holder, Planned, gather, gather_own, planned_for, set_next
from engagement.ladder import working_day
from engagement.models import Due, Reminder
from engagement.queries.recipients import Team, own_team, teams_of
from engagement.wording import topic_of_due

HOUR = 7  # o'clock in the site's time zone: nobody is reminded earlier
PAUSE = timedelta(minutes=5)  # for reminders of other dates and customers: a person gets one e-mail a day


@transaction.atomic
def remind(*, customer: Customer, at: datetime) -> list[Reminder]:
    """Remind whoever owes what has come up the ladder. A second run finds nothing to do."""
    dues = _come_up(gather(customer=customer, at=at), at)
    return _remind(dues, teams_of([customer]).get(customer.pk, Team()), customer, at) if dues else []


@transaction.atomic
def remind_own(*, provider: Provider, at: datetime) -> list[Reminder]:
    """The same for what concerns the provider alone."""
    dues = _come_up(gather_own(provider=provider, at=at), at)
    return _remind(dues, own_team(provider.pk), provider, at) if dues else []


def ask_for_email(
    user_id: UUID, *, provider_id: UUID, member_of: UUID | None, run_after: datetime, is_urgent: bool = False
) -> None:
    """One e-mail to this person of that day or hour: to a customer's member about it, to staff about all there is."""
    enqueue(
        "engagement.mail_reminders",
        key=f"{'urgent' if is_urgent else 'reminders'}:{user_id}:{member_of or provider_id}:{run_after:%Y-%m-%dT%H:%M}",
        run_after=run_after,
        provider_id=provider_id,
        customer_id=member_of,
        user_id=user_id,
        staff_of=None if member_of else provider_id,
        member_of=member_of,
        is_urgent=is_urgent,
    )


def morning_of(day: date) -> datetime:
    """When e-mails of that day leave: once its reminders have been made."""
    return datetime.combine(day, time(HOUR), tzinfo=timezone.get_default_timezone()) + PAUSE


def holidays_of(region: str, today: date) -> frozenset[date]:
    """Bank holidays there, this year and next."""
    return bank_holidays(region, (today.year, today.year + 1))


def _come_up(dues: list[Due], at: datetime) -> list[Due]:
    return [due for due in dues if due.has_come(at)]


def _remind(dues: list[Due], team: Team, holder: Holder, at: datetime) -> list[Reminder]:
    made: list[Reminder] = []
    wishes = NoticePreference.objects.wishes_of(team.people)
    for due in dues:
        planned = planned_for(due, holder, at)
        if planned and planned.has_come(at):
            made += _reminders(due, planned, team, holder, wishes, at)
            due.last_stage = planned.stage
        set_next(due, holder, at)
    Due.objects.bulk_update(dues, ["last_stage", "next_stage", "next_on", "next_at"], batch_size=500)
    Reminder.objects.bulk_create(made)
    _ask_for_emails(made, team, at)
    return made


def _reminders(
    due: Due, planned: Planned, team: Team, holder: Holder, wishes: dict[UUID, Wishes], at: datetime
) -> list[Reminder]:
    """One for each person who was not sent this very one before (a date that moved away and back)."""
    sent = due.reminders.filter(due_on=due.due_on, due_at=due.due_at, stage=planned.stage)
    known = set(sent.values_list("recipient", flat=True))
    waits = due.due_at is None and not planned.escalate
    return [
        Reminder(
            due=due, recipient=person, due_on=due.due_on, due_at=due.due_at, stage=planned.stage,
            is_escalation=planned.escalate, made_at=at,
            digest_on=_digest_on(due, wishes[person.pk], holder, at) if waits else None,
        )
        for person in team.recipients(due, escalate=planned.escalate)
        if person.pk not in known
    ]  # fmt: skip


def _digest_on(due: Due, wishes: Wishes, holder: Holder, at: datetime) -> date | None:
    """The day whose weekly e-mail holds it (the next working day when that is a holiday), if preferred.

    A binding date that would have gone by then does not wait.
    """
    topic = topic_of_due(due.kind)
    if wishes.how(topic) != How.WEEKLY:
        return None
    today = timezone.localdate(at)
    chosen = today + timedelta(days=(wishes.weekday - today.weekday()) % 7)
    digest_on = working_day(chosen, holidays_of(holder.region, today))
    is_too_late = topic == Topic.DUTY and today <= due.reminded_for(today) < digest_on
    return None if is_too_late else digest_on


def _ask_for_emails(made: list[Reminder], team: Team, at: datetime) -> None:
    soon = at + PAUSE
    wanted = {(each.recipient_id, each.digest_on, each.due_at is not None) for each in made}
    for user_id, digest_on, is_urgent in wanted:
        due = made[0].due
        ask_for_email(
            user_id,
            provider_id=due.provider_id,
            member_of=due.customer_id if user_id in team.members else None,
            run_after=at if is_urgent else max(soon, morning_of(digest_on)) if digest_on else soon,
            is_urgent=is_urgent,
        )
