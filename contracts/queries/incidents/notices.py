"""Who has to be told of an incident, as a reader sees it, and what waits for a side."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.enums import Side
from contracts.incidents import permissions
from contracts.incidents.clocks import clock
from contracts.incidents.kinds import Whom
from contracts.incidents.sheet import Claim, Notice
from contracts.incidents.wording import Told, by_when, left
from contracts.insurance.kinds import NoticeKind
from contracts.models import Incident, Notification, PolicyNotice
from core.errors import allowed
from core.words import pounds

LINKS = ("policy__provider", "policy__customer", "notice", "done_by", "not_needed_by")


def notifications_of(incident: Incident, reader: Actor) -> list[Notification]:
    """What waits first, by its clock; then what is settled. One query."""
    found = list(Notification.objects.visible_to(reader).filter(incident=incident).select_related(*LINKS))
    for one in found:
        one.incident = incident
    return most_urgent_first(found)


def notices_of(found: list[Notification], reader: Actor, now: datetime) -> tuple[Notice, ...]:
    """The same in words."""
    return tuple(_notice(one, reader, now) for one in found)


def told_of(notification: Notification, now: datetime) -> Told:
    """Whoever waits, as a sentence names them."""
    due = notification.due_at
    return Told(notification.named, clock(due, now) if due else None)


def waiting_for_side(reader: Actor, customer: Any) -> QuerySet[Notification]:
    """What the reader's side of a customer has to tell somebody, each with its incident."""
    side = reader.party
    waiting = Notification.objects.visible_to(reader).waiting()
    return waiting.filter(incident__customer=customer, owed_by=side).select_related("incident")


def most_urgent_first(notifications: Iterable[Notification]) -> list[Notification]:
    """By their clocks, those that wait before those that are settled (incidents loaded beforehand)."""
    return sorted(notifications, key=_urgency)


def _urgency(one: Notification) -> tuple[bool, bool, datetime, str]:
    return not one.is_waiting, one.due_at is None, one.due_at or one.incident.aware_at, str(one.pk)


def _notice(one: Notification, reader: Actor, now: datetime) -> Notice:
    due = clock(one.due_at, now) if one.due_at and one.is_waiting else None
    return Notice(
        pk=one.pk,
        name="The ICO" if one.whom == Whom.ICO else str(one),
        term=Whom(one.whom).term if one.policy is None else f"{Whom.INSURER.term} {one.policy.number}",
        owes=_owes(one, reader),
        rule=one.rule,
        state=_state(one, is_late=due is not None and due.is_late),
        by=by_when(one.due_at) if one.due_at else "",
        left=left(due) if due else "",
        said=_said(one),
        reference=one.reference,
        hotline=one.policy.hotline if one.policy else "",
        claim=_claim(one, one.notice) if one.notice else None,
        may_tell=allowed(permissions.check_can_tell, reader, one),
        may_record=allowed(permissions.check_can_record, reader, one),
        may_take_back=allowed(permissions.check_can_take_back, reader, one),
    )


def _owes(one: Notification, reader: Actor) -> str:
    """Who tells them."""
    customer = one.incident.customer
    if one.owed_by == Side.PROVIDER:
        return f"{customer.provider.name} tells them."
    return "You tell them." if reader.is_customer else f"{customer.name} tells them."


def _state(one: Notification, *, is_late: bool) -> str:
    if one.done_at is not None:
        return "done"
    if one.not_needed_at is not None:
        return "not needed"
    return "late" if is_late else "waiting"


def _said(one: Notification) -> str:
    if one.done_at is not None and one.done_by is not None:
        late = " Later than the rule asks." if one.due_at and one.done_at > one.due_at else ""
        return f"Told on {by_when(one.done_at)}; recorded by {one.done_by.name}.{late}"
    if one.not_needed_by is not None:
        return f"Not needed, says {one.not_needed_by.name}: {one.reason}"
    return ""


def _claim(one: Notification, notice: PolicyNotice) -> Claim:
    return Claim(
        kind=NoticeKind(notice.kind).label,
        notified_on=notice.notified_on,
        reference=notice.insurer_reference,
        reserved=pounds(notice.reserved) if notice.reserved is not None else "",
        paid=pounds(notice.paid) if notice.paid else "",
        is_closed=notice.is_closed,
        url=f"{one.policy.get_absolute_url()}#claims" if one.policy else "",
    )
