"""The calendar's ticks: what they start, and what they cost when nothing is due."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from audit.models import Event
from audit.record import record
from background.models import Job
from background.ticks import schedule_names
from engagement.actions import gather
from engagement.models import Due
from engagement.schedules import gather_calendars, send_reminders
from tests.cast import NOW
from tests.engagement.conftest import moment
from tests.factories.engagement import make_due

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
DAY = timedelta(days=1)


def asked(name):
    return set(Job.objects.filter(name=name).values_list("customer_id", flat=True))


def test_the_ticks_are_on_the_schedule():
    names = schedule_names()

    assert "engagement.schedules.gather_calendars" in names
    assert "engagement.schedules.send_reminders" in names
    assert "engagement.schedules.send_urgent_reminders" in names


def test_ten_thousand_dates_with_nothing_due_cost_one_query(cast, django_assert_num_queries):
    Due.objects.bulk_create(
        (
            Due(
                provider=cast.provider, customer=cast.customer, kind="review", subject_id=uuid4(), owed_by="both",
                title="x", path="/",
                due_on=TODAY + DAY * (n % 300 + 31), armed_on=TODAY, next_on=TODAY + DAY * (n % 300 + 1),
            )
            for n in range(10_000)
        ),
        batch_size=5_000,
    )  # fmt: skip

    with django_assert_num_queries(1):
        send_reminders(NOW)

    assert not Job.objects.exists()


def test_one_job_for_each_customer_with_something_due(cast):
    for customer in (cast.customer, cast.customer, cast.other_customer):
        make_due(customer, next_on=TODAY)
    make_due(cast.strange_customer, next_on=TODAY + DAY)

    for _ in range(2):
        send_reminders(NOW)

    assert asked("engagement.remind") == {cast.customer.pk, cast.other_customer.pk}
    assert Job.objects.count() == 2


def test_nobody_is_reminded_before_seven(cast, django_assert_num_queries):
    make_due(cast.customer, next_on=date(2026, 7, 1))

    with django_assert_num_queries(0):
        send_reminders(moment(date(2026, 7, 1), hour=6))
    send_reminders(moment(date(2026, 7, 1), hour=7))

    assert asked("engagement.remind") == {cast.customer.pk}


def test_every_customer_is_gathered_once_a_day(cast):
    for customer in (cast.customer, cast.other_customer, cast.strange_customer):
        gather(customer=customer, at=NOW)

    gather_calendars(NOW)
    assert asked("engagement.gather") == set()

    gather_calendars(NOW + DAY)
    assert asked("engagement.gather") == {
        cast.customer.pk, cast.other_customer.pk, cast.strange_customer.pk
    }  # fmt: skip


def test_what_is_written_for_a_customer_has_it_gathered_again(cast):
    for customer in (cast.customer, cast.other_customer, cast.strange_customer):
        gather(customer=customer, at=NOW)
    lead = cast.actor(cast.provider_lead)
    record("x", target=cast.customer, by=lead, at=NOW, says="did", customer_id=cast.customer.pk)

    gather_calendars(NOW)

    assert asked("engagement.gather") == {cast.customer.pk}
    gather(customer=cast.customer, at=NOW)
    Job.objects.all().delete()
    gather_calendars(NOW)
    assert asked("engagement.gather") == set()


def test_an_archived_customer_is_gathered_once_more_and_then_no_longer(cast):
    gather(customer=cast.customer, at=NOW)
    owner = cast.actor(cast.provider_owner)
    cast.customer.archived_at = NOW
    cast.customer.save()
    record("archived", target=cast.customer, by=owner, at=NOW, says="did", customer_id=cast.customer.pk)

    gather_calendars(NOW)
    assert cast.customer.pk in asked("engagement.gather")

    gather(customer=cast.customer, at=NOW)
    Job.objects.all().delete()
    gather_calendars(NOW + DAY)
    assert cast.customer.pk not in asked("engagement.gather")
    assert Event.objects.count() == 1
