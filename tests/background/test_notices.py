"""How a notice reaches its reader: by topic, on the day of the weekly e-mail, quiet at weekends."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail as outbox_of
from hypothesis import given
from hypothesis import strategies as st

from background.mail import post_email
from background.models import Email, Job
from background.notices import KINDS, LEAVES_AT, How, Topic, Wishes, allowed, monday_after, topic_of
from background.runner import drain
from tests.cast import NOW
from tests.factories.engagement import prefer

LONDON = ZoneInfo("Europe/London")
SATURDAY = datetime(2026, 11, 28, 10, tzinfo=UTC)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(LONDON))


# What it is about


@pytest.mark.parametrize(
    ("kind", "topic"),
    [
        ("engagement.reminder", Topic.REMINDER), ("engagement.digest", Topic.REMINDER),
        ("question_asked", Topic.QUESTION), ("version_proposed", Topic.MATRIX), ("incident_reported", Topic.INCIDENT),
        ("scenario_shared", Topic.SCENARIO),
        ("pack_ready", Topic.PACK), ("accounts.invitation", Topic.INVITATION), ("training_due", Topic.TRAINING),
        ("hello", None),
    ],
)  # fmt: skip
def test_the_beginning_of_a_kind_says_what_it_is_about(kind: str, topic: Topic | None) -> None:
    assert topic_of(kind) == topic
    assert set(KINDS) == set(Topic)


def test_what_may_not_be_chosen_is_not_followed() -> None:
    wishes = Wishes(hows={"incident": "off", "duty": "off", "question": "off"})

    assert wishes.how(Topic.INCIDENT) == wishes.how(Topic.DUTY) == How.NOW
    assert wishes.how(Topic.QUESTION) == How.OFF
    assert wishes.how(None) == How.NOW
    assert How.NOW in {how for topic in Topic for how in allowed(topic)}


@given(at=MOMENTS, weekday=st.integers(0, 4))
def test_the_weekly_email_is_the_next_that_has_not_left(at: datetime, weekday: int) -> None:
    day = Wishes(weekday=weekday).digest_on(at, LONDON)

    assert day.weekday() == weekday
    assert timedelta() <= day - at.date() <= timedelta(days=7)
    assert datetime.combine(day, LEAVES_AT, tzinfo=LONDON) > at
    assert datetime.combine(day - timedelta(days=7), LEAVES_AT, tzinfo=LONDON) <= at


def test_the_monday_after_a_weekend() -> None:
    assert monday_after(date(2026, 11, 28)) == monday_after(date(2026, 11, 29)) == date(2026, 11, 30)


# What leaves


@pytest.fixture
def post(cast, settings, tmp_path):
    """Write a notice of some kind to Amara."""
    folder = tmp_path / "tests" / "email"
    folder.mkdir(parents=True)
    (folder / "hello.subject.txt").write_text("Hello")
    (folder / "hello.body.txt").write_text("Hello")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}]

    def posted(kind="question_asked", *, at=NOW, **more):
        return post_email(
            key=str(uuid4()), kind=kind, to=cast.customer_owner, template="tests/email/hello",
            context={"link": "https://sheet.example.com/", "link_text": "Open"}, at=at, provider_id=cast.provider.pk,
            customer_id=cast.customer.pk, **more,
        )  # fmt: skip

    return posted


def leave_at(moment):
    with time_machine.travel(moment, tick=False):
        drain()


def test_who_has_chosen_nothing_is_mailed_at_once(post):
    email = post()
    drain()

    email.refresh_from_db()
    assert (email.how, email.digest_on, len(outbox_of.outbox)) == ("now", None, 1)


def test_off_is_in_the_app_alone(cast, post):
    prefer(cast.customer_owner, question="off")

    email = post()
    drain()

    assert (email.how, email.digest_on, email.sent_at) == ("off", None, None)
    assert not Job.objects.exists()
    assert list(Email.objects.to_person(cast.customer_owner.pk).unread()) == [email]


def test_weekly_waits_for_the_day_that_was_chosen(cast, post):
    prefer(cast.customer_owner, weekday=3, question="weekly")

    email = post()

    assert (email.how, email.digest_on) == ("weekly", date(2026, 11, 26))
    assert not Job.objects.exists()
    assert list(Email.objects.waiting_for_digest(today=date(2026, 11, 25))) == []
    assert list(Email.objects.waiting_for_digest(today=date(2026, 11, 27))) == [email]


@pytest.mark.parametrize("kind", ["incident_reported", "accounts.sign_in_changed", "hello"])
def test_what_cannot_wait_leaves_at_once_whatever_was_chosen(cast, post, kind):
    prefer(cast.customer_owner, quiet=True, incident="off", invitation="weekly")

    post(kind, at=SATURDAY)
    leave_at(SATURDAY)

    assert len(outbox_of.outbox) == 1


def test_a_key_leaves_at_once(cast, post):
    prefer(cast.customer_owner, quiet=True, question="off")

    post(at=SATURDAY, is_secret=True)
    leave_at(SATURDAY)

    assert len(outbox_of.outbox) == 1
    assert not Email.objects.to_person(cast.customer_owner.pk).exists()


def test_a_quiet_weekend_ends_on_monday_morning(cast, post):
    prefer(cast.customer_owner, quiet=True)

    with time_machine.travel(SATURDAY, tick=False):
        post(at=SATURDAY)
    leave_at(SATURDAY + timedelta(days=1))
    assert outbox_of.outbox == []

    leave_at(datetime(2026, 11, 30, 7, 5, tzinfo=UTC))
    assert len(outbox_of.outbox) == 1


def test_weekends_are_not_quiet_for_who_did_not_ask(post):
    post(at=SATURDAY)
    leave_at(SATURDAY)

    assert len(outbox_of.outbox) == 1


def test_what_has_been_looked_at_already_is_not_looked_at_again(cast, post):
    prefer(cast.customer_owner, quiet=True, question="off")

    email = post(at=SATURDAY, how=How.NOW)
    leave_at(SATURDAY)

    assert (email.how, len(outbox_of.outbox)) == ("now", 1)
