"""What meetings end in: the actions of this one, those of the one before, and what is open from earlier."""

from datetime import datetime

from django.db.models import Q

from advice.enums import Progress
from advice.models import Action, ActionQuerySet
from engagement.models import Meeting

ORIGIN = "meeting"
NO_COST = "cost not known"


def agreed_at(meeting: Meeting) -> ActionQuerySet:
    """What this meeting ended in."""
    return Action.objects.of_customer(meeting.customer_id).from_origin(ORIGIN, meeting.pk)


def counted(meeting: Meeting) -> int:
    """How many of the three actions are taken."""
    return agreed_at(meeting).exclude(state=Progress.DROPPED).count()


def promises_at(meeting: Meeting) -> tuple[list[Action], list[Action]]:
    """What this meeting ended in and what is open from before, each by its day. One query."""
    own = Q(origin_kind=ORIGIN, origin_id=meeting.pk)
    found = Action.objects.of_customer(meeting.customer_id).filter(own | Q(state=Progress.OPEN))
    rows = list(found.select_related("person").order_by("due_on", "pk"))
    for row in rows:
        row.customer = meeting.customer
    mine = [row for row in rows if (row.origin_kind, row.origin_id) == (ORIGIN, meeting.pk)]
    return mine, [row for row in rows if row not in mine]


def last_before(meeting: Meeting, now: datetime) -> Meeting | None:
    """The meeting before this one that has begun and was not called off."""
    before = Meeting.objects.of_customer(meeting.customer_id).filter(cancelled_at=None)
    return before.filter(starts_at__lt=min(meeting.starts_at, now)).order_by("-starts_at", "pk").first()
