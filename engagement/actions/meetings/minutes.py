"""Minutes: proposed by either side, approved by both, then fixed for ever."""

from datetime import datetime

from django.db import transaction

from accounts.actor import Actor
from background.jobs import enqueue
from core.errors import Conflict
from core.words import moment
from engagement.actions.meetings.common import hold, mail, note, person_of
from engagement.minutes import plain
from engagement.models import Approval, Meeting
from engagement.permissions import meetings as permissions
from engagement.queries.minutes import minutes_of, seen_now

WRITTEN = (
    "Somebody has written on this meeting since you opened its page. Read it again below before you propose the "
    "minutes: you approve them for your side."
)
CHANGED = "The minutes have been changed since you read them. Read them again before you approve."


@transaction.atomic
def propose_minutes(*, meeting: Meeting, seen: str, by: Actor, at: datetime) -> Meeting:
    """Freeze the minutes and put them to the other side. A second click changes nothing.

    Whoever proposes approves for its own side: `seen` says what the proposer has read (`seen_of`).
    """
    meeting = hold(meeting.pk)
    if meeting.proposed_at is not None and meeting.proposed_by_id == by.user_id:
        return meeting
    permissions.check_can_propose(by, meeting, has_begun=meeting.starts_at <= at)
    if seen != seen_now(meeting):
        raise Conflict(WRITTEN)
    minutes = minutes_of(meeting, at)
    meeting.minutes, meeting.digest = plain(minutes), minutes.digest
    meeting.proposed_at, meeting.proposed_by_id = at, person_of(by)
    meeting.save(update_fields=["minutes", "digest", "proposed_at", "proposed_by"])
    _approve(meeting, by, at)
    says = f"proposed the minutes of {moment(meeting.starts_at)}"
    note("minutes_proposed", meeting, by, at, says, after={"digest": meeting.digest})
    mail("meeting_minutes_proposed", meeting, key=meeting.round)
    return meeting


@transaction.atomic
def approve_minutes(*, meeting: Meeting, digest_seen: str, by: Actor, at: datetime) -> Meeting:
    """The other side says that they are right; then nobody changes them any more. A second click changes nothing."""
    meeting = hold(meeting.pk)
    if meeting.is_approved:
        return meeting
    permissions.check_can_approve(by, meeting, set(meeting.approvals.values_list("side", flat=True)))
    if digest_seen != meeting.digest:
        raise Conflict(CHANGED)
    _approve(meeting, by, at)
    says = f"approved the minutes of {moment(meeting.starts_at)}"
    note("minutes_approved", meeting, by, at, says, after={"digest": meeting.digest})
    if meeting.approvals.count() == len(("provider", "customer")):
        meeting.approved_at = at
        meeting.save(update_fields=["approved_at"])
        mail("meeting_minutes_approved", meeting)
    return meeting


@transaction.atomic
def send_back(*, meeting: Meeting, by: Actor, at: datetime) -> Meeting:
    """Take them up again; what was approved so far is void, and the other side is told."""
    meeting = hold(meeting.pk)
    if meeting.proposed_at is None:
        return meeting
    permissions.check_can_send_back(by, meeting)
    before, round_ = {"digest": meeting.digest}, meeting.round
    approved = meeting.approvals.exclude(side=by.side).first()
    meeting.approvals.all().delete()
    meeting.minutes, meeting.digest, meeting.proposed_at, meeting.proposed_by = None, "", None, None
    meeting.save(update_fields=["minutes", "digest", "proposed_at", "proposed_by"])
    says = f"took the minutes of {moment(meeting.starts_at)} up again"
    note("minutes_sent_back", meeting, by, at, says, before=before)
    _tell_sent_back(meeting, round_, by, approved)
    return meeting


def _tell_sent_back(meeting: Meeting, stamp: str, by: Actor, approved: Approval | None) -> None:
    """Tell whoever had approved for the other side, or was asked to."""
    name = "engagement.email_meeting_minutes_sent_back"
    enqueue(
        name, key=f"{name}:{meeting.pk}:{stamp}", provider_id=meeting.customer.provider_id,
        customer_id=meeting.customer_id, meeting_id=meeting.pk, stamp=stamp, by_id=person_of(by),
        side="provider" if by.is_customer else "customer",
        approved_id=approved.approved_by_id if approved else None,
    )  # fmt: skip


def _approve(meeting: Meeting, by: Actor, at: datetime) -> None:
    Approval.objects.create(
        meeting=meeting, side=by.side, approved_at=at, approved_by_id=person_of(by), name=by.name, digest=meeting.digest
    )
