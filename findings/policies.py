"""What a finding's state allows. Pure: no queries, no clock."""

from datetime import date, timedelta

from core.checks import Severity
from core.errors import NotAllowed
from findings.enums import State
from findings.models import Finding

ACCEPTED_MOST = timedelta(days=366)  # then somebody looks at it again
SNOOZED_MOST, HIGH_SNOOZED_MOST = timedelta(days=90), timedelta(days=30)


def check_open(finding: Finding) -> None:
    """Only what the check still finds can be decided."""
    if finding.closed_at is not None:
        raise NotAllowed("The check does not find this any more, so there is nothing to decide.")


def check_undecided(finding: Finding) -> None:
    """One decision at a time: it is brought back before it is decided anew."""
    check_open(finding)
    if finding.state != State.OPEN:
        word = "accepted" if finding.state == State.ACCEPTED else "snoozed"
        raise NotAllowed(f"This is {word} already. Bring it back first.")


def check_decided(finding: Finding) -> None:
    check_open(finding)
    if finding.state == State.OPEN:
        raise NotAllowed("This is open already.")


def check_acceptable(finding: Finding) -> None:
    """A risk that nobody knows cannot be accepted."""
    check_undecided(finding)
    if finding.is_unknown:
        raise NotAllowed("Facts are missing, so nobody can tell what would be accepted. Enter them, or snooze this.")


def longest_snooze(finding: Finding) -> timedelta:
    """What could cost money or cover now is not put off for long."""
    is_high = finding.severity == Severity.HIGH and not finding.is_unknown
    return HIGH_SNOOZED_MOST if is_high else SNOOZED_MOST


def check_day(until: date, today: date, longest: timedelta) -> None:
    """The day on which it comes back lies ahead, and not too far."""
    if not today < until <= today + longest:
        raise NotAllowed(f"Choose a day after today and within {longest.days} days.")
