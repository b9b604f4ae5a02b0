"""Since last time: what was promised."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Q, QuerySet

from advice.enums import Progress
from advice.models import Action
from core.addresses import address
from core.words import count, per_cent
from engagement.education import completion, whole_percent
from engagement.queries.asking import Asking
from engagement.queries.promised import ORIGIN
from engagement.queries.summary.point import Point, tells


def _asks(asking: Asking) -> Sequence[QuerySet[Any]]:
    """What the meeting before ended in, and whatever is overdue."""
    earlier = Q(origin_kind=ORIGIN, origin_id=asking.before.pk) if asking.before else Q(pk=None)
    known = Action.objects.visible_to(asking.reader).of_customer(asking.customer)
    found = known.filter(earlier & ~Q(state=Progress.DROPPED) | Q(state=Progress.OPEN, due_on__lt=asking.today))
    return (found.only("state", "due_on", "origin_kind", "origin_id"),)


@tells(_asks)
def promised(asking: Asking, actions: list[Action]) -> Iterator[Point]:
    """Of what the meeting before ended in, how much is done; and what is overdue of everything."""
    before, path = asking.before, address("advice:action-list", asking.customer.slug)
    earlier = [each for each in actions if before and _came_of(each, before.pk)]
    late = sum(each.is_overdue(asking.today) and not _came_of(each, asking.meeting.pk) for each in actions)
    done = sum(each.is_done for each in earlier)
    percent = whole_percent(completion(done, len(earlier)))
    if before is None or percent is None:
        said = f"{count(late, 'action')} overdue" if late else ""
    else:
        path = f"{before.get_absolute_url()}#actions"
        said = f"{done} of {count(len(earlier), 'action')} done, {per_cent(percent)}"
        said += f"; {late} overdue in all" if late else ""
    yield Point("Promised last time", said, path)


def _came_of(action: Action, meeting: Any) -> bool:
    return (action.origin_kind, action.origin_id) == (ORIGIN, meeting)
