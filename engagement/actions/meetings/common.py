"""What every change of a meeting shares: the lock, the line in the history, the letter."""

from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.actor import Actor
from audit.record import record
from background.jobs import enqueue
from core.errors import Conflict, NotAllowed
from core.snapshots import Snapshots
from engagement.models import Meeting, Topic

_kept = Snapshots(
    {
        Meeting: ("kind", "about", "starts_at", "place"),
        Topic: ("title", "fact", "notes", "decision"),
    }
)
snapshot, token, check_untouched = _kept.snapshot, _kept.token, _kept.check_untouched


def hold(pk: UUID) -> Meeting:
    """The meeting as it is now, kept from others until the transaction ends."""
    meetings = Meeting.objects.select_for_update(of=("self",)).select_related("customer__provider")
    return meetings.get(pk=pk)


def hold_topic(topic: Topic) -> Topic:
    """The topic with its meeting, as they are now."""
    meeting = hold(topic.meeting_id)
    found = Topic.objects.select_for_update(of=("self",)).filter(pk=topic.pk).first()
    if found is None:
        raise Conflict("Somebody else removed this topic in the meantime. Nothing was changed.")
    found.meeting = meeting
    return found


def person_of(by: Actor) -> UUID:
    """Meetings are people's."""
    if by.user_id is None:
        raise NotAllowed("Only a person can do this.")
    return by.user_id


def note(verb: str, meeting: Meeting, by: Actor, at: datetime, says: str, **more: Any) -> None:
    """A line in the customer's history."""
    record(verb, target=meeting, by=by, at=at, says=says, customer_id=meeting.customer_id, **more)


def mail(name: str, meeting: Meeting, *, key: object = "") -> None:
    """Ask for a letter about the meeting; one for each `key`."""
    enqueue(
        f"engagement.email_{name}", key=f"engagement.email_{name}:{meeting.pk}:{key}",
        provider_id=meeting.customer.provider_id, customer_id=meeting.customer_id, meeting_id=meeting.pk,
        stamp=str(key),
    )  # fmt: skip
