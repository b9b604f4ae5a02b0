"""Clocks in hours as the hours go by: at their marks, once each, weekends and nights included, armed when they move."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError

from accounts.models import User
from background.runner import drain
from contracts.models import Notification
from engagement.actions import gather, mail_urgent
from engagement.models import Due, Reminder
from engagement.schedules import gather_calendars, send_reminders, send_urgent_reminders
from tests.cast import Cast
from tests.factories.engagement import make_due, prefer
from tests.factories.incidents import make_incident, make_notification

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
AWARE = datetime(2026, 11, 27, 17, 20, tzinfo=UTC)  # a Friday evening
DUE = AWARE + 72 * HOUR
Lived = Callable[[datetime, datetime], None]


@pytest.fixture
def live_hours() -> Lived:
    """Let the product run as its ticks and workers do, looking four times an hour."""

    def lived(first: datetime, last: datetime) -> None:
        at = first
        while at <= last:
            with time_machine.travel(at, tick=False):
                for tick in (gather_calendars, send_reminders, send_urgent_reminders):
                    tick(at)
                    drain()
            at += HOUR / 4

    return lived


@pytest.fixture
def ico(led: Cast) -> Notification:
    """What the customer's owner has to tell the ICO within 72 hours."""
    incident = make_incident(
        led.customer, by=led.provider_lead, aware_at=AWARE, reported_at=AWARE, shared_at=AWARE, personal_data="yes"
    )
    return make_notification(incident, whom="ico", name="The ICO", due_at=DUE)


def stages(person: User) -> list[tuple[str, datetime]]:
    rows = Reminder.objects.filter(recipient=person).order_by("made_at")
    return [(each.stage, each.made_at) for each in rows]


def test_the_marks_of_72_hours_reach_the_owner_once_each(led: Cast, ico: Notification, live_hours: Lived) -> None:
    live_hours(AWARE + HOUR / 4, DUE + HOUR)

    marks = [("48h", DUE - 48 * HOUR), ("24h", DUE - 24 * HOUR), ("6h", DUE - 6 * HOUR), ("overdue-1", DUE)]
    found = stages(led.customer_owner)
    assert [stage for stage, _ in found] == [stage for stage, _ in marks]
    assert all(timedelta() <= made - mark < HOUR / 4 for (_, made), (_, mark) in zip(found, marks, strict=True))
    assert all(each.email_id for each in Reminder.objects.all())
    subjects = [m.subject for m in mail.outbox if "amara" in m.to[0]]
    assert len(subjects) == 4
    assert subjects[1].startswith("24 hours left: Tell the ICO of INC-001 by Mon 30 Nov 2026, 17:20")


def test_a_weekly_digest_does_not_hold_it_back(led: Cast, ico: Notification, live_hours: Lived) -> None:
    prefer(led.customer_owner, reminder="weekly", duty="weekly")

    live_hours(DUE - 25 * HOUR, DUE - 23 * HOUR)

    assert [m.subject[:8] for m in mail.outbox if "amara" in m.to[0]] == ["24 hours"]


def test_the_day_s_own_e_mail_is_no_hindrance_and_is_not_used_up(
    led: Cast, ico: Notification, live_hours: Lived
) -> None:
    live_hours(DUE - 8.5 * HOUR, DUE - 5 * HOUR)

    assert [stage for stage, _ in stages(led.customer_owner)] == ["6h"]
    assert not [m for m in mail.outbox if "Your week" in m.subject]


def test_another_moment_arms_it_again_even_on_the_same_day(led: Cast, ico: Notification, live_hours: Lived) -> None:
    live_hours(DUE - 25 * HOUR, DUE - 23 * HOUR)
    Notification.objects.update(due_at=DUE + 2 * HOUR)

    gather(customer=led.customer, at=DUE - 22.25 * HOUR)
    due = Due.objects.get(subject_id=ico.pk)
    assert (due.due_at, due.last_stage, due.next_stage) == (DUE + 2 * HOUR, "", "24h")
    live_hours(DUE - 22.25 * HOUR, DUE + 2.5 * HOUR)

    found = [stage for stage, _ in stages(led.customer_owner)]
    assert found == ["24h", "24h", "6h", "overdue-1"]
    late = Reminder.objects.get(recipient=led.customer_owner, stage="overdue-1")
    assert late.made_at >= DUE + 2 * HOUR


def test_what_was_done_meanwhile_is_reminded_of_no_more(led: Cast, ico: Notification, live_hours: Lived) -> None:
    live_hours(DUE - 49 * HOUR, DUE - 47 * HOUR)
    Notification.objects.update(done_at=DUE - 46 * HOUR, done_by=led.customer_owner)

    live_hours(DUE - 25 * HOUR, DUE)

    assert [stage for stage, _ in stages(led.customer_owner)] == ["48h"]
    assert Due.objects.get(subject_id=ico.pk).next_at is None


def test_counted_in_days_it_stays_on_the_ladder_of_days(led: Cast, ico: Notification) -> None:
    Notification.objects.update(is_in_hours=False)

    gather(customer=led.customer, at=AWARE)

    due = Due.objects.get(subject_id=ico.pk)
    assert (due.due_at, due.next_at) == (None, None)
    assert due.next_on is not None


def test_an_e_mail_leaves_once(led: Cast, ico: Notification, live_hours: Lived) -> None:
    live_hours(DUE - 24.25 * HOUR, DUE - 24 * HOUR)
    place = {"user": led.customer_owner, "staff_of": None, "member_of": led.customer.pk}

    assert len([m for m in mail.outbox if "amara" in m.to[0]]) == 1
    assert mail_urgent(**place, at=DUE - 23 * HOUR) is None


def test_a_tick_with_nothing_due_costs_one_query(cast: Cast, django_assert_num_queries: Callable) -> None:
    make_due(cast.customer)

    with django_assert_num_queries(1):
        send_urgent_reminders(AWARE)


@pytest.mark.parametrize("wrong", [{"due_at": DUE}, {"next_at": DUE}, {"armed_at": DUE}])
def test_a_moment_is_armed(cast: Cast, wrong: dict[str, datetime]) -> None:
    with pytest.raises(IntegrityError):
        make_due(cast.customer, **wrong)


def test_one_reminder_for_each_moment_and_stage(cast: Cast) -> None:
    due = make_due(cast.customer)
    about = {"due": due, "recipient": cast.customer_owner, "due_on": due.due_on, "stage": "6h", "made_at": AWARE}
    Reminder.objects.create(**about, due_at=DUE)
    Reminder.objects.create(**about, due_at=DUE + HOUR)

    with pytest.raises(IntegrityError):
        Reminder.objects.create(**about, due_at=DUE)
