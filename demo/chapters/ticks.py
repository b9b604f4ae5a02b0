"""What happened by itself: checks, reminders, and the pack on the morning after each quarter."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from accounts.models import Customer
from core.quarters import Quarter, last_complete, previous
from demo.chapters.days import FRIDAY, Step, morning, step
from engagement.schedules import gather_calendars, send_digests, send_reminders, send_urgent_reminders
from findings.schedules import look_again
from reports.schedules import ask_for_quarter_packs

MORNINGS = (14, 10, 7, 5, 3, 2, 1, 0)  # days ago
IN_A_QUARTER = (60, 45, 30, 15, 5)  # days before its end
WEEKS = 30  # in which the calendar looks every Friday at what was settled, so that its days are about right
LATER = (timedelta(minutes=20), timedelta(hours=4))  # mails leave once all of a morning's reminders are made


def quarters(now: datetime) -> tuple[Quarter, Quarter]:
    """The last two complete quarters."""
    latest = last_complete(timezone.localtime(now).date(), 1)
    return previous(latest), latest


def reminders(now: datetime) -> list[Step]:
    """The ticks of the last fortnight and of some mornings in each quarter."""
    mornings = [morning(now, days=days) for days in MORNINGS]
    mornings += [_at(quarter, -days, time(8, 5)) for quarter in quarters(now) for days in IN_A_QUARTER]
    return [*_fridays(now), *(one for at in mornings for one in _ticks(at))]


def _fridays(now: datetime) -> list[Step]:
    today = timezone.localtime(now).date()
    last = today - timedelta(days=(today.weekday() - FRIDAY) % 7)
    days = (last - timedelta(weeks=back) for back in range(1, WEEKS))
    return [step(timezone.make_aware(datetime.combine(day, time(17, 5))), gather_calendars) for day in days]


def _ticks(at: datetime) -> list[Step]:
    scans = (look_again, gather_calendars, send_reminders, send_digests, send_urgent_reminders)
    seconds = [step(at + timedelta(seconds=30 * number), scan) for number, scan in enumerate(scans, 1)]
    return [*seconds, *(step(at + later, lambda at: None) for later in LATER)]


def packs(now: datetime) -> list[Step]:
    """The checks, then the packs, as the beat starts them on the day after a quarter."""
    made = []
    for quarter in quarters(now):
        made += [step(_at(quarter, 1, time(4, 50)), look_again), step(_at(quarter, 1, time(5, 0)), _ask_for_packs)]
    return made


def _ask_for_packs(at: datetime) -> None:
    if Customer.objects.exists():
        ask_for_quarter_packs(at)


def _at(quarter: Quarter, days: int, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(quarter.end + timedelta(days=days), clock))
