"""Minutes: proposed once the meeting has begun, told to the other side, approved by both, then never changed."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from background.models import Email
from background.runner import drain
from core.errors import Conflict, NotAllowed
from engagement.actions import meetings
from engagement.actions.meetings.common import token
from engagement.models import Approval, Attendee, Meeting, Topic
from engagement.queries.minutes import seen_now
from tests.cast import NOW, Cast
from tests.engagement.facts import plan, promise
from tests.factories.meetings import approve, make_topic


def test_minutes_before_the_meeting_are_refused(cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="has not begun"):
        meetings.propose_minutes(meeting=plan(cast), seen="", by=cast.actor(cast.provider_lead), at=NOW)


def test_both_sides_approve_the_same_frozen_minutes(cast: Cast, held: Meeting) -> None:
    topic = held.topics.get()
    owner, lead = cast.actor(cast.customer_owner), cast.actor(cast.provider_lead)
    meetings.edit_topic(topic=topic, edited=token(topic), decision="We keep it.", by=owner, at=NOW)
    promise(cast, held, "Order the line", cost="380")

    proposed = meetings.propose_minutes(meeting=held, seen=seen_now(held), by=lead, at=NOW)
    drain()
    assert Email.objects.filter(kind="meeting_minutes_proposed").values_list("to_address", flat=True).get() == (
        cast.customer_owner.email
    )
    with pytest.raises(NotAllowed, match="already"):
        meetings.approve_minutes(meeting=held, digest_seen=proposed.digest, by=lead, at=NOW)
    with pytest.raises(Conflict, match="Read them again"):
        meetings.approve_minutes(meeting=held, digest_seen="0" * 64, by=owner, at=NOW)
    done = meetings.approve_minutes(meeting=held, digest_seen=proposed.digest, by=owner, at=NOW)
    again = meetings.approve_minutes(meeting=held, digest_seen=proposed.digest, by=owner, at=NOW)
    drain()

    assert done.is_approved
    assert again.approved_at == done.approved_at
    assert done.minutes["topics"][0]["decision"] == "We keep it."
    assert done.minutes["actions"][0]["cost"] == "£380"
    assert {each.digest for each in done.approvals.all()} == {done.digest}
    assert Email.objects.filter(kind="meeting_minutes_approved").count() == 2


def test_sent_back_minutes_are_written_on_again(cast: Cast, held: Meeting) -> None:
    owner, lead = cast.actor(cast.customer_owner), cast.actor(cast.provider_lead)
    first = meetings.propose_minutes(meeting=held, seen=seen_now(held), by=owner, at=NOW)
    with pytest.raises(NotAllowed, match="Send them back"):
        meetings.add_topic(meeting=held, title="Late", by=lead, at=NOW)

    meetings.send_back(meeting=held, by=lead, at=NOW)
    meetings.send_back(meeting=held, by=lead, at=NOW)
    meetings.add_topic(meeting=held, title="Late", by=lead, at=NOW)
    second = meetings.propose_minutes(meeting=held, seen=seen_now(held), by=lead, at=NOW)

    assert first.digest != second.digest
    assert list(Approval.objects.values_list("side", flat=True)) == ["provider"]
    drain()
    assert Email.objects.filter(kind="meeting_minutes_proposed").count() == 1


def test_the_same_minutes_proposed_again_are_told_again(cast: Cast, held: Meeting) -> None:
    lead = cast.actor(cast.provider_lead)
    first = meetings.propose_minutes(meeting=held, seen=seen_now(held), by=lead, at=NOW)
    drain()
    meetings.send_back(meeting=held, by=cast.actor(cast.customer_owner), at=NOW + timedelta(hours=1))
    second = meetings.propose_minutes(meeting=held, seen=seen_now(held), by=lead, at=NOW + timedelta(hours=2))
    drain()

    assert first.digest == second.digest
    told = Email.objects.filter(kind="meeting_minutes_proposed").values_list("to_address", flat=True)
    assert list(told) == [cast.customer_owner.email] * 2


def test_the_other_side_is_told_that_minutes_were_taken_up_again(cast: Cast, held: Meeting) -> None:
    owner, lead = cast.actor(cast.customer_owner), cast.actor(cast.provider_lead)
    meetings.propose_minutes(meeting=held, seen=seen_now(held), by=lead, at=NOW)
    meetings.send_back(meeting=held, by=owner, at=NOW)
    meetings.send_back(meeting=held, by=owner, at=NOW)
    drain()
    meetings.propose_minutes(meeting=held, seen=seen_now(held), by=owner, at=NOW + timedelta(hours=1))
    meetings.send_back(meeting=held, by=owner, at=NOW + timedelta(hours=2))
    meetings.propose_minutes(meeting=held, seen=seen_now(held), by=owner, at=NOW + timedelta(hours=3))
    drain()

    told = Email.objects.get(kind="meeting_minutes_sent_back")
    assert told.to_address == cast.provider_lead.email
    assert f"{cast.customer_owner.name} has taken up the minutes" in told.text


def test_approved_minutes_are_refused_by_actions_and_database(cast: Cast, held: Meeting) -> None:
    topic = held.topics.get()
    approve(held, cast.provider_lead, cast.customer_owner)
    by = cast.actor(cast.provider_lead)

    with pytest.raises(NotAllowed, match="never changed"):
        meetings.edit_topic(topic=topic, edited=token(topic), decision="No.", by=by, at=NOW)
    with pytest.raises(NotAllowed, match="never changed"):
        meetings.send_back(meeting=held, by=by, at=NOW)
    for write in (
        lambda: Meeting.objects.update(place="Elsewhere"),
        lambda: Topic.objects.update(decision="No."),
        lambda: Attendee.objects.update(name="Somebody"),
        lambda: Approval.objects.update(name="Somebody"),
        lambda: make_topic(held),
        lambda: Attendee.objects.create(meeting=held, side="customer", name="Late"),
        lambda: Topic.objects.all().delete(),
        lambda: Approval.objects.all().delete(),
        lambda: _delete_raw(held),
    ):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            write()


def _delete_raw(meeting: Meeting) -> None:
    with connection.cursor() as cursor:
        value = meeting.pk.hex if connection.vendor == "sqlite" else str(meeting.pk)
        cursor.execute("DELETE FROM engagement_meeting WHERE id = %s", [value])
