"""Plan a meeting, move it, say who comes, call it off."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from accounts.actor import Actor
from accounts.models import Customer, Membership
from core.errors import Conflict
from core.once import made_before
from core.words import moment
from engagement.actions.meetings.agenda import seed
from engagement.actions.meetings.common import check_untouched, hold, mail, note, person_of, snapshot
from engagement.models import Attendee, Meeting
from engagement.permissions import meetings as permissions


@transaction.atomic
def plan_meeting(
    *,
    customer: Customer,
    kind: str,
    starts_at: datetime,
    by: Actor,
    at: datetime,
    about: str = "",
    place: str = "",
    people: Collection[UUID] = (),
    guests: Iterable[tuple[str, str]] = (),
    key: UUID | None = None,
) -> Meeting:
    """A meeting with its agenda, invitations to `people` (ids of members of either side); `guests` are (side, name).

    Sent twice (`key`), it is one.
    """
    permissions.check_can_plan(by)
    Customer.objects.select_for_update(of=("self",)).get(pk=customer.pk)
    if known := made_before(Meeting, key, customer_id=customer.pk, planned_by_id=by.user_id):
        return known
    meeting = Meeting(
        pk=key or uuid4(), customer=customer, kind=kind, about=about, starts_at=starts_at, place=place, planned_at=at,
        planned_by_id=person_of(by),
    )  # fmt: skip
    meeting.save(force_insert=True)
    _set_attendees(meeting, people, guests)
    seed(meeting, at)
    note("meeting_planned", meeting, by, at, f"planned a meeting on {moment(starts_at)}", after=snapshot(meeting))
    mail("meeting_invited", meeting)
    return meeting


@transaction.atomic
def edit_meeting(
    *,
    meeting: Meeting,
    edited: str,
    by: Actor,
    at: datetime,
    people: Collection[UUID],
    guests: Iterable[tuple[str, str]],
    **about: Any,
) -> Meeting:
    """Another time or place, other people. Whoever comes is told of another time or place."""
    meeting = hold(meeting.pk)
    permissions.check_can_write(by, meeting)
    check_untouched(meeting, edited)
    before = snapshot(meeting)
    for name, value in about.items():
        setattr(meeting, name, value)
    after = snapshot(meeting)
    if before != after:
        meeting.save(update_fields=list(about))
    was, now = _set_attendees(meeting, people, guests)
    if before == after and was == now:
        return meeting
    before, after = before | {"attendees": was}, after | {"attendees": now}
    note("meeting_changed", meeting, by, at, f"changed the meeting on {moment(meeting.starts_at)}",
         before=before, after=after)  # fmt: skip
    if meeting.starts_at > at and (before["starts_at"], before["place"]) != (after["starts_at"], after["place"]):
        mail("meeting_moved", meeting, key=f"{at:%Y%m%d%H%M%S}")
    return meeting


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, by: Actor, at: datetime) -> Meeting:
    """It does not take place; whoever was to come is told."""
    meeting = hold(meeting.pk)
    permissions.check_can_write(by, meeting)
    meeting.cancelled_at, meeting.cancelled_by_id = at, person_of(by)
    meeting.save(update_fields=["cancelled_at", "cancelled_by"])
    note("meeting_cancelled", meeting, by, at, f"called off the meeting on {moment(meeting.starts_at)}")
    mail("meeting_cancelled", meeting)
    return meeting


def _set_attendees(
    meeting: Meeting, people: Collection[UUID], guests: Iterable[tuple[str, str]]
) -> tuple[list[str], list[str]]:
    """Who comes, anew; the names before and after."""
    was = sorted(meeting.attendees.values_list("name", flat=True))
    here = Membership.objects.live().reaching(meeting.customer).filter(user__in=people).select_related("user")
    # Somebody who is on both sides comes for the customer.
    sides = {each.user: each.side for each in here.order_by("-provider", "pk")}
    if not sides and not guests:
        raise Conflict("Say who comes: at least one person.")
    meeting.attendees.all().delete()
    named = [Attendee(meeting=meeting, side=side, person=user, name=user.name) for user, side in sides.items()]
    named += [Attendee(meeting=meeting, side=side, name=name) for side, name in guests]
    Attendee.objects.bulk_create(named)
    return was, sorted(each.name for each in named)
