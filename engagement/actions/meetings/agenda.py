"""The agenda: seeded with facts, brought up to date, written on, put in order."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max

from accounts.actor import Actor
from audit.record import differences
from core.once import made_before
from core.words import count
from engagement.actions.meetings.common import check_untouched, hold, hold_topic, note, person_of, snapshot
from engagement.agenda import agenda
from engagement.models import Meeting, Topic
from engagement.permissions import meetings as permissions
from engagement.queries.agenda import seeds_of
from engagement.queries.promised import last_before
from engagement.vocabulary import HEADINGS, Source

SAID, WITH_MINUTES = ("notes", "decision"), "(to be read with the minutes)"
NOTHING_TO_DECIDE = "Talked about; nothing to decide."


def seed(meeting: Meeting, at: datetime) -> list[Topic]:
    """Put what is worth talking about now on the agenda, but for what was on it before (kept or dropped)."""
    known = {(source, pk) for source, pk in meeting.topics.values_list("source", "source_id") if pk}
    new = [
        Topic(source=one.source, source_id=one.source_id, title=one.title, fact=one.fact, path=one.path)
        for one in agenda(seeds_of(meeting, at), known)
    ]
    new += [Topic(title=one.title, fact=one.fact) for one in _left_over(meeting, at)]
    for position, topic in enumerate(new, _last_position(meeting) + 1):
        topic.meeting, topic.position, topic.added_at = meeting, position, at
    return Topic.objects.bulk_create(new)


def _left_over(meeting: Meeting, at: datetime) -> list[Topic]:
    """What somebody put on the agenda of the meeting before and nobody came to talk about; facts come by themselves."""
    before = last_before(meeting, at)
    if before is None:
        return []
    known = set(meeting.topics.filter(source=Source.OWN).values_list("title", flat=True))
    left = before.topics.waiting().filter(source=Source.OWN)
    return [each for each in left.order_by("position", "pk") if each.title not in known]


@transaction.atomic
def refresh_agenda(*, meeting: Meeting, by: Actor, at: datetime) -> list[Topic]:
    """Add what has come up since; what people wrote, dropped or put in order stays as it is."""
    meeting = hold(meeting.pk)
    permissions.check_can_write(by, meeting)
    new = seed(meeting, at)
    if new:
        says = f"brought an agenda up to date: {count(len(new), 'new topic')}"
        note("agenda_refreshed", meeting, by, at, says, after={"topics": [each.title for each in new]})
    return new


@transaction.atomic
def add_topic(
    *, meeting: Meeting, title: str, by: Actor, at: datetime, fact: str = "", key: UUID | None = None
) -> Topic:
    """Something of one's own. Sent twice (`key`), it is one."""
    meeting = hold(meeting.pk)
    permissions.check_can_write(by, meeting)
    if known := made_before(Topic, key, meeting_id=meeting.pk):
        return known
    topic = Topic.objects.create(
        pk=key or uuid4(), meeting=meeting, position=_last_position(meeting) + 1, title=title, fact=fact, added_at=at
    )
    note("topic_added", meeting, by, at, f"put on the agenda: {title}")
    return topic


@transaction.atomic
def edit_topic(*, topic: Topic, edited: str, by: Actor, at: datetime, **about: str) -> Topic:
    """Say it differently; write down what was said and decided."""
    topic = hold_topic(topic)
    permissions.check_can_write_on(by, topic)
    check_untouched(topic, edited)
    was = snapshot(topic)
    for name, value in about.items():
        setattr(topic, name, value)
    before, after = differences(was, snapshot(topic))
    if after:
        topic.save(update_fields=list(after))
        says = f"wrote down a decision about {topic}" if "decision" in after else f"wrote about {topic}"
        note("topic_written", topic.meeting, by, at, says, before=_told(before), after=_told(after))
    return topic


@transaction.atomic
def pass_topic(*, topic: Topic, by: Actor, at: datetime) -> Topic:
    """Talked about, and there was nothing to decide. What somebody has written about it stays."""
    topic = hold_topic(topic)
    permissions.check_can_write_on(by, topic)
    if not topic.is_settled:
        topic.notes = NOTHING_TO_DECIDE
        topic.save(update_fields=["notes"])
        note("topic_written", topic.meeting, by, at, f"wrote about {topic}", after=_told({"notes": topic.notes}))
    return topic


@transaction.atomic
def move_topic(*, topic: Topic, up: bool, by: Actor, at: datetime) -> Topic:
    """One place up or down under its heading, among what is still to be talked about; at the edge nothing happens."""
    topic = hold_topic(topic)
    permissions.check_can_write_on(by, topic)
    alike = [source for source, heading in HEADINGS.items() if heading == topic.heading]
    others = topic.meeting.topics.waiting().filter(source__in=alike)
    side = others.filter(position__lt=topic.position) if up else others.filter(position__gt=topic.position)
    other = side.order_by("-position" if up else "position", "pk").first()
    if other is not None:
        topic.position, other.position = other.position, topic.position
        Topic.objects.bulk_update([topic, other], ["position"])
        note("agenda_ordered", topic.meeting, by, at, f"moved {topic} {'up' if up else 'down'} on the agenda")
    return topic


@transaction.atomic
def drop_topic(*, topic: Topic, is_dropped: bool, by: Actor, at: datetime) -> Topic:
    """Take it off the agenda, or put it back."""
    topic = hold_topic(topic)
    permissions.check_can_write(by, topic.meeting)
    if (topic.dropped_at is not None) != is_dropped:
        if is_dropped:
            permissions.check_can_leave_out(by, topic)
        topic.dropped_at, topic.dropped_by_id = (at, person_of(by)) if is_dropped else (None, None)
        topic.save(update_fields=["dropped_at", "dropped_by"])
        note("topic_dropped" if is_dropped else "topic_put_back", topic.meeting, by, at,
             f"took {topic} off the agenda" if is_dropped else f"put {topic} back on the agenda")  # fmt: skip
    return topic


def _told(values: dict[str, Any]) -> dict[str, Any]:
    """For the history, which everybody reads: what was said and decided is read with the minutes, once proposed."""
    return {name: WITH_MINUTES if value and name in SAID else value for name, value in values.items()}


def _last_position(meeting: Meeting) -> int:
    return meeting.topics.aggregate(last=Max("position"))["last"] or 0
