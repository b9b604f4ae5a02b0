"""What people do about a finding: say they have seen it, accept it, put it off, bring it back."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor
from audit.record import record
from core.words import day
from findings import permissions, policies
from findings.actions.counting import recount
from findings.actions.refreshing import DECIDED, undecide
from findings.enums import Deed, State
from findings.models import Finding, Step


@transaction.atomic
def see_finding(*, finding: Finding, by: Actor, at: datetime) -> Finding:
    """Say that one has seen it. A second time changes nothing."""
    finding = _locked(finding)
    permissions.check_can_see(by, finding)
    if not finding.steps.filter(deed=Deed.SEEN, by=by.user_id).exists():
        _step(finding, Deed.SEEN, by, at, says="saw")
    return finding


@transaction.atomic
def accept_finding(*, finding: Finding, by: Actor, at: datetime, reason: str, review_on: date) -> Finding:
    """Live with it until a day on which it is looked at again."""
    finding = _locked(finding)
    permissions.check_can_accept(by, finding)
    policies.check_day(review_on, timezone.localdate(at), policies.ACCEPTED_MOST)
    _decide(finding, State.ACCEPTED, by, at, reason, review_on)
    return _step(finding, Deed.ACCEPTED, by, at, says=f"accepted until {day(review_on)}")


@transaction.atomic
def snooze_finding(*, finding: Finding, by: Actor, at: datetime, reason: str, until_on: date) -> Finding:
    """Put it off until a day."""
    finding = _locked(finding)
    permissions.check_can_snooze(by, finding)
    policies.check_day(until_on, timezone.localdate(at), policies.longest_snooze(finding))
    _decide(finding, State.SNOOZED, by, at, reason, until_on)
    return _step(finding, Deed.SNOOZED, by, at, says=f"snoozed until {day(until_on)}")


@transaction.atomic
def wake_finding(*, finding: Finding, by: Actor, at: datetime) -> Finding:
    """Bring it back before its day."""
    finding = _locked(finding)
    permissions.check_can_wake(by, finding)
    undecide(finding)
    finding.save(update_fields=DECIDED)
    recount(finding.customer_id)
    return _step(finding, Deed.WOKEN, by, at, says="brought back")


def _locked(finding: Finding) -> Finding:
    rows = Finding.objects.select_for_update(of=("self",)).select_related("customer__provider")
    return rows.get(pk=finding.pk)


def _decide(finding: Finding, state: State, by: Actor, at: datetime, reason: str, until_on: date) -> None:
    finding.state, finding.until_on, finding.reason = state, until_on, reason
    finding.decided_at, finding.decided_by_id, finding.decided_side = at, by.user_id, by.side
    finding.save(update_fields=DECIDED)
    recount(finding.customer_id)


def _step(finding: Finding, deed: Deed, by: Actor, at: datetime, *, says: str) -> Finding:
    """Put it down with the finding and in the log; what the customer cannot read of stays internal there too."""
    about: dict[str, Any] = {"reason": finding.reason, "until_on": finding.until_on} if deed in State.values else {}
    Step.objects.create(finding=finding, deed=deed, at=at, by_id=by.user_id, side=by.side, **about)
    record(
        f"finding_{deed}",
        target=finding,
        by=by,
        at=at,
        says=f"{says}: “{finding.label}” ({finding.check_id})",
        customer_id=finding.customer_id,
        after=about,
        is_internal=not finding.is_published,
    )
    return finding
