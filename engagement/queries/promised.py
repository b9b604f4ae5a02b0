"""What meetings end in: the actions of this one, those of the one before, and what is open from earlier."""

from datetime import datetime

from advice.enums import Progress
from advice.models import Action, ActionQuerySet
from engagement.models import Meeting

ORIGIN = "meeting"


def agreed_at(meeting: Meeting) -> ActionQuerySet:
    """What this meeting ended in."""
    return Action.objects.of_customer(meeting.customer_id).from_origin(ORIGIN, meeting.pk)


def counted(meeting: Meeting) -> int:
    """How many of the three actions are taken."""
    return agreed_at(meeting).exclude(state=Progress.DROPPED).count()


def carried_to(meeting: Meeting) -> ActionQuerySet:
    """What is open from before, by its day."""
    found = Action.objects.of_customer(meeting.customer_id).open()
    return found.exclude(origin_kind=ORIGIN, origin_id=meeting.pk)


def last_before(meeting: Meeting, now: datetime) -> Meeting | None:
    """The meeting before this one that has begun and was not called off."""
    before = Meeting.objects.of_customer(meeting.customer_id).filter(cancelled_at=None)
    return before.filter(starts_at__lt=min(meeting.starts_at, now)).order_by("-starts_at", "pk").first()
