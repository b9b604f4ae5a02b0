"""The calendar stays equal to what the apps answer."""

from datetime import date, timedelta

import pytest

from audit.models import Event
from engagement.actions import gather
from engagement.models import Calendar, Due
from responsibilities.models import Row
from tests.cast import NOW
from tests.factories.responsibilities import make_version

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
DUE = date(2026, 12, 16)


@pytest.fixture
def customer(cast):
    make_version(cast.customer, "agreed", rows=[{"review_on": DUE}])
    gather(customer=cast.customer, at=NOW)
    return cast.customer


def known():
    return Due.objects.get()


def test_a_new_date_is_added_with_its_next_reminder(customer):
    due = known()

    assert (due.due_on, due.armed_on, due.last_stage) == (DUE, NOW.date(), "")
    assert (due.next_stage, due.next_on) == ("14", date(2026, 12, 2))
    assert due.closed_at is None


def test_gathering_again_changes_nothing(customer, django_assert_max_num_queries):
    before = Due.objects.values().get()

    with django_assert_max_num_queries(30):
        gather(customer=customer, at=NOW)

    assert Due.objects.values().get() == before


def test_a_date_that_moves_is_armed_again(customer):
    Due.objects.update(last_stage="14")
    Row.objects.update(review_on=DUE + 60 * DAY)

    gather(customer=customer, at=NOW + DAY)

    due = known()
    assert (due.due_on, due.armed_on, due.last_stage) == (DUE + 60 * DAY, NOW.date() + DAY, "")
    assert (due.next_stage, due.next_on) == ("30", date(2027, 1, 15))


def test_a_new_title_does_not_arm_again(customer):
    Due.objects.update(last_stage="14", next_stage="7", next_on=date(2026, 12, 9))
    Row.objects.update(title="Watch the tills")

    gather(customer=customer, at=NOW + DAY)

    due = known()
    assert due.title == "Review who does “Watch the tills”"
    assert (due.armed_on, due.last_stage, due.next_stage) == (NOW.date(), "14", "7")


def test_what_is_settled_is_closed_and_reminds_nobody(customer):
    Row.objects.update(review_on=None)

    assert gather(customer=customer, at=NOW + DAY) == []

    due = known()
    assert (due.closed_at, due.next_on, due.next_stage) == (NOW + DAY, None, "")
    assert gather(customer=customer, at=NOW + 2 * DAY) == []
    assert known().closed_at == NOW + DAY


def test_what_opens_again_goes_on_where_it_was(customer):
    Due.objects.update(last_stage="14")
    Row.objects.update(review_on=None)
    gather(customer=customer, at=NOW + DAY)
    Row.objects.update(review_on=DUE)

    gather(customer=customer, at=NOW + 10 * DAY)

    due = known()
    assert (due.closed_at, due.last_stage, due.next_stage) == (None, "14", "7")


def test_an_archived_customer_has_no_open_dates(customer):
    customer.archived_at = NOW
    customer.save()

    assert gather(customer=customer, at=NOW) == []
    assert not Due.objects.open().exists()


def test_gathering_writes_no_history_that_would_start_it_again(customer):
    assert not Event.objects.exists()
    assert Calendar.objects.get().gathered_on == NOW.date()
