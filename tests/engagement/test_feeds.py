"""The secret calendar address: made once, scoped as the pages are at the moment of fetching, safe to read."""

from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Membership
from audit.models import Event
from contracts.models import MaintenanceWindow
from engagement.actions.feeds import make_feed, revoke_feed
from engagement.ical import Event as Dated
from engagement.ical import calendar_file
from engagement.models import Due, Feed
from tests.cast import NOW, make_member
from tests.engagement.facts import events, summaries
from tests.factories.engagement import make_due, make_own_due
from tests.factories.meetings import make_meeting

DAY = timedelta(days=1)
TODAY = NOW.date()
database = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


# The secret


@database
def test_the_secret_is_shown_once_and_only_its_hash_is_kept(cast, sign_in):
    browser = sign_in(cast.customer_owner)

    made = browser.post(reverse("engagement:feed")).content.decode()
    again = browser.get(reverse("engagement:feed")).content.decode()

    feed = Feed.objects.get()
    assert "/calendars/" in made
    assert ".ics" in made
    assert "/calendars/" not in again
    assert f"{feed.hint}…" in again
    assert len(feed.secret_hash) == 64
    assert feed.secret_hash not in made
    assert Event.objects.get().says == "made a secret address for their calendar"


@database
def test_a_new_address_stops_the_old_one_and_taking_it_back_stops_it_too(cast, fetch):
    _, first = make_feed(user=cast.customer_owner, at=NOW)
    _, second = make_feed(user=cast.customer_owner, at=NOW)

    assert (fetch(first).status_code, fetch(second).status_code) == (404, 200)
    assert revoke_feed(user=cast.customer_owner, at=NOW)
    assert fetch(second).status_code == 404
    assert revoke_feed(user=cast.customer_owner, at=NOW) is None


@database
def test_one_address_works_at_a_time(cast):
    make_feed(user=cast.customer_owner, at=NOW)

    with pytest.raises(IntegrityError), transaction.atomic():
        Feed.objects.create(user=cast.customer_owner, secret_hash="x", hint="x", stamp="x", made_at=NOW)


@database
def test_the_page_takes_it_back_and_says_when_it_was_fetched(cast, sign_in, fetch):
    _, secret = make_feed(user=cast.provider_owner, at=NOW)
    browser = sign_in(cast.provider_owner)
    assert "Not yet" in browser.get(reverse("engagement:feed")).content.decode()

    fetch(secret)
    assert "23 Nov 2026, 09:30" in browser.get(reverse("engagement:feed")).content.decode()
    browser.post(reverse("engagement:feed-revoke"))

    assert fetch(secret).status_code == 404
    assert "No address yet" in browser.get(reverse("engagement:feed")).content.decode()


@database
def test_staff_are_told_the_address_of_each_customer(cast, sign_in):
    page = sign_in(cast.limited_lead).post(reverse("engagement:feed")).content.decode()
    both = sign_in(cast.provider_owner).post(reverse("engagement:feed")).content.decode()

    assert "/harbour-roast.ics" not in page
    assert "/harbour-roast.ics" in both
    assert "/tidewell-lettings.ics" in both


# Its scope follows the person's


@database
def test_a_lowered_role_takes_the_links_it_may_not_open(cast, fetch):
    make_due(cast.customer, path="/customers/harbour-roast/reminders/")
    _, secret = make_feed(user=cast.customer_owner, at=NOW)
    [event] = events(fetch(secret))
    assert event["URL"].endswith("/customers/harbour-roast/reminders/")

    Membership.objects.filter(user=cast.customer_owner).update(role="reader")

    [event] = events(fetch(secret))
    assert "URL" not in event


@database
def test_staff_limited_to_some_customers_have_those_and_their_providers_own(cast, fetch):
    for place in (cast.customer, cast.other_customer, cast.strange_customer):
        make_due(place, title="Review")
    make_own_due(cast.provider, title="Our cover")
    _, secret = make_feed(user=cast.limited_lead, at=NOW)

    assert summaries(fetch(secret)) == ["Our cover", "Tidewell Lettings: Review"]
    assert summaries(fetch(secret, "tidewell-lettings")) == ["Tidewell Lettings: Review"]
    for place in ("harbour-roast", "bosun-yard", "nowhere"):
        assert fetch(secret, place).status_code == 404


@database
def test_a_person_of_two_places_has_the_dates_of_both_once(cast, fetch):
    make_due(cast.customer, title="Harbour")
    make_due(cast.strange_customer, title="Bosun", owed_by="customer")
    Membership.objects.create(user=cast.customer_owner, customer=cast.strange_customer, role="reader")
    _, secret = make_feed(user=cast.customer_owner, at=NOW)

    assert summaries(fetch(secret)) == ["Bosun", "Harbour"]


