"""What the database refuses of meetings and feedback."""

import pytest
from django.db import IntegrityError, transaction

from engagement.models import Approval, Attendee, Feedback, Meeting, Topic
from tests.cast import NOW, Cast
from tests.factories.meetings import make_feedback, make_meeting, make_topic, propose


@pytest.fixture
def held(cast: Cast) -> Meeting:
    people = ((cast.provider_lead, "provider"), (cast.customer_owner, "customer"))
    return make_meeting(cast.customer, cast.provider_lead, *people)


BROKEN = {
    "proposed_is_frozen": lambda m, c: Meeting.objects.update(digest="ab"),
    "approved_was_proposed": lambda m, c: Meeting.objects.update(approved_at=NOW),
    "cancelled_has_no_minutes": lambda m, c: (
        propose(m, c.provider_lead) and Meeting.objects.update(cancelled_at=NOW, cancelled_by=c.provider_lead)
    ),
    "cancelled_paired": lambda m, c: Meeting.objects.update(cancelled_at=NOW),
    "proposed_paired": lambda m, c: Meeting.objects.update(proposed_at=NOW, digest="ab", minutes={}),
    "kind_known": lambda m, c: Meeting.objects.update(kind="party"),
    "attendee_person_once": lambda m, c: Attendee.objects.create(
        meeting=m, person=c.provider_lead, name="T", side="provider"
    ),
    "attendee_has_name": lambda m, c: Attendee.objects.update(name=""),
    "attendee_side_known": lambda m, c: Attendee.objects.update(side="both"),
    "topic_source_once": lambda m, c: [make_topic(m, source="views", source_id=m.pk) for _ in range(2)],
    "topic_has_title": lambda m, c: Topic.objects.update(title=""),
    "topic_source_whole": lambda m, c: Topic.objects.update(source="views"),
    "topic_source_known": lambda m, c: Topic.objects.update(source="gossip", source_id=m.pk),
    "topic_dropped_paired": lambda m, c: Topic.objects.update(dropped_at=NOW),
    "approval_side_once": lambda m, c: [_approval(m, c) for _ in range(2)],
    "approval_has_digest": lambda m, c: _approval(m, c, digest=""),
    "approval_side_known": lambda m, c: _approval(m, c, side="both"),
    "feedback_once": lambda m, c: [make_feedback(c.customer, c.customer_owner, m) for _ in range(2)],
    "feedback_helped_known": lambda m, c: make_feedback(c.customer, c.customer_owner, m, helped=5),
    "feedback_silent_has_no_words": lambda m, c: make_feedback(c.customer, c.customer_owner, m, helped=None, words="x"),
    "feedback_about_known": lambda m, c: make_feedback(c.customer, c.customer_owner, m, about="weather"),
}


def _approval(meeting: Meeting, cast: Cast, **about: str) -> Approval:
    values = {"side": "provider", "digest": "ab"} | about
    return Approval.objects.create(
        meeting=meeting, approved_at=NOW, approved_by=cast.provider_lead, name="Tom", **values
    )


@pytest.mark.parametrize("rule", BROKEN)
def test_database_refuses(cast: Cast, held: Meeting, rule: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        BROKEN[rule](held, cast)
    assert not Feedback.objects.exists()
