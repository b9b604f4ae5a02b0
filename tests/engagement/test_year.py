"""A whole year of the reminders, travelled hour by hour where something can happen: clock changes both ways, weekends,
bank holidays, a three-day stop; each reminder once, none lost, the weekly e-mail on its day, choices followed.
"""

from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit.endings import Ending
from audit.models import Review
from background.models import Email, Job
from background.runner import drain
from contracts.calendars import bank_holidays
from engagement.actions import gather
from engagement.models import Due, Reminder
from engagement.schedules import send_digests, send_reminders
from responsibilities.actions.upkeep import review_rows
from responsibilities.models import Row
from tests.factories.engagement import prefer
from tests.factories.responsibilities import make_version

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")
DAY = timedelta(days=1)
FIRST, LAST = date(2026, 10, 1), date(2027, 9, 30)  # clocks go back on 25 October, forward on 28 March
STOPPED = {date(2027, 5, 4), date(2027, 5, 5), date(2027, 5, 6)}  # after the holiday of Monday the third
HOLIDAYS = bank_holidays("ENG", (2026, 2027, 2028))
TICKS = (6, 7, 12)  # o'clock UTC: seven in London is the first in summer, the second in winter
# Each is looked at again so many days after it was due, so the next comes a year later.
DAYS = {
    date(2026, 10, 25): 3,  # the Sunday on which the clocks go back
    date(2026, 12, 25): 4,
    date(2027, 3, 28): 10,  # Easter, and the Sunday on which the clocks go forward
    date(2027, 5, 5): 9,  # within the stop
    date(2027, 5, 12): 3,  # its reminder of a week before falls into the stop
    date(2027, 8, 16): 3,
}
WEDNESDAY = 2
CHANGED_ON = date(2027, 7, 1)  # from then on Amara wants them in the app alone


def working(day):
    while day.weekday() > 4 or day in HOLIDAYS:
        day += DAY
    return day


def expected_stages(due_on, settled_on):
    """Written down independently of the ladder: on each working day on which it ran, the latest stage that has come."""
    nominal = [(due_on - lead * DAY, str(lead)) for lead in (30, 14, 7, 1) if working(due_on - lead * DAY) >= FIRST]
    nominal += [(due_on + (1 + 7 * week) * DAY, f"overdue-{week + 1}") for week in range(4)]
    sent, told, day = [], -1, FIRST
    while day < settled_on:
        come = [number for number, (on, _) in enumerate(nominal) if on <= day]
        if come and come[-1] > told and working(day) == day and day not in STOPPED:
            told = come[-1]
            sent.append((day, nominal[told][1]))
        day += DAY
    return sent


@pytest.fixture
def lived(cast):
    """The year, and what each tick cost on which nothing was due."""
    cast.customer.lead = cast.provider_lead
    cast.customer.save()
    rows = [{"code": f"R-{n}", "review_on": on, "review_interval_months": 12} for n, on in enumerate(DAYS)]
    version = make_version(cast.customer, "agreed", rows=[{**row, "ownership": "shared"} for row in rows])
    settle = {working(on + days * DAY): f"R-{n}" for n, (on, days) in enumerate(DAYS.items())}
    prefer(cast.customer_owner, weekday=WEDNESDAY, reminder="weekly")
    with time_machine.travel(at(FIRST, 0), tick=False):
        gather(customer=cast.customer, at=timezone.now())
    idle, day = [], FIRST
    while day <= LAST:
        if day == CHANGED_ON:
            prefer(cast.customer_owner, weekday=WEDNESDAY, reminder="off")
        if day not in STOPPED:
            idle += [cost for hour in TICKS for cost in tick(at(day, hour))]
        if code := settle.get(day):
            look_again(cast, version, code, at(day, 15))
        day += DAY
    return idle


def at(day, hour):
    return datetime.combine(day, time(hour), tzinfo=UTC)


def tick(now):
    """Both scans and what they ask for; the queries of the scans if they found nothing."""
    with time_machine.travel(now, tick=False), CaptureQueriesContext(connection) as asked:
        send_reminders(now)
        send_digests(now)
    if not Job.objects.unfinished().filter(run_after__lte=now + timedelta(minutes=6)).exists():
        return [len(asked)]
    for moment in (now, now + timedelta(minutes=6)):
        with time_machine.travel(moment, tick=False):
            drain()
    return []


def look_again(cast, version, code, now):
    row = version.rows.get(code=code)
    with time_machine.travel(now, tick=False):
        by = cast.actor(cast.provider_lead)
        review_rows(version=version, rows=[row.pk], ending=Ending.VALID, why="Nothing has changed", by=by, at=now)
        gather(customer=cast.customer, at=now)


