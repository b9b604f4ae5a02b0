"""Who somebody is in the organisation that a path names."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F

from accounts.actor import Actor
from accounts.enums import Role, Side
from accounts.models import Customer, Membership, Provider, User


@dataclass(frozen=True)
class Org:
    """The organisation in the path, and its provider: what every page's frame shows."""

    provider: Provider
    customer: Customer | None


def find_actor(
    user: Any, *, provider_slug: str | None, customer_slug: str | None, address: str = ""
) -> tuple[Actor, Org] | None:
    """The actor and organisation for a path, or None when this person has no place there."""
    if customer_slug is not None:
        customer = Customer.objects.live().select_related("provider").filter(slug=customer_slug).first()
        return customer and _in_customer(user, customer, address)
    if provider_slug is not None:
        provider = Provider.objects.filter(slug=provider_slug).first()
        return provider and _in_provider(user, provider, address)
    return None


def _in_customer(user: User, customer: Customer, address: str) -> tuple[Actor, Org] | None:
    memberships = Membership.objects.live().filter(user=user).reaching(customer)
    # A customer's own member acts for the customer even when also staff.
    membership = memberships.order_by(F("customer").asc(nulls_last=True), "pk").first()
    if membership is None:
        return None
    ids = frozenset({customer.pk}) if membership.customer_id else membership.customer_ids()
    return _actor(user, membership, customer.provider, ids, customer, address)


def _in_provider(user: User, provider: Provider, address: str) -> tuple[Actor, Org] | None:
    membership = Membership.objects.live().filter(user=user, provider=provider).first()
    return membership and _actor(user, membership, provider, membership.customer_ids(), None, address)


def _actor(
    user: User,
    membership: Membership,
    provider: Provider,
    customer_ids: frozenset[UUID] | None,
    customer: Customer | None,
    address: str,
) -> tuple[Actor, Org]:
    actor = Actor.member(
        side=Side(membership.side),
        role=Role(membership.role),
        user_id=user.pk,
        name=user.name,
        provider_id=provider.pk,
        customer_ids=customer_ids,
        customer_id=customer.pk if customer else None,
        address=address,
    )
    return actor, Org(provider, customer)
