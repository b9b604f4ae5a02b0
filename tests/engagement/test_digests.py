"""The weekly e-mail: what waits for it, for whom it is told, once."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, transaction

from accounts.models import Membership
from audit.models import Event
from background.models import Email
from background.runner import drain
from engagement.schedules import send_digests
from tests.cast import NOW
from tests.engagement.test_notices import matrix_of
from tests.factories.engagement import make_email, prefer

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _clock(settings):
    settings.SITE_URL = "http://testserver"
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def waiting(cast):
    """A question that Amara reads on Wednesday."""
    prefer(cast.customer_owner, weekday=2, question="weekly")
    return make_email(
        cast.customer_owner, cast.customer, kind="question_asked", subject="Tom asks about backups", sent_at=None,
        how="weekly", digest_on=NOW.date() + 2 * DAY, link=matrix_of(cast.customer),
    )  # fmt: skip


def at_seven(day):
    at = (NOW + day * DAY).replace(hour=7, minute=0)
    for moment in (at, at + timedelta(minutes=6)):
        with time_machine.travel(moment, tick=False):
            send_digests(moment)
            drain()


def test_a_notice_waits_for_the_day_and_is_told_once(cast, waiting):
    at_seven(1)
    assert mail.outbox == []

    at_seven(2)
    at_seven(9)

    [message] = mail.outbox
    assert (message.to, message.subject) == (["Amara Osei <amara.osei@example.com>"], "Your week: 1 notice")
    assert "- Tom asks about backups" in message.body
    assert "http://testserver/notices/" in message.body
    waiting.refresh_from_db()
    assert waiting.digested_in == Email.objects.get(kind="engagement.digest").pk
    assert Event.objects.get().says == "told Amara Osei of 1 notice by e-mail"


def test_somebody_who_left_is_told_nothing_and_the_tick_forgets_it(cast, waiting, django_assert_num_queries):
    Membership.objects.filter(user=cast.customer_owner).update(ended_at=NOW)

    at_seven(2)

    assert mail.outbox == []
    waiting.refresh_from_db()
    assert (waiting.how, waiting.digest_on) == ("off", None)
    with django_assert_num_queries(1):
        send_digests(NOW + 3 * DAY)


def test_what_one_may_no_longer_open_is_left_out(cast, waiting):
    Email.objects.update(link="http://testserver/customers/harbour-roast/reminders/")
    Membership.objects.filter(user=cast.customer_owner).update(role="reader")

    at_seven(2)

    assert mail.outbox == []


def test_staff_get_one_email_for_all_their_customers(cast):
    for customer in (cast.customer, cast.other_customer):
        make_email(
            cast.provider_lead, customer, kind="question_asked", subject=f"About {customer}", sent_at=None,
            how="weekly", digest_on=NOW.date(), link=matrix_of(customer),
        )  # fmt: skip

    with time_machine.travel(NOW, tick=False):
        send_digests(NOW)
    with time_machine.travel(NOW + timedelta(minutes=6), tick=False):
        drain()

    [message] = mail.outbox
    assert message.subject == "Your week: 2 notices"
    assert "About Harbour Roast" in message.body
    assert "About Tidewell Lettings" in message.body


@pytest.mark.parametrize(
    ("how", "digest_on"), [("weekly", None), ("off", NOW.date()), ("now", NOW.date()), ("often", None)]
)
def test_only_what_waits_for_the_weekly_email_has_its_day(cast, how, digest_on):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_email(cast.customer_owner, cast.customer, how=how, digest_on=digest_on)
