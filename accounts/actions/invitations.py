"""Invitations: sent to one address, used once, dead after a week or when taken back."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.actions.people import lock_organisation
from accounts.actor import Actor
from accounts.enums import Role, Side
from accounts.models import Assignment, Customer, Invitation, Membership, Provider, User
from accounts.permissions import check_can_give_reach, check_can_manage
from accounts.policies import check_role_fits, check_unused, is_open
from audit.record import record
from background.mail import post_email


class InvitationRefused(Exception):
    """The invitation cannot be made or used; the text says why."""


@transaction.atomic
def invite(
    *,
    email: str,
    name: str,
    role: str,
    provider: Provider | None = None,
    customer: Customer | None = None,
    looks_after_all: bool = False,
    customers: Iterable[Customer] = (),
    by: Actor,
    at: datetime,
) -> Invitation:
    """Offer somebody a place in the provider or in one customer, by e-mail."""
    invitation = Invitation(
        email=email.strip().lower(), name=name.strip(), role=role, provider=provider, customer=customer,
        looks_after_all=looks_after_all, invited_by=User.objects.get(pk=str(by.user_id)), created_at=at,
    )  # fmt: skip
    chosen = list(customers)
    lock_organisation(invitation)
    _check_can_invite(invitation, chosen, by=by, at=at)
    token = _renew(invitation, at=at)
    invitation.save(force_insert=True)
    invitation.customers.set(chosen)
    _send(invitation, token, at=at)
    says = f"invited {invitation.name} as {role}"
    after = {"email": invitation.email, "role": role}
    record("invited", target=invitation, by=by, at=at, says=says, customer_id=invitation.customer_id, after=after)
    return invitation


@transaction.atomic
def resend_invitation(*, invitation: Invitation, by: Actor, at: datetime) -> Invitation:
    """Send a new link; the old one stops working and a new week begins."""
    invitation = _lock(invitation)
    check_can_manage(by, invitation.side)
    check_unused(invitation)
    token = _renew(invitation, at=at)
    invitation.save(update_fields=["token_hash", "expires_at"])
    _send(invitation, token, at=at)
    says = f"sent {invitation.name} the invitation again"
    record("invitation_resent", target=invitation, by=by, at=at, says=says, customer_id=invitation.customer_id)
    return invitation


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, by: Actor, at: datetime) -> Invitation:
    """Take an invitation back; its link stops working now."""
    invitation = _lock(invitation)
    check_can_manage(by, invitation.side)
    check_unused(invitation)
    invitation.revoked_at = at
    invitation.save(update_fields=["revoked_at"])
    says = f"took back the invitation of {invitation.name}"
    record("invitation_revoked", target=invitation, by=by, at=at, says=says, customer_id=invitation.customer_id)
    return invitation


@transaction.atomic
def accept_invitation(
    *, token: str, user: User | None = None, name: str = "", password: str = "", at: datetime, address: str = ""
) -> Membership:
    """Take the place: as the person signed in under that address, or as a new person with a password."""
    invitation = find_invitation(token, at=at)
    if invitation is None:
        raise InvitationRefused("This invitation is no longer open.")
    lock_organisation(invitation)
    invitation = _lock(invitation)
    if not is_open(invitation, at=at):
        raise InvitationRefused("This invitation is no longer open.")
    user = user or _new_person(invitation, name=name, password=password)
    _check_fits(invitation, user)
    membership = _join(invitation, user)
    invitation.accepted_at = at
    invitation.save(update_fields=["accepted_at"])
    by = _actor_of(membership, invitation, address)
    says = f"accepted the invitation and joined as {membership.role}"
    record("invitation_accepted", target=invitation, by=by, at=at, says=says, customer_id=invitation.customer_id)
    return membership


def hash_token(token: str) -> str:
    """What we keep of a token: nobody can make the link again from it."""
    return hashlib.sha256(token.encode()).hexdigest()


def find_invitation(token: str, *, at: datetime) -> Invitation | None:
    """The open invitation that a link stands for."""
    found = Invitation.objects.select_related("provider", "customer__provider", "invited_by")
    invitation = found.open(at=at).filter(token_hash=hash_token(token)).first()
    is_gone = invitation is not None and invitation.customer is not None and invitation.customer.archived_at
    return None if is_gone else invitation


def _lock(invitation: Invitation) -> Invitation:
    found = Invitation.objects.select_for_update(of=("self",))
    return found.select_related("provider", "customer__provider", "invited_by").get(pk=invitation.pk)


def _check_can_invite(invitation: Invitation, chosen: list[Customer], *, by: Actor, at: datetime) -> None:
    side = invitation.side
    check_can_manage(by, side)
    check_role_fits(side, invitation.role)
    if side == Side.PROVIDER:
        check_can_give_reach(
            by, every_customer=invitation.looks_after_all, customer_ids=[customer.pk for customer in chosen]
        )
    places = {"provider": invitation.provider_id, "customer": invitation.customer_id}
    if Invitation.objects.open(at=at).filter(email=invitation.email, **places).exists():
        raise InvitationRefused("This address has an open invitation already. Send that one again instead.")
    if user := User.objects.filter(email__iexact=invitation.email).first():
        _check_fits(invitation, user)


def _check_fits(invitation: Invitation, user: User) -> None:
    """One place in an organisation, and never on both sides of the same agreement."""
    if user.email.lower() != invitation.email:
        raise InvitationRefused("This invitation was sent to another address.")
    live = Membership.objects.live().filter(user=user)
    if live.filter(provider=invitation.provider_id, customer=invitation.customer_id).exists():
        raise InvitationRefused("This person has access already.")
    if invitation.customer is not None:
        if live.filter(provider=invitation.customer.provider_id).exists():
            raise InvitationRefused("Staff of the provider can’t stand for a customer: each side signs for itself.")
    elif live.filter(customer__provider=invitation.provider_id).exists():
        raise InvitationRefused("This person stands for one of your customers: each side signs for itself.")


def _renew(invitation: Invitation, *, at: datetime) -> str:
    token = secrets.token_urlsafe(32)
    invitation.token_hash = hash_token(token)
    invitation.expires_at = at + settings.INVITATION_LIFETIME
    return token


def _send(invitation: Invitation, token: str, *, at: datetime) -> None:
    provider = invitation.provider or invitation.customer.provider  # type: ignore[union-attr]  # one of the two is there
    post_email(
        key=f"invitation:{invitation.pk}:{invitation.token_hash[:16]}",
        kind="accounts.invitation",
        to=invitation,
        template="accounts/email/invitation",
        context={
            "invitation": invitation,
            "provider": provider,
            "organisation": invitation.provider or invitation.customer,
            "link": settings.SITE_URL + reverse("accounts:invitation-accept", kwargs={"token": token}),
            "link_text": "Set up your access",
        },
        at=at,
        provider_id=provider.pk,
        customer_id=invitation.customer_id,
        reply_to=provider.contact_email,
        is_secret=True,
    )


def _new_person(invitation: Invitation, *, name: str, password: str) -> User:
    taken = InvitationRefused("There is an account with this address already. Sign in with it first.")
    if User.objects.filter(email__iexact=invitation.email).exists():
        raise taken
    try:
        with transaction.atomic():
            return User.objects.create_user(invitation.email, name, password)
    except IntegrityError as faster:  # the same person accepted another invitation at this moment
        raise taken from faster


def _join(invitation: Invitation, user: User) -> Membership:
    membership = Membership.objects.create(
        user=user,
        provider_id=invitation.provider_id,
        customer_id=invitation.customer_id,
        role=invitation.role,
        looks_after_all=invitation.looks_after_all,
    )
    chosen = invitation.customers.live() if not invitation.looks_after_all else []
    Assignment.objects.bulk_create([Assignment(membership=membership, customer=one) for one in chosen])
    return membership


def _actor_of(membership: Membership, invitation: Invitation, address: str) -> Actor:
    about: dict[str, Any] = {"user_id": membership.user_id, "name": membership.user.name, "address": address}
    provider_id = membership.provider_id or invitation.customer.provider_id  # type: ignore[union-attr]  # one of the two is there
    return Actor.member(
        side=membership.side, role=Role(membership.role), provider_id=provider_id,
        customer_ids=frozenset(), customer_id=membership.customer_id, **about,
    )  # fmt: skip
