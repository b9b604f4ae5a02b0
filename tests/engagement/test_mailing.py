"""What an e-mail holds of the reminders made for it, when it leaves a little later."""

import pytest
from django.core import mail
from django.utils import timezone

from accounts.models import Customer, Membership
from engagement import actions
from engagement.actions import gather
from engagement.models import Reminder
from engagement.tasks import reminders as tasks
from responsibilities.models import Question, Row
from tests.cast import NOW, make_staff
from tests.engagement.test_reminding import DAY, review, to
from tests.factories.responsibilities import make_version

pytestmark = pytest.mark.django_db


def settle_before_mailing(monkeypatch, happens):
    """Something happens after the reminders were made and before the e-mail is."""

    def later(**about):
        happens()
        refresh_all()
        return mailed(**about)

    mailed = actions.mail_reminders
    monkeypatch.setattr(tasks.actions, "mail_reminders", later)


def refresh_all():
    for customer in Customer.objects.all():
        gather(customer=customer, at=timezone.now())


def test_what_was_settled_between_reminder_and_email_is_not_mailed(led, live_through, monkeypatch):
    review(led.customer, on=NOW.date() + 7 * DAY)
    settle_before_mailing(monkeypatch, lambda: Row.objects.update(review_on=None))

    live_through(NOW.date())

    assert mail.outbox == []
    assert not Reminder.objects.exists()


def test_somebody_who_left_between_reminder_and_email_is_not_mailed(led, live_through, monkeypatch):
    review(led.customer, on=NOW.date() + 7 * DAY)
    leave = Membership.objects.filter(user=led.customer_owner)
    settle_before_mailing(monkeypatch, lambda: leave.update(ended_at=NOW))

    live_through(NOW.date())

    assert mail.outbox == []


def test_staff_taken_off_a_customer_are_not_mailed_about_it(led, live_through, monkeypatch):
    limited = make_staff(led.provider, "Lou Limited", "manager", customers=[led.customer])
    led.customer.lead = limited
    led.customer.save()
    review(led.customer, owned_by="provider", on=NOW.date() + 7 * DAY)
    settle_before_mailing(monkeypatch, lambda: limited.memberships.get().assignments.all().delete())

    live_through(NOW.date())

    assert mail.outbox == []


def test_who_may_no_longer_open_the_page_is_not_mailed(led, live_through, monkeypatch):
    make_version(led.customer, "proposed", sign_by=NOW.date() + 7 * DAY)
    demote = Membership.objects.filter(user=led.provider_lead)
    settle_before_mailing(monkeypatch, lambda: demote.update(role="engineer"))

    live_through(NOW.date())

    assert to("tom.hallett") == []
    assert len(to("amara.osei")) == 1


def test_a_reader_gets_a_link_to_what_it_may_open(led, live_through):
    version = make_version(led.customer, "agreed", rows=2)
    for row in version.rows.all():
        Question.objects.create(
            customer=led.customer, row=row, line=row.line, asked_at=NOW, asked_by=led.customer_reader,
            waits_for="customer",
        )  # fmt: skip

    live_through(NOW.date(), NOW.date() + 8 * DAY)

    [message, *_] = [each for each in mail.outbox if "mo.reader" in each.to[0]]
    assert message.subject.startswith("2 dates need you")
    assert "/questions/" in message.body
    assert "/customers/harbour-roast/reminders/" not in message.body
