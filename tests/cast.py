"""The people and organisations of every tenancy test."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any, TypeVar

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.test import Client

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


def sign_in(user: User) -> Client:
    """A browser in which somebody has signed in."""
    client = Client()
    client.force_login(user, backend="accounts.recognition.SignInBackend")
    return client


def make_user(name: str, **about: Any) -> User:
    """A person who can sign in with the password `correct horse`."""
    email = about.pop("email", _address(name))
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
    """Everybody, with the roles of design.md §2. Most tests begin with this, so it takes few statements."""
    fairlead, elsewhere = Provider.objects.bulk_create(
        [_named(Provider, "Fairlead IT", "fairlead-it"), _named(Provider, "Elsewhere Systems", "elsewhere")]
    )
    harbour, tidewell, bosun = Customer.objects.bulk_create(
        [
            _named(Customer, "Harbour Roast", "harbour-roast", provider=fairlead),
            _named(Customer, "Tidewell Lettings", "tidewell-lettings", provider=fairlead),
            _named(Customer, "Bosun Yard", "bosun-yard", provider=elsewhere),
        ]
    )
    staff, limited = {"provider": fairlead, "looks_after_all": True}, {"provider": fairlead}
    people = _make_people(
        provider_owner=("Ruth Penhale", Role.OWNER, staff),
        provider_lead=("Tom Hallett", Role.MANAGER, staff),
        provider_engineer=("Priya Nair", Role.ENGINEER, staff),
        provider_auditor=("Colin Audley", Role.AUDITOR, staff),
        limited_lead=("Lena Other", Role.MANAGER, limited),
        customer_owner=("Amara Osei", Role.OWNER, {"customer": harbour}),
        customer_contributor=("Jory Pascoe", Role.CONTRIBUTOR, {"customer": harbour}),
        customer_reader=("Mo Reader", Role.READER, {"customer": harbour}),
        other_owner=("Tilly Well", Role.OWNER, {"customer": tidewell}),
        stranger=("Stan Strange", Role.OWNER, {"provider": elsewhere, "looks_after_all": True}),
    )
    Assignment.objects.create(membership=Membership.objects.get(user=people["limited_lead"]), customer=tidewell)
    return Cast(
        provider=fairlead,
        customer=harbour,
        other_customer=tidewell,
        strange_provider=elsewhere,
        strange_customer=bosun,
        **people,
    )


Organisation = TypeVar("Organisation", Provider, Customer)


def _named(model: type[Organisation], name: str, slug: str, **about: Any) -> Organisation:
    return model(name=name, legal_name=f"{name} Ltd", slug=slug, **about)


def _make_people(**places: tuple[str, Role, dict[str, Any]]) -> dict[str, User]:
    """By their part in the cast, as `make_staff` and `make_member` make one."""
    users = [User(email=_address(name), name=name, password=_password()) for name, _, _ in places.values()]
    User.objects.bulk_create(users)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users
    )
    Membership.objects.bulk_create(
        Membership(user=user, role=role, **place) for user, (_, role, place) in zip(users, places.values(), strict=True)
    )
    return dict(zip(places, users, strict=True))


def _address(name: str) -> str:
    return f"{name.lower().replace(' ', '.')}@example.com"


@cache
def _password() -> str:
    return make_password("correct horse")
