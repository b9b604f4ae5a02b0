"""Meetings of the quarter: what was decided and promised, from the minutes that both sides approved."""

from uuid import UUID

from django.utils import timezone

from advice.models import Action
from core.words import day
from engagement.minutes import Minutes, Promised, read
from engagement.models import Meeting
from reports.gather.scope import Scope
from reports.meetings import Agreed, Decided, Held, Meetings


def meetings_of(scope: Scope) -> Meetings:
    """Those that began in the quarter, before the cut-off; two queries. Minutes count from their approval on."""
    began = Meeting.objects.visible_to(scope.reader).of_customer(scope.customer).filter(
        starts_at__gte=scope.starts_at, starts_at__lt=scope.cut_off_at, cancelled_at=None
    )  # fmt: skip
    rows = list(began.order_by("starts_at", "pk"))
    approved = [
        (row, read(row.minutes))
        for row in rows
        if row.minutes is not None and row.approved_at is not None and row.approved_at <= scope.cut_off_at
    ]
    ids = [each.id for _, minutes in approved for each in minutes.actions]
    actions = Action.objects.visible_to(scope.reader).filter(pk__in=ids).in_bulk() if ids else {}
    known = {row.pk for row, _ in approved}
    return Meetings(
        held=tuple(_held(row, minutes, actions, scope) for row, minutes in approved),
        unapproved=tuple(str(row) for row in rows if row.pk not in known),
    )


def _held(row: Meeting, minutes: Minutes, actions: dict[UUID, Action], scope: Scope) -> Held:
    return Held(
        title=minutes.title,
        starts_at=row.starts_at,
        attendees=tuple(f"{each.name}, {each.party}" for each in minutes.attendees),
        decisions=tuple(Decided(each.title, each.decision) for each in minutes.topics if each.decision),
        actions=tuple(_agreed(each, actions.get(UUID(each.id)), scope) for each in minutes.actions),
        digest=row.digest,
    )


def _agreed(promised: Promised, action: Action | None, scope: Scope) -> Agreed:
    who = f"{promised.person}, {promised.party}" if promised.person else promised.party
    return Agreed(promised.text, who, promised.due_on, promised.cost, _stands(action, scope))


def _stands(action: Action | None, scope: Scope) -> str:
    if action is None:
        return "Not known"
    if action.closed_at is not None and action.closed_at <= scope.cut_off_at:
        word = "Done" if action.is_done else "Dropped"
        return f"{word} on {day(timezone.localdate(action.closed_at))}: {action.closing}"
    return "Overdue" if action.due_on < scope.today else "To do"
