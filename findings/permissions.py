"""Who may do what with a finding. Pure; see docs/adr/0014-who-accepts-a-risk.md."""

from accounts.actor import Actor, check_may
from accounts.enums import Permission
from core.checks import Severity
from core.errors import NotAllowed
from findings import policies
from findings.enums import State
from findings.models import Finding


def check_can_see(actor: Actor, finding: Finding) -> None:
    """Anybody who works with findings says that the own side has seen it."""
    check_may(actor, Permission.FINDING_SEE)
    policies.check_open(finding)


def check_can_snooze(actor: Actor, finding: Finding) -> None:
    """Either side puts off what it cannot settle now; both read who did and why."""
    check_may(actor, Permission.FINDING_SNOOZE)
    policies.check_undecided(finding)


def check_can_accept(actor: Actor, finding: Finding) -> None:
    """What could cost the customer money or cover is the customer's to accept, once it can read of it."""
    check_may(actor, Permission.FINDING_ACCEPT)
    policies.check_acceptable(finding)
    _check_side(actor, finding)


def check_can_wake(actor: Actor, finding: Finding) -> None:
    """Whoever may decide it brings it back; what a customer accepted, its own side alone."""
    accepted = finding.state == State.ACCEPTED
    check_may(actor, Permission.FINDING_ACCEPT if accepted else Permission.FINDING_SNOOZE)
    policies.check_decided(finding)
    if accepted and actor.is_provider and finding.decided_side == "customer":
        raise NotAllowed("The customer accepted this: only its owner can bring it back.")


def _check_side(actor: Actor, finding: Finding) -> None:
    if actor.is_provider and finding.is_published and finding.severity == Severity.HIGH:
        raise NotAllowed("This could cost the customer money or cover: only its owner can accept it.")
