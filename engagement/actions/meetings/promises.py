"""What a meeting ends in: at most three actions; and what is open from before."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.models import User
from advice.actions.actions import Origin, add_action, drop_action, finish_action
from advice.models import Action
from core.errors import NotAllowed
from core.once import made_before
from engagement.actions.meetings.common import hold
from engagement.models import Meeting
from engagement.permissions import meetings as permissions
from engagement.queries.promised import ORIGIN, counted

TAKEN_BACK = "Taken back while the minutes were written."


@transaction.atomic
def promise(
    *,
    meeting: Meeting,
    text: str,
    owed_by: str,
    due_on: date,
    by: Actor,
    at: datetime,
    who: User | None = None,
    cost: Decimal | None = None,
    key: UUID | None = None,
) -> Action:
    """Agree who does what by when."""
    meeting = hold(meeting.pk)
    if known := made_before(Action, key, origin_id=meeting.pk, added_by_id=by.user_id):
        return known
    permissions.check_can_promise(by, meeting, counted(meeting))
    return add_action(
        customer=meeting.customer, text=text, owed_by=owed_by, due_on=due_on, who=who, cost=cost,
        origin=Origin(ORIGIN, meeting.pk, str(meeting)), key=key, by=by, at=at,
    )  # fmt: skip


@transaction.atomic
def take_back(*, meeting: Meeting, action: Action, by: Actor, at: datetime) -> Action:
    """An action of this meeting that is not meant after all, while its minutes are written."""
    meeting = hold(meeting.pk)
    permissions.check_can_write(by, meeting)
    if (action.origin_kind, action.origin_id) != (ORIGIN, meeting.pk):
        raise NotAllowed("This action was not agreed at this meeting.")
    return drop_action(action=action, closing=TAKEN_BACK, by=by, at=at, is_told=False)


@transaction.atomic
def finish_carried(*, meeting: Meeting, action: Action, closing: str, by: Actor, at: datetime) -> Action:
    """Something promised before is done, said at the meeting."""
    if action.customer_id != meeting.customer_id:
        raise NotAllowed("This action belongs to another customer.")
    return finish_action(action=action, closing=closing, by=by, at=at)
