"""Reminders as the days go by: once each, to the right people, on working days, never in a flood."""

from datetime import date, timedelta

import pytest
from django.core import mail

from accounts.models import Customer, Membership
from background.models import Email
from engagement.models import Reminder
from responsibilities.models import Row
from tests.cast import NOW
from tests.factories.engagement import prefer
from tests.factories.responsibilities import make_version

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
DUE = date(2026, 12, 16)  # a Wednesday
START = date(2026, 11, 13)


def review(customer, *, owned_by="customer", on=DUE, **about):
    return make_version(customer, "agreed", rows=[{"ownership": owned_by, "review_on": on, **about}]).rows.get()


def sent():
    return [(m.to[0].partition("<")[2].rstrip(">").partition("@")[0], m.subject) for m in mail.outbox]


def to(name):
    return [subject for who, subject in sent() if who == name]


def test_the_whole_ladder_reaches_the_owner_once_each(alone, live_through):
    review(alone.customer)

    live_through(START, date(2026, 12, 31))

    stages = Reminder.objects.filter(recipient=alone.customer_owner).order_by("made_at")
    assert [(r.stage, r.made_at.date()) for r in stages] == [
        ("30", date(2026, 11, 16)),
        ("14", date(2026, 12, 2)),
        ("7", date(2026, 12, 9)),
        ("1", date(2026, 12, 15)),
        ("overdue-1", date(2026, 12, 17)),
        ("overdue-2", date(2026, 12, 24)),
        ("overdue-3", date(2026, 12, 31)),
    ]
    assert len(to("amara.osei")) == len(mail.outbox) == 7
    assert all(each.email_id for each in Reminder.objects.all())


def test_running_twice_on_a_day_changes_nothing(led, live_through):
    review(led.customer, on=NOW.date() + 7 * DAY)

    for _ in range(3):
        live_through(NOW.date())

    assert len(mail.outbox) == 1


def test_the_providers_dates_go_to_the_lead_and_when_late_to_the_owners(alone, live_through):
    review(alone.customer, owned_by="provider")

    live_through(START, date(2026, 12, 18))
    assert {who for who, _ in sent()} == {"tom.hallett"}

    live_through(date(2026, 12, 19), date(2026, 12, 24))
    assert len(to("ruth.penhale")) == 1
    assert "8 days late" in to("ruth.penhale")[0]


def test_without_a_lead_the_providers_owners_are_reminded(cast, live_through):
    review(cast.customer, owned_by="provider", on=NOW.date() + 7 * DAY)

    live_through(NOW.date())

    assert [who for who, _ in sent()] == ["ruth.penhale"]


def test_a_lead_who_has_left_is_not_reminded(led, live_through):
    review(led.customer, owned_by="provider", on=NOW.date() + 7 * DAY)
    Membership.objects.filter(user=led.provider_lead).update(ended_at=NOW)

    live_through(NOW.date())

    assert [who for who, _ in sent()] == ["ruth.penhale"]


def test_what_both_owe_goes_to_both(led, live_through):
    review(led.customer, owned_by="shared", on=NOW.date() + 7 * DAY)

    live_through(NOW.date())

    assert sorted(who for who, _ in sent()) == ["amara.osei", "tom.hallett"]


def test_a_customer_without_an_owner_is_not_forgotten(led, live_through):
    review(led.customer, on=NOW.date() + 7 * DAY)
    Membership.objects.filter(user=led.customer_owner).update(ended_at=NOW)

    live_through(NOW.date())

    assert [who for who, _ in sent()] == ["tom.hallett"]


def test_one_email_a_day_lists_everything_and_says_how_much(led, live_through):
    make_version(led.customer, "agreed", rows=[{"ownership": "customer", "review_on": NOW.date() + 7 * DAY}] * 25)

    live_through(NOW.date())

    [message] = mail.outbox
    assert message.subject == "25 dates need you, the first on Mon 30 Nov 2026"
    assert message.body.count("Mon 30 Nov 2026, 7 days left:\n\n- Review who does") == 1
    assert message.body.count("\n- Review who does") == 20
    assert "And 5 more dates." in message.body
    assert "/customers/harbour-roast/reminders/" in message.body


