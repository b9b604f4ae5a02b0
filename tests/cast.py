"""The people and organisations of every tenancy test."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.models import Assignment, Customer, Membership, Provider, User
from accounts.queries import find_actor

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@dataclass
class Cast:
    """Fairlead IT with two customers, and a stranger's provider with one."""

    provider: Provider
    customer: Customer
    other_customer: Customer
    strange_provider: Provider
    strange_customer: Customer
    provider_owner: User
    provider_lead: User
    provider_engineer: User
    provider_auditor: User
    limited_lead: User
    customer_owner: User
    customer_contributor: User
    customer_reader: User
    other_owner: User
    stranger: User

    def actor(self, user: User, customer: Customer | None = None, provider: Provider | None = None) -> Actor:
        """The actor a request of this person to that organisation would have."""
        slug = {"customer_slug": (customer or self.customer).slug, "provider_slug": None}
        if provider is not None:
            slug = {"customer_slug": None, "provider_slug": provider.slug}
        found = find_actor(user, **slug, address="192.0.2.7")
        assert found is not None, f"{user} has no place there"
        return found[0]


def make_user(name: str, **about: Any) -> User:
    """A person who can sign in with the password `correct horse`."""
    email = about.pop("email", f"{name.lower().replace(' ', '.')}@example.com")
    return User.objects.create_user(email, name, "correct horse", **about)


def make_staff(provider: Provider, name: str, role: Role, *, customers: list[Customer] | None = None) -> User:
    """Staff for every customer, or for those given."""
    user = make_user(name)
    member = Membership.objects.create(user=user, provider=provider, role=role, looks_after_all=customers is None)
    for customer in customers or []:
        Assignment.objects.create(membership=member, customer=customer)
    return user


def make_member(customer: Customer, name: str, role: Role) -> User:
    """A person of a customer."""
    user = make_user(name)
    Membership.objects.create(user=user, customer=customer, role=role)
    return user


def make_provider(name: str, slug: str) -> Provider:
    return Provider.objects.create(name=name, legal_name=f"{name} Ltd", slug=slug)


def make_customer(provider: Provider, name: str, slug: str, **about: Any) -> Customer:
    return Customer.objects.create(provider=provider, name=name, legal_name=f"{name} Ltd", slug=slug, **about)


def make_cast() -> Cast:
    """Everybody, with the roles of design.md §2."""
    provider = make_provider("Fairlead IT", "fairlead-it")
    strange = make_provider("Elsewhere Systems", "elsewhere")
    harbour = make_customer(provider, "Harbour Roast", "harbour-roast")
    tidewell = make_customer(provider, "Tidewell Lettings", "tidewell-lettings")
    foreign = make_customer(strange, "Bosun Yard", "bosun-yard")
    return Cast(
        provider=provider,
        customer=harbour,
        other_customer=tidewell,
        strange_provider=strange,
        strange_customer=foreign,
        provider_owner=make_staff(provider, "Ruth Penhale", Role.OWNER),
        provider_lead=make_staff(provider, "Tom Hallett", Role.MANAGER),
        provider_engineer=make_staff(provider, "Priya Nair", Role.ENGINEER),
        provider_auditor=make_staff(provider, "Colin Audley", Role.AUDITOR),
        limited_lead=make_staff(provider, "Lena Other", Role.MANAGER, customers=[tidewell]),
        customer_owner=make_member(harbour, "Amara Osei", Role.OWNER),
        customer_contributor=make_member(harbour, "Jory Pascoe", Role.CONTRIBUTOR),
        customer_reader=make_member(harbour, "Mo Reader", Role.READER),
        other_owner=make_member(tidewell, "Tilly Well", Role.OWNER),
        stranger=make_staff(strange, "Stan Strange", Role.OWNER),
    )
