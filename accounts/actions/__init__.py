"""Writes: people, invitations and organisations. Each is one transaction with its event."""

from accounts.actions.customers import add_customer, archive_customer, change_customer, restore_customer
from accounts.actions.invitations import (
    InvitationRefused,
    accept_invitation,
    invite,
    resend_invitation,
    revoke_invitation,
)
from accounts.actions.people import change_place, change_reach, change_role, end_membership
from accounts.actions.profile import change_profile, note_security_change
from accounts.actions.providers import change_provider
from accounts.actions.tokens import make_token, note_use, revoke_token

__all__ = [
    "InvitationRefused",
    "accept_invitation",
    "add_customer",
    "archive_customer",
    "change_customer",
    "change_place",
    "change_profile",
    "change_provider",
    "change_reach",
    "change_role",
    "end_membership",
    "invite",
    "make_token",
    "note_security_change",
    "note_use",
    "resend_invitation",
    "restore_customer",
    "revoke_invitation",
    "revoke_token",
]