def test_staff_get_one_email_for_all_their_customers(led, live_through):
    Customer.objects.update(lead=led.provider_lead)
    for customer in (led.customer, led.other_customer):
        review(customer, owned_by="provider", on=NOW.date() + 7 * DAY)

    live_through(NOW.date())

    [message] = mail.outbox
    assert message.subject == "2 dates need you, the first on Mon 30 Nov 2026"
    assert "Harbour Roast" in message.body
    assert "Tidewell Lettings" in message.body
    assert "/providers/fairlead-it/reminders/" in message.body
    assert Email.objects.get().customer_id is None


def test_a_date_entered_after_todays_email_is_mailed_the_next_working_day(led, live_through):
    friday = date(2026, 11, 27)
    review(led.customer, on=friday + 7 * DAY)
    live_through(friday)
    make_version(led.customer, "proposed", number=2, sign_by=friday + DAY)
    live_through(friday)
    assert len(to("amara.osei")) == 1

    live_through(friday + DAY, friday + 3 * DAY)

    assert len(to("amara.osei")) == 2
    assert Reminder.objects.filter(recipient=led.customer_owner, email_id=None).count() == 0


def test_weekends_and_bank_holidays_wait(alone, live_through):
    review(alone.customer, on=date(2027, 1, 2))  # seven days before is Saturday 26 December

    live_through(date(2026, 12, 22), date(2026, 12, 28))
    assert mail.outbox == []

    live_through(date(2026, 12, 29))  # after Christmas, Boxing Day and its substitute
    assert [subject for _, subject in sent()] == ["4 days left: " + review_title(alone)]


def test_after_downtime_they_are_caught_up_once(led, live_through):
    review(led.customer)
    live_through(START)

    live_through(date(2027, 1, 12), date(2027, 1, 13))

    assert len(to("amara.osei")) == 1
    assert "27 days late" in to("amara.osei")[0]


def test_a_moved_date_reminds_anew(alone, live_through):
    review(alone.customer)
    live_through(START, date(2026, 12, 2))
    Row.objects.update(review_on=date(2027, 1, 13))

    live_through(date(2026, 12, 3), date(2026, 12, 31))

    anew = Reminder.objects.filter(due_on=date(2027, 1, 13)).order_by("made_at")
    assert [(each.stage, each.made_at.date()) for each in anew] == [
        ("30", date(2026, 12, 14)),
        ("14", date(2026, 12, 30)),
    ]


def test_an_archived_customer_is_left_in_peace(alone, live_through):
    review(alone.customer, owned_by="shared", on=NOW.date() + 7 * DAY)
    live_through(NOW.date() - DAY)
    mail.outbox.clear()
    Customer.objects.filter(pk=alone.customer.pk).update(archived_at=NOW)

    live_through(NOW.date(), NOW.date() + 40 * DAY)

    assert mail.outbox == []


def test_when_everything_is_overdue_the_subject_says_just_that(led, live_through):
    days = [NOW.date() - 3 * DAY, NOW.date() - 5 * DAY]
    make_version(led.customer, "agreed", rows=[{"ownership": "customer", "review_on": day} for day in days])

    live_through(NOW.date())

    assert to("amara.osei") == ["2 dates overdue"]


# The weekly e-mail


def test_the_weekly_email_waits_for_monday_and_escalations_do_not(alone, live_through):
    prefer(alone.customer_owner, reminder="weekly", duty="weekly")
    review(alone.customer)

    live_through(START, date(2026, 12, 31))

    when = {e.written_at.date(): e.subject for e in Email.objects.all()}
    assert sorted(when) == [
        date(2026, 11, 16),  # 30 days before falls on a Monday
        date(2026, 12, 7),  # 14 days before
        date(2026, 12, 14),  # 7 days before
        date(2026, 12, 21),  # the day before and the first overdue one, together
        date(2026, 12, 24),  # escalated: at once
        date(2026, 12, 31),
    ]
    assert "late" in when[date(2026, 12, 24)]


def test_the_weekly_email_says_so_when_it_lists_several(led, live_through):
    prefer(led.customer_owner, reminder="weekly", duty="weekly")
    wednesday = date(2026, 11, 25)
    days = [wednesday + 7 * DAY, wednesday + 8 * DAY]
    make_version(led.customer, "agreed", rows=[{"ownership": "customer", "review_on": day} for day in days])

    live_through(wednesday, wednesday + 6 * DAY)

    assert to("amara.osei") == ["Your week: 2 dates need you, the first on Wed 2 Dec 2026"]


def review_title(cast):
    return f"Review who does “{Row.objects.get(version__customer=cast.customer).title}”"
