"""Invitations and API tokens for tests."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.actions import make_token
from accounts.actions.invitations import hash_token
from accounts.enums import Role
from accounts.models import Customer, Invitation, Membership, Provider, User
from accounts.queries import find_actor


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


def make_api_token(provider, *, user=None, at=None, lifetime=timedelta(days=30), name="Monthly figures"):
    """A token of somebody who owns the provider, and its key."""
    user = user or Membership.objects.live().filter(provider=provider, role=Role.OWNER).get().user
    found = find_actor(user, provider_slug=provider.slug, customer_slug=None)
    assert found is not None
    return make_token(name=name, lifetime=lifetime, by=found[0], at=at or timezone.now())