@database
def test_only_reading_is_answered(cast, client):
    _, secret = make_feed(user=make_member(cast.customer, "Nia New", "reader"), at=NOW)
    address = reverse("engagement:feed-file", args=[secret])

    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405
    assert client.get(reverse("engagement:feed-file", args=["guess"])).status_code == 404


# What it says


@database
def test_a_date_is_a_day_and_keeps_its_name_when_it_moves(cast, fetch):
    due = make_due(cast.customer, title="Review it", due_on=date(2026, 12, 16))
    _, secret = make_feed(user=cast.customer_owner, at=NOW)
    [before] = events(fetch(secret))

    Due.objects.filter(pk=due.pk).update(due_on=date(2027, 1, 5))
    [after] = events(fetch(secret))
    Due.objects.filter(pk=due.pk).update(closed_at=NOW, next_on=None)
    [done] = events(fetch(secret))

    assert (before["DTSTART"].dt, before["DTEND"].dt) == (date(2026, 12, 16), date(2026, 12, 17))
    assert after["DTSTART"].dt == date(2027, 1, 5)
    assert before["UID"] == after["UID"] == done["UID"]
    assert str(done["SUMMARY"]) == "Done: Review it"
    assert before["UID"].startswith(f"due-{due.pk}@")
    assert not before.walk("VALARM")


@database
def test_what_has_hours_has_them_in_utc(cast, fetch):
    starts = datetime(2027, 6, 1, 21, tzinfo=UTC)
    MaintenanceWindow.objects.create(
        customer=cast.customer, title="New firewall", starts_at=starts, ends_at=starts + timedelta(hours=3)
    )
    _, secret = make_feed(user=cast.customer_owner, at=NOW)

    body = fetch(secret).content.decode()

    assert "DTSTART:20270601T210000Z" in body
    assert "DTEND:20270602T000000Z" in body


@database
def test_a_meeting_has_its_hour_and_what_is_written_after_it_has_none(cast, fetch):
    _, secret = make_feed(user=cast.customer_owner, at=NOW)
    ahead, held = (make_meeting(cast.customer, cast.provider_lead, starts_at=NOW + days * DAY) for days in (3, -2))
    for meeting in (ahead, held):
        make_due(cast.customer, kind="meeting", subject_id=meeting.pk, owed_by="both", due_on=TODAY + 3 * DAY)

    found = events(fetch(secret))

    assert [each["dtstart"].dt for each in found] in (
        [NOW + 3 * DAY, TODAY + 3 * DAY],
        [TODAY + 3 * DAY, NOW + 3 * DAY],
    )


@database
def test_the_same_dates_are_not_sent_again(cast, fetch):
    make_due(cast.customer)
    _, secret = make_feed(user=cast.customer_owner, at=NOW)
    first = fetch(secret)

    with time_machine.travel(NOW + 3 * DAY, tick=False):
        unchanged = fetch(secret, **{"If-None-Match": first["ETag"]})
        make_due(cast.customer)
        changed = fetch(secret, **{"If-None-Match": first["ETag"]})

    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert (changed.status_code, len(events(changed))) == (200, 2)
    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    assert first["Cache-Control"] == "private, no-cache"
    assert first["Referrer-Policy"] == "no-referrer"


HOSTILE = "Watch\r\nEND:VEVENT\r\nBEGIN:VEVENT\rSUMMARY:x; y, z\\ \u2028\x00\x1b " + "long " * 60


@database
def test_nothing_people_wrote_becomes_a_line_of_the_file(cast, fetch):
    make_due(cast.customer, title=HOSTILE.replace("\0", "")[:300])  # PostgreSQL keeps none
    _, secret = make_feed(user=cast.customer_owner, at=NOW)

    answer = fetch(secret)

    assert len(events(answer)) == 1
    assert max(len(line) for line in answer.content.split(b"\r\n")) <= 75
    assert all(line.count(b"\r") == line.count(b"\n") == 0 for line in answer.content.split(b"\r\n"))


@given(title=st.text(), about=st.text())
def test_any_words_come_back_as_one_event(title, about):
    body = calendar_file(
        [Dated("due-1", TODAY, title, about, "https://sheet.example/", known_on=TODAY)],
        name=title, host="sheet.example", made_at=NOW,
    )  # fmt: skip

    [event] = icalendar.Calendar.from_ical(body).walk("VEVENT")
    assert event["UID"] == "due-1@sheet.example"
    assert body.count(b"BEGIN:VEVENT\r\n") == body.count(b"END:VEVENT\r\n") == 1


@database
def test_a_feed_of_many_customers_asks_few_questions(cast, fetch, django_assert_max_num_queries):
    for n in range(200):
        make_due(cast.customer if n % 2 else cast.other_customer, due_on=TODAY + n * DAY)
    _, secret = make_feed(user=cast.provider_owner, at=NOW)
    fetch(secret)

    with django_assert_max_num_queries(14):
        assert len(events(fetch(secret))) == 200
