"""What is the provider's alone: its insurance and its vendors, reminded of as the days go by."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from accounts.models import Membership
from background.models import Job
from contracts.models import Policy
from engagement.actions import gather_own
from engagement.models import Due, OwnCalendar, Reminder
from engagement.schedules import gather_calendars, send_reminders
from tests.cast import NOW, make_staff
from tests.engagement.test_reminding import sent, to
from tests.factories.agreements import make_vendor_agreement
from tests.factories.engagement import make_own_due
from tests.factories.insurance import make_policy

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TODAY = NOW.date()
ENDS = date(2026, 12, 31)  # a Thursday


def asked(name):
    return set(Job.objects.filter(name=name).values_list("provider_id", flat=True))


def test_a_policy_of_the_providers_is_reminded_of_up_the_whole_ladder(without_customers, live_through):
    make_policy(without_customers.provider, number="PI-1")
    make_policy(without_customers.strange_provider, will_lapse=True)

    live_through(date(2026, 11, 27), date(2027, 1, 8))

    made = Reminder.objects.filter(recipient=without_customers.provider_owner).order_by("made_at")
    assert [(each.stage, each.made_at.date()) for each in made] == [
        ("30", date(2026, 12, 1)),
        ("14", date(2026, 12, 17)),
        ("7", date(2026, 12, 24)),
        ("1", date(2026, 12, 30)),
        ("overdue-1", date(2027, 1, 4)),  # New Year and a weekend between
        ("overdue-2", date(2027, 1, 8)),
    ]
    assert len(to("ruth.penhale")) == len(mail.outbox) == 6
    assert to("ruth.penhale")[0] == (
        "30 days left: Renew your insurance Calder Mutual PI-1: it runs out on Thu 31 Dec 2026"
    )
    assert "/providers/fairlead-it/insurance/" in mail.outbox[0].body


def test_it_stops_once_the_next_period_is_entered(without_customers, live_through):
    make_policy(without_customers.provider)
    live_through(date(2026, 12, 1))
    make_policy(without_customers.provider, starts_on=date(2027, 1, 1), ends_on=date(2027, 12, 31))

    live_through(date(2026, 12, 2), date(2027, 1, 8))

    assert len(mail.outbox) == 1


def test_a_moved_date_reminds_anew(without_customers, live_through):
    make_policy(without_customers.provider)
    live_through(date(2026, 12, 1))
    Policy.objects.update(ends_on=ENDS + 31 * DAY)

    live_through(date(2026, 12, 2), date(2027, 1, 4))

    assert [each.due_on for each in Reminder.objects.order_by("made_at")] == [ENDS, ENDS + 31 * DAY]


def test_notice_to_a_vendor_is_not_chased_after_its_day(without_customers, live_through):
    make_vendor_agreement(without_customers.provider, effective_from=date(2026, 4, 1))

    live_through(date(2026, 12, 28), date(2027, 1, 20))

    assert [(each.stage, each.due_on) for each in Reminder.objects.all()] == [("1", ENDS)]


def test_reminders_of_a_letter_count_down_to_the_day_on_which_it_has_to_be_sent(without_customers, live_through):
    make_vendor_agreement(without_customers.provider, effective_from=date(2026, 4, 1), notice_delivery="post")

    live_through(date(2026, 12, 18), ENDS)

    due = Due.objects.get()
    assert (due.due_on, due.act_by) == (ENDS, date(2026, 12, 29))
    sent = [(each.stage, timezone.localdate(each.made_at)) for each in Reminder.objects.order_by("made_at")]
    assert sent == [("7", date(2026, 12, 22)), ("1", date(2026, 12, 29))]


def test_it_goes_to_everybody_who_may_change_the_providers_insurance_and_to_nobody_else(cast, live_through):
    make_staff(cast.provider, "Olga Owner", "owner", customers=[])
    gone = make_staff(cast.provider, "Gone Owner", "owner")
    Membership.objects.filter(user=gone).update(ended_at=NOW)
    make_policy(cast.provider, ends_on=TODAY + 7 * DAY)

    live_through(TODAY)

    assert sorted(who for who, _ in sent()) == ["olga.owner", "ruth.penhale"]


def test_it_shares_the_days_one_email_with_the_customers_dates(cast, live_through):
    make_policy(cast.provider, number="PI-1", ends_on=TODAY + 7 * DAY)
    make_vendor_agreement(cast.provider, effective_from=TODAY - 365 * DAY + 8 * DAY, renewal="none")

    live_through(TODAY)

    [message] = mail.outbox
    assert message.subject.startswith("2 dates need you")
    assert "- Renew your insurance Calder Mutual PI-1" in message.body
    assert "- Last day of the agreement with CrowdStrike on Falcon" in message.body
    assert "/providers/fairlead-it/reminders/" in message.body


def test_gathering_again_changes_nothing(cast, django_assert_max_num_queries):
    make_policy(cast.provider)
    gather_own(provider=cast.provider, at=NOW)
    before = Due.objects.values().get()

    with django_assert_max_num_queries(15):
        gather_own(provider=cast.provider, at=NOW)

    assert Due.objects.values().get() == before
    assert OwnCalendar.objects.get().gathered_on == TODAY


def test_every_provider_is_gathered_once_a_day_and_when_something_was_written(cast):
    both = {cast.provider.pk, cast.strange_provider.pk}
    gather_calendars(NOW)
    assert asked("engagement.gather_own") == both

    for provider in (cast.provider, cast.strange_provider):
        gather_own(provider=provider, at=NOW)
    Job.objects.all().delete()
    gather_calendars(NOW)
    assert asked("engagement.gather_own") == set()

    gather_calendars(NOW + DAY)
    assert asked("engagement.gather_own") == both


def test_the_hourly_tick_asks_for_the_providers_own(cast):
    make_own_due(cast.provider, next_on=TODAY)
    make_own_due(cast.strange_provider, next_on=TODAY + DAY)

    send_reminders(NOW)

    assert asked("engagement.remind_own") == {cast.provider.pk}
    assert asked("engagement.remind") == set()
