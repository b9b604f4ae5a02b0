"""Meetings for tests, each valid with nothing said about it."""

from datetime import datetime, timedelta
from typing import Any

from accounts.models import Customer, User
from engagement.minutes import Minutes, plain
from engagement.models import Approval, Attendee, Feedback, Meeting, Topic
from tests.cast import NOW


def make_meeting(customer: Customer, by: User, *people: tuple[User, str], **about: Any) -> Meeting:
    """Held two hours ago, with one topic; `people` are (person, side)."""
    about = {"starts_at": NOW - timedelta(hours=2), "planned_at": NOW - timedelta(days=9), "planned_by": by} | about
    meeting = Meeting.objects.create(customer=customer, **about)
    for person, side in people or ((by, "provider"),):
        Attendee.objects.create(meeting=meeting, person=person, side=side, name=person.name)
    make_topic(meeting)
    return meeting


def make_topic(meeting: Meeting, **about: Any) -> Topic:
    position = meeting.topics.count() + 1
    values = {"position": position, "title": f"Topic {position}", "fact": "So it stands.", "added_at": NOW} | about
    return Topic.objects.create(meeting=meeting, **values)


def propose(meeting: Meeting, by: User, at: datetime = NOW) -> Meeting:
    """Its minutes are with both sides; `by` has not approved them."""
    minutes = Minutes(
        provider=meeting.customer.provider.name, customer=meeting.customer.name, title=meeting.title, kind="Review",
        starts_at="23 Nov 2026, 09:30", place="", attendees=(), summary=(), topics=(), actions=(), carried=(),
    )  # fmt: skip
    meeting.minutes, meeting.digest = plain(minutes), minutes.digest
    meeting.proposed_at, meeting.proposed_by = at, by
    meeting.save()
    return meeting


def approve(meeting: Meeting, provider: User, customer: User, at: datetime = NOW) -> Meeting:
    """Both sides have approved."""
    propose(meeting, provider, at)
    for side, person in (("provider", provider), ("customer", customer)):
        Approval.objects.create(
            meeting=meeting, side=side, approved_at=at, approved_by=person, name=person.name, digest=meeting.digest
        )
    meeting.approved_at = at
    meeting.save()
    return meeting


def make_feedback(customer: Customer, person: User, subject: Any, **about: Any) -> Feedback:
    values = {"about": "meeting", "title": str(subject), "helped": 4, "given_at": NOW} | about
    return Feedback.objects.create(customer=customer, person=person, subject_id=subject.pk, **values)
