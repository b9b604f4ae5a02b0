"""Invitations for tests."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.actions.invitations import hash_token
from accounts.enums import Role
from accounts.models import Customer, Invitation, Provider, User


def make_invitation(
    *,
    by: User,
    provider: Provider | None = None,
    customer: Customer | None = None,
    token: str = "",
    email: str = "wyn@example.com",
    **about: Any,
) -> Invitation:
    """An open invitation, to be accepted with `token`."""
    now = about.pop("at", None) or timezone.now()
    defaults = {
        "name": "Wyn Waiting",
        "role": Role.ENGINEER if provider else Role.READER,
        "created_at": now,
        "expires_at": now + timedelta(days=7),
    }
    return Invitation.objects.create(
        email=email,
        provider=provider,
        customer=customer,
        invited_by=by,
        token_hash=hash_token(token or f"{email}{provider}{customer}"),
        **defaults | about,
    )