@pytest.mark.timeout(900)
def test_a_year(cast, lived):
    made = list(Reminder.objects.select_related("due", "recipient").order_by("made_at"))
    names = {row.line: int(row.code[2:]) for row in Row.objects.all()}

    # Each reminder once to each of them, none lost, those that a stop or days off held back caught up once.
    told = defaultdict(list)
    for each in made:
        told[names[each.due.subject_id], each.due_on, each.recipient].append((local(each.made_at).date(), each.stage))
    for number, (due_on, days) in enumerate(DAYS.items()):
        settled_on = working(due_on + days * DAY)
        expected = expected_stages(due_on, settled_on + DAY)
        assert told.pop((number, due_on, cast.provider_lead)) == expected, due_on
        # What is settled before the weekly e-mail leaves is not told any more.
        kept = [one for one in expected if day_of_mail(*one) <= settled_on]
        assert told.pop((number, due_on, cast.customer_owner)) == kept, due_on
    ahead = {due_on for _, due_on, person in told if person != cast.provider_owner}
    assert ahead == {date(2027, 10, 25)}  # a year after the first was due, not after it was looked at
    assert Review.objects.count() == len(DAYS)
    due = sorted(Due.objects.filter(kind="review").values_list("due_on", flat=True))
    assert due == [date(on.year + 1, on.month, on.day) for on in sorted(DAYS)]
    check_days(made)
    check_emails(cast, made)

    # A morning with nothing to do costs one question for reminders and one for weekly e-mails; before seven, none.
    assert set(lived) <= {0, 2}
    assert len(lived) > 900


def check_days(made):
    # Nobody is reminded on a day off, or before seven by the clocks in London, summer or winter.
    assert all(working(local(each.made_at).date()) == local(each.made_at).date() for each in made)
    assert {local(each.made_at).hour for each in made} == {7}
    assert {local(each.made_at).utcoffset() for each in made} == {timedelta(0), timedelta(hours=1)}

    # The three days stood still; on the morning after, each date was told once, at the stage it had come to.
    assert not [each for each in made if local(each.made_at).date() in STOPPED]
    caught_up = {(each.due_on, each.stage) for each in made if local(each.made_at).date() == date(2027, 5, 7)}
    assert caught_up == {(date(2027, 5, 5), "overdue-1"), (date(2027, 5, 12), "7")}


def check_emails(cast, made):
    # What goes up a level also reaches the provider's owner, and only that.
    assert {each.is_escalation for each in made if each.recipient == cast.provider_owner} == {True}

    # The lead is mailed the same morning; the owner on Wednesdays, or the working day after a holiday.
    emails = {each.pk: each for each in Email.objects.all()}
    assert all(each.email_id in emails for each in made if each.digest_on is None or each.digest_on <= LAST)
    lead = [each for each in made if each.recipient == cast.provider_lead]
    assert all(emails[each.email_id].written_at - each.made_at < timedelta(minutes=10) for each in lead)
    weekly = [each for each in made if each.recipient == cast.customer_owner and not each.is_escalation]
    early = [each for each in weekly if each.made_at < at(CHANGED_ON, 0)]
    days = {local(emails[each.email_id].written_at).date() for each in early}
    assert days == {working(each.digest_on) for each in early}
    assert days == {late_day(each) for each in early}
    assert all(day.weekday() == WEDNESDAY or working(day - DAY) != day - DAY or day == date(2027, 5, 7) for day in days)

    # In the app alone from July on: written, mailed to nobody.
    late = [emails[each.email_id] for each in weekly if each.made_at >= at(CHANGED_ON, 0)]
    assert late
    assert {(each.how, each.sent_at) for each in late} == {("off", None)}


def day_of_mail(day, stage):
    """When somebody with a weekly e-mail is told of a stage that came up on that day."""
    if day >= CHANGED_ON or stage in ("overdue-2", "overdue-3"):  # in the app alone, or gone up a level: at once
        return day
    wednesday = working(day + timedelta(days=(WEDNESDAY - day.weekday()) % 7))
    while wednesday in STOPPED:
        wednesday = working(wednesday + DAY)
    return wednesday


def late_day(reminder):
    """The day on which a weekly e-mail could leave: its own, or the first after the stop."""
    day = working(reminder.digest_on)
    while day in STOPPED:
        day = working(day + DAY)
    return day


def local(moment):
    return moment.astimezone(LONDON)
