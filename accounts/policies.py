"""What the state allows, whoever asks. Pure: no queries, no clock."""

from datetime import datetime

from accounts.enums import ROLES, Role, Side
from accounts.models import ApiToken, Invitation, Membership
from core.errors import Conflict, NotAllowed


def check_role_fits(side: Side, role: str) -> None:
    """Each side has its own roles."""
    if role not in ROLES[side]:
        raise NotAllowed("That role belongs to the other side. Choose one of the roles shown.")


def check_owner_remains(*, role: str, other_owners: int) -> None:
    """Somebody must be able to manage the organisation: its last owner stays one."""
    if role == Role.OWNER and other_owners == 0:
        raise NotAllowed("This is the last owner. Make somebody else an owner first.")


def check_still_member(membership: Membership) -> None:
    if membership.ended_at is not None:
        raise Conflict("Somebody else ended this person’s access in the meantime.")


def check_unused(invitation: Invitation) -> None:
    """An invitation that was accepted or taken back cannot be changed any more."""
    if invitation.accepted_at is not None:
        raise Conflict("This invitation has been accepted in the meantime.")
    if invitation.revoked_at is not None:
        raise Conflict("This invitation has been taken back in the meantime.")


def check_not_revoked(token: ApiToken) -> None:
    if token.revoked_at is not None:
        raise Conflict("Somebody else took this token back in the meantime.")


def is_open(invitation: Invitation, *, at: datetime) -> bool:
    """Neither used nor taken back nor too old."""
    return invitation.accepted_at is None and invitation.revoked_at is None and invitation.expires_at > at
