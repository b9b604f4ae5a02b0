"""Whom advice concerns: the people of either side of a customer who are still there."""

from django.db.models import QuerySet

from accounts.enums import Permission, Role
from accounts.models import Customer, Membership, User
from advice.enums import Owner


def people_of(customer: Customer, side: Owner) -> list[User]:
    """Everybody on that side who can see the customer, by name."""
    return _users(_members(customer, side))


def is_of_side(user: User, customer: Customer, side: Owner) -> bool:
    """Whether the person belongs to that side and is still there."""
    return _members(customer, side).filter(user=user).exists()


def deciders(customer: Customer) -> list[User]:
    """The customer's people who decide on advice."""
    return _able(_members(customer, Owner.CUSTOMER), Permission.ADVICE_DECIDE)


def account_team(customer: Customer) -> list[User]:
    """The account lead, while they still look after the customer; else the provider's owners who do."""
    staff = _members(customer, Owner.PROVIDER)
    lead = _users(staff.filter(user=customer.lead_id)) if customer.lead_id else []
    return lead or _users(staff.filter(role=Role.OWNER))


def _members(customer: Customer, side: Owner) -> QuerySet[Membership]:
    live = Membership.objects.live()
    if side == Owner.CUSTOMER:
        return live.of_customer(customer)
    return live.reaching(customer).of_provider(customer.provider_id)


def _able(members: QuerySet[Membership], permission: Permission) -> list[User]:
    able = [member.user_id for member in members if permission in member.permissions]
    return _users(members.filter(user__in=able))


def _users(members: QuerySet[Membership]) -> list[User]:
    ordered = members.select_related("user").order_by("user__name", "user__pk")
    return list({member.user_id: member.user for member in ordered}.values())
