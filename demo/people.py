"""The provider, its catalogue, its customers and everybody who signs in."""

from datetime import datetime
from decimal import Decimal

from accounts.actions.customers import add_customer
from accounts.actor import Actor
from accounts.models import Customer, Membership, Provider, User
from accounts.queries import find_actor
from audit.record import record
from contracts.models import Bundle, Service
from demo.story import BUNDLES, PASSWORD, PROVIDER, SERVICES, STAFF, Client, Person
from responsibilities.actions.seeding import seed_catalogue
from responsibilities.models import Activity, Coverage


def actor(email: str, customer: Customer | None = None, provider: Provider | None = None) -> Actor:
    """The actor that this person would be on a page of that organisation."""
    found = find_actor(
        User.objects.get(email=email),
        provider_slug=provider.slug if provider else None,
        customer_slug=customer.slug if customer else None,
        address="127.0.0.1",
    )
    if found is None:
        raise LookupError(f"{email} has no place there.")
    return found[0]


def make_provider(at: datetime) -> Provider:
    """Fairlead IT with its staff, the 83 activities, services and bundles."""
    provider = Provider.objects.create(**PROVIDER)
    by = Actor.system("Same Sheet", provider.pk)
    for person in STAFF:
        _join(person, by, at, provider=provider, looks_after_all=True)
    owner = actor(STAFF[0].email, provider=provider)
    seed_catalogue(provider=provider, by=owner, at=at)
    _sell(provider, owner, at)
    return provider


def _join(person: Person, by: Actor, at: datetime, **place: object) -> None:
    user = User.objects.create_user(person.email, person.name, PASSWORD, job_title=person.job_title)
    member = Membership.objects.create(user=user, role=person.role, created_at=at, **place)
    says = f"gave {person.name} access as {person.role}"
    record("member_joined", target=member, by=by, at=at, says=says, customer_id=member.customer_id)


def _sell(provider: Provider, by: Actor, at: datetime) -> None:
    """Services with what they cover, and the bundles they are sold in."""
    activities = {activity.code: activity for activity in Activity.objects.filter(provider=provider)}
    services = {}
    for sold in SERVICES:
        service = Service.objects.create(
            provider=provider,
            code=sold.code,
            name=sold.name,
            summary=sold.summary,
            monthly_fee=Decimal(sold.fee),
            touches_personal_data=sold.touches_personal_data,
        )
        Coverage.objects.bulk_create(
            Coverage(service=service, activity=activities[code]) for code in sold.covers.split()
        )
        services[sold.code] = service
        record("service_added", target=service, by=by, at=at, says=f"added the service {service.name}")
    for name, codes in BUNDLES.items():
        bundle = Bundle.objects.create(provider=provider, name=name)
        bundle.services.set(services[code] for code in codes.split())
        record("bundle_added", target=bundle, by=by, at=at, says=f"added the bundle {bundle.name}")


def make_customer(provider: Provider, client: Client, at: datetime) -> Customer:
    """A customer with its people."""
    owner = actor(STAFF[0].email, provider=provider)
    customer = add_customer(
        name=client.name,
        legal_name=client.legal_name,
        about=client.about,
        lead=User.objects.get(email=client.lead),
        by=owner,
        at=at,
    )
    for person in client.people:
        _join(person, actor(client.lead, customer), at, customer=customer)
    return customer
