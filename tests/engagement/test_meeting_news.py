"""The customer's own news on an agenda: asked for before a review, told by the customer's people."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from background.models import Email
from background.runner import drain
from engagement.actions import meetings
from engagement.models import Meeting, Topic
from engagement.vocabulary import MeetingKind, Source
from tests.cast import Cast
from tests.engagement.facts import plan

SignIn = Callable[[User], Client]
ASKED = "choose “Tell your news”"


@pytest.fixture
def coming(cast: Cast) -> Meeting:
    """A review in nine days, counted from today."""
    return plan(
        cast, cast.provider_lead, cast.customer_owner, cast.customer_contributor,
        starts_at=timezone.now() + timedelta(days=9), at=timezone.now(),
    )  # fmt: skip


def news_of(meeting: Meeting) -> Topic:
    return meeting.topics.get(source=Source.NEWS)


def place(topic: Topic) -> str:
    return reverse("engagement:topic-edit", args=[topic.meeting.customer.slug, topic.pk])


def test_a_review_asks_for_news_once_and_nothing_else_does(cast: Cast, coming: Meeting) -> None:
    topic = news_of(coming)
    assert topic.title == "News of Harbour Roast: staff, sites, plans"
    assert topic.fact.endswith("What is planned?")
    assert topic.position == coming.topics.count()

    assert meetings.refresh_agenda(meeting=coming, by=cast.actor(cast.customer_owner), at=timezone.now()) == []
    for kind in (MeetingKind.INCIDENT, MeetingKind.OTHER):
        assert not plan(cast, kind=kind).topics.filter(source=Source.NEWS).exists()


def test_news_that_were_dropped_are_not_asked_for_again(cast: Cast, coming: Meeting) -> None:
    by, at = cast.actor(cast.customer_owner), timezone.now()
    meetings.drop_topic(topic=news_of(coming), is_dropped=True, by=by, at=at)

    assert meetings.refresh_agenda(meeting=coming, by=by, at=at) == []


def test_the_customers_owner_tells_them_before_the_meeting(cast: Cast, coming: Meeting, sign_in: SignIn) -> None:
    owner, topic = sign_in(cast.customer_owner), news_of(coming)
    meetings.add_topic(meeting=coming, title="A later topic", by=cast.actor(cast.provider_lead), at=timezone.now())
    page = owner.get(coming.get_absolute_url()).content.decode()
    assert page.count("Tell your news") == 1

    form = owner.get(place(topic)).content.decode()
    assert "Save and go to the next" not in form
    edited = form.split('name="edited" value="')[1].split('"')[0]
    assert "What is new?" in form
    assert "What was decided?" not in form
    answer = owner.post(place(topic), {"edited": edited, "fact": "A fourth shop in spring.", "title": "", "notes": "x"})

    assert answer.headers["Location"] == f"{coming.get_absolute_url()}?at={topic.pk}#t-{topic.pk}"
    told = news_of(coming)
    assert (told.title, told.fact, told.notes) == (topic.title, "A fourth shop in spring.", "")
    assert "A fourth shop in spring." in sign_in(cast.provider_lead).get(coming.get_absolute_url()).content.decode()


def test_news_told_a_second_time_from_an_old_page_are_held_against_the_first(
    cast: Cast, coming: Meeting, sign_in: SignIn
) -> None:
    owner, address = sign_in(cast.customer_owner), place(news_of(coming))
    edited = owner.get(address).content.decode().split('name="edited" value="')[1].split('"')[0]
    owner.post(address, {"edited": edited, "fact": "A fourth shop."})

    empty = owner.post(address, {"edited": edited, "fact": " "})
    again = owner.post(address, {"edited": edited, "fact": "A fifth shop."})

    assert (empty.status_code, again.status_code) == (422, 409)
    assert "A fifth shop." in again.content.decode()
    assert news_of(coming).fact == "A fourth shop."


@pytest.mark.parametrize("person", ["provider_lead", "provider_auditor", "customer_contributor", "customer_reader"])
def test_nobody_else_is_asked_on_the_page(cast: Cast, coming: Meeting, sign_in: SignIn, person: str) -> None:
    assert "Tell your news" not in sign_in(getattr(cast, person)).get(coming.get_absolute_url()).content.decode()


def test_once_it_has_begun_they_are_written_down_as_everything(cast: Cast, coming: Meeting, sign_in: SignIn) -> None:
    Meeting.objects.update(starts_at=timezone.now() - timedelta(hours=1))

    owner = sign_in(cast.customer_owner)
    assert "Tell your news" not in owner.get(coming.get_absolute_url()).content.decode()
    assert "What was decided?" in owner.get(place(news_of(coming))).content.decode()


def test_what_is_written_while_the_meeting_begins_or_is_moved_is_kept(
    cast: Cast, coming: Meeting, sign_in: SignIn
) -> None:
    owner, address, ahead = sign_in(cast.customer_owner), place(news_of(coming)), coming.starts_at

    def opened() -> dict[str, str]:
        return {"edited": owner.get(address).content.decode().split('name="edited" value="')[1].split('"')[0]}

    form = opened() | {"fact": "A fourth shop."}
    Meeting.objects.update(starts_at=timezone.now() - timedelta(minutes=1))
    assert owner.post(address, form).status_code == 302
    assert news_of(coming).fact == "A fourth shop."

    form = opened() | {"title": "News", "fact": "A fourth shop.", "notes": "In May.", "decision": "Order the line."}
    Meeting.objects.update(starts_at=ahead)
    assert owner.post(address, form).status_code == 302
    assert news_of(coming).decision == "Order the line."


def test_news_that_were_left_out_are_not_asked_for_on_the_page(cast: Cast, coming: Meeting, sign_in: SignIn) -> None:
    meetings.drop_topic(topic=news_of(coming), is_dropped=True, by=cast.actor(cast.customer_owner), at=timezone.now())

    assert "Tell your news" not in sign_in(cast.customer_owner).get(coming.get_absolute_url()).content.decode()


def test_the_invitation_asks_those_who_may_write(cast: Cast, coming: Meeting) -> None:
    drain()

    asked = {mail.to_address for mail in Email.objects.filter(kind="meeting_invited") if ASKED in mail.text}
    assert Email.objects.filter(kind="meeting_invited").count() == 3
    assert asked == {cast.customer_owner.email}


@pytest.mark.parametrize("about", [{"kind": MeetingKind.OTHER}, {"starts_at": timezone.now() - timedelta(hours=1)}])
def test_no_invitation_asks_where_there_is_nothing_to_tell_beforehand(cast: Cast, about: dict[str, object]) -> None:
    plan(cast, **{"starts_at": timezone.now() + timedelta(days=9)} | about)
    drain()

    assert not any(ASKED in mail.text for mail in Email.objects.filter(kind="meeting_invited"))
