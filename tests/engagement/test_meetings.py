"""Meetings: seeded, written on by both sides, ended in at most three actions, minutes never changed."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from advice.models import Action
from audit.models import Event
from background.models import Email
from background.runner import drain
from core.errors import Conflict, NotAllowed
from engagement.actions import gather, meetings
from engagement.actions.meetings.common import token
from engagement.models import Attendee, Meeting, Topic
from engagement.queries.meeting_dates import due_dates
from engagement.queries.minutes import seen_now
from responsibilities.models import Round
from tests.cast import NOW, Cast
from tests.engagement.facts import make_finding, plan, promise
from tests.factories.advice import make_action
from tests.factories.meetings import approve, make_meeting, make_topic, propose
from tests.factories.responsibilities import make_round

SOON = NOW + timedelta(days=9)


def test_bringing_it_up_to_date_keeps_what_people_did(cast: Cast) -> None:
    first = make_finding(cast, "First")
    meeting, by = plan(cast), cast.actor(cast.customer_owner)
    topic = meeting.topics.get(source_id=first.pk)
    meetings.edit_topic(topic=topic, edited=token(topic), title="In our own words", by=by, at=NOW)
    meetings.drop_topic(topic=topic, is_dropped=True, by=by, at=NOW)
    make_finding(cast, "Second")

    new = meetings.refresh_agenda(meeting=meeting, by=by, at=NOW)

    assert [each.title for each in new] == ["Nobody is doing this: Second"]
    assert Topic.objects.get(pk=topic.pk).title == "In our own words"
    assert meetings.refresh_agenda(meeting=meeting, by=by, at=NOW) == []


def test_topics_change_places_and_stop_at_the_edge(cast: Cast, held: Meeting) -> None:
    second, by = make_topic(held), cast.actor(cast.provider_lead)
    make_topic(held, dropped_at=NOW, dropped_by=cast.provider_lead)

    def order() -> list[str]:
        return list(held.topics.filter(dropped_at=None).order_by("position").values_list("title", flat=True))

    meetings.move_topic(topic=second, up=True, by=by, at=NOW)
    assert order() == ["Topic 2", "Topic 1"]
    meetings.move_topic(topic=second, up=True, by=by, at=NOW)
    assert order() == ["Topic 2", "Topic 1"]
    meetings.move_topic(topic=second, up=False, by=by, at=NOW)
    assert order() == ["Topic 1", "Topic 2"]


def test_second_writer_is_told(cast: Cast, held: Meeting) -> None:
    topic = held.topics.get()
    seen = token(topic)
    meetings.edit_topic(topic=topic, edited=seen, decision="Yes.", by=cast.actor(cast.provider_lead), at=NOW)

    with pytest.raises(Conflict, match="Somebody else changed this"):
        meetings.edit_topic(topic=topic, edited=seen, decision="No.", by=cast.actor(cast.customer_owner), at=NOW)

    assert Topic.objects.get().decision == "Yes."


def test_meeting_planned_twice_by_one_form_is_one(cast: Cast) -> None:
    key = uuid4()

    assert plan(cast, key=key) == plan(cast, key=key)
    assert Meeting.objects.count() == 1


def test_invitations_go_to_those_who_come_with_their_place_there(cast: Cast) -> None:
    plan(cast, cast.provider_lead, cast.customer_owner, cast.stranger, guests=[("customer", "The landlord")])
    drain()

    assert sorted(Attendee.objects.values_list("name", flat=True)) == ["Amara Osei", "The landlord", "Tom Hallett"]
    mails = Email.objects.filter(kind="meeting_invited")
    assert {mail.to_address for mail in mails} == {cast.provider_lead.email, cast.customer_owner.email}
    assert "You have called a meeting of Harbour Roast" in mails.get(to_address=cast.provider_lead.email).text
    assert "Tom Hallett asks you to a meeting" in mails.get(to_address=cast.customer_owner.email).text


def test_another_place_is_told_and_other_words_are_not(cast: Cast) -> None:
    meeting, by = plan(cast, place="Upstairs"), cast.actor(cast.provider_lead)
    people = [cast.customer_owner.pk]
    for about in ({"about": "Our year"}, {"place": "Downstairs"}):
        meeting.refresh_from_db()
        values = {"kind": "quarterly", "starts_at": SOON, "place": meeting.place, "about": meeting.about} | about
        meetings.edit_meeting(meeting=meeting, edited=token(meeting), people=people, guests=[], by=by, at=NOW, **values)
    drain()

    assert Email.objects.filter(kind="meeting_moved").count() == 1
    assert Event.objects.filter(verb="meeting_changed").count() == 2


def test_nobody_comes_to_a_meeting_of_nobody(cast: Cast) -> None:
    with pytest.raises(Conflict, match="Say who comes"):
        plan(cast, cast.stranger)


def test_cancelled_meeting_is_told_and_closed(cast: Cast) -> None:
    meeting, by = plan(cast), cast.actor(cast.provider_lead)

    meetings.cancel_meeting(meeting=meeting, by=by, at=NOW)
    drain()

    assert Email.objects.filter(kind="meeting_cancelled").count() == 2
    with pytest.raises(NotAllowed, match="called off"):
        meetings.add_topic(meeting=meeting, title="Late", by=by, at=NOW)


@pytest.mark.parametrize("person", ["provider_engineer", "provider_auditor", "customer_contributor", "customer_reader"])
def test_who_may_not_write(cast: Cast, held: Meeting, person: str) -> None:
    by = cast.actor(getattr(cast, person))

    for act in (
        lambda: plan(cast, by=by),
        lambda: meetings.add_topic(meeting=held, title="Mine", by=by, at=NOW),
        lambda: promise(cast, held, "Mine", by=by),
        lambda: meetings.propose_minutes(meeting=held, seen=seen_now(held), by=by, at=NOW),
        lambda: meetings.approve_minutes(meeting=propose(held, cast.provider_lead), digest_seen="", by=by, at=NOW),
        lambda: meetings.send_back(meeting=held, by=by, at=NOW),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_meeting_ends_in_three_actions_at_most(cast: Cast, held: Meeting) -> None:
    by = cast.actor(cast.customer_owner)
    first, *_ = [promise(cast, held, text) for text in ("One", "Two", "Three")]

    with pytest.raises(NotAllowed, match="3 actions already"):
        promise(cast, held, "Four")
    meetings.take_back(meeting=held, action=first, by=by, at=NOW)
    four = promise(cast, held, "Four", by=by)

    assert four.origin_id == held.pk
    assert Action.objects.open().count() == 3


def test_the_page_offers_another_action_once_one_was_taken_back(cast: Cast, held: Meeting, sign_in) -> None:
    first, *_ = [promise(cast, held, text) for text in ("One", "Two", "Three")]
    owner, path = sign_in(cast.customer_owner), held.get_absolute_url()
    assert "Take one back first." in owner.get(path).content.decode()

    by = cast.actor(cast.provider_lead)
    meetings.take_back(meeting=held, action=first, by=by, at=NOW)

    assert "Agree an action" in owner.get(path).content.decode()


def test_one_form_promises_once(cast: Cast, held: Meeting) -> None:
    key = uuid4()

    assert promise(cast, held, "One", key=key) == promise(cast, held, "One", key=key)
    assert Action.objects.count() == 1


def test_only_its_own_actions_are_taken_back(cast: Cast, held: Meeting) -> None:
    other = make_action(cast.customer, cast.provider_lead)

    with pytest.raises(NotAllowed, match="not agreed at this meeting"):
        meetings.take_back(meeting=held, action=other, by=cast.actor(cast.provider_lead), at=NOW)


def test_open_actions_are_carried_to_the_next_meeting_and_done_there(cast: Cast, held: Meeting) -> None:
    action = promise(cast, held, "Order the line")
    following = plan(cast)
    by = cast.actor(cast.provider_lead)

    assert following.topics.get(source="action").title == "Order the line"
    meetings.finish_carried(meeting=following, action=action, closing="Ordered.", by=by, at=NOW)

    assert Action.objects.get().is_done


def test_action_of_another_customer_is_not_done_here(cast: Cast, held: Meeting) -> None:
    foreign = make_action(cast.other_customer, cast.provider_lead)

    with pytest.raises(NotAllowed, match="another customer"):
        meetings.finish_carried(meeting=held, action=foreign, closing="x", by=cast.actor(cast.provider_lead), at=NOW)


def test_dates_follow_a_meeting_until_both_have_approved(cast: Cast) -> None:
    meeting = make_meeting(cast.customer, cast.provider_lead, starts_at=SOON)

    def due(at: Any = NOW) -> list[tuple[str, str]]:
        return [(each.owed_by, each.title.split(":")[0]) for each in due_dates([cast.customer.pk], at)]

    assert due() == [("both", "Meet")]
    assert due(SOON + timedelta(hours=1)) == [("provider", "Write the minutes")]
    propose(meeting, cast.provider_lead)
    assert due() == [("provider", "Approve the minutes"), ("customer", "Approve the minutes")]
    approve(meeting, cast.provider_lead, cast.customer_owner)
    assert due() == []


def test_calendar_takes_meetings_and_checks_up(cast: Cast) -> None:
    plan(cast)
    make_round(cast.customer, (cast.customer_owner, "customer"))

    kinds = {due.kind for due in gather(customer=cast.customer, at=NOW)}

    assert {"meeting", "views"} <= kinds
    assert Round.objects.get().is_open
