"""Many customers for measurements: bulk rows, plausible enough that pages and queries behave as in life."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import cycle

from django.db import transaction
from django.utils.text import slugify

from accounts.enums import Role
from accounts.models import Customer, Membership, Provider, User
from contracts.models import Clause, Contract, Line, Service
from core.digest import sha256
from demo.scale_businesses import add_businesses
from engagement.models import Due
from findings.models import Watch
from responsibilities.models import Row, Version, VersionState

TRADES = (
    "Bakery",
    "Dental Practice",
    "Joinery",
    "Garden Centre",
    "Solicitors",
    "Bookshop",
    "Vets",
    "Surveyors",
)
OWNERSHIPS = ("shared", "provider", "customer", "provider", "shared", "third_party", "customer", "undecided")
DOMAINS = (
    "monitoring",
    "threat_detection",
    "incident_response",
    "data_backup",
    "identity_access",
    "patching_updates",
)
OURS, THEIRS = ("provider", "shared"), ("customer", "shared")
BATCH = 2000


@transaction.atomic
def seed(*, customers: int, rows: int, at: datetime, password: str, things: int = 0) -> Provider:
    """A provider of its own with that many customers, and for each a matrix of that many rows and a business that
    depends on that many things."""
    number = Provider.objects.filter(slug__startswith="scale-").count() + 1
    provider = Provider.objects.create(
        name=f"Scale {number} IT", legal_name=f"Scale {number} IT Ltd", slug=f"scale-{number}"
    )
    lead = User.objects.create_user(f"lead@scale-{number}.example.com", "Sam Scale", password)
    Membership.objects.create(user=lead, provider=provider, role=Role.OWNER, looks_after_all=True)
    service = Service.objects.create(provider=provider, code="ALL", name="Everything", monthly_fee="400.00")
    made = Customer.objects.bulk_create(_customers(provider, lead, customers), batch_size=BATCH)
    _contracts(made, service, at.date())
    versions = Version.objects.bulk_create(_versions(made, at), batch_size=BATCH)
    Row.objects.bulk_create(_rows(versions, rows, service, at), batch_size=BATCH)
    Due.objects.bulk_create(_due(made, at.date()), batch_size=BATCH)
    Watch.objects.bulk_create(Watch(customer=c, high=i % 4, medium=i % 7, low=i % 3) for i, c in enumerate(made))
    if things:
        add_businesses(provider, made, things=things, at=at)
    return provider


def _customers(provider: Provider, lead: User, number: int) -> Iterator[Customer]:
    trades = cycle(TRADES)
    for i in range(1, number + 1):
        name = f"{next(trades)} {i:04}"
        slug = slugify(f"{provider.slug}-{name}")
        yield Customer(
            provider=provider,
            name=name,
            legal_name=f"{name} Ltd",
            slug=slug,
            about=f"{i % 40 + 3} people",
            lead=lead,
        )


def _contracts(customers: list[Customer], service: Service, today: date) -> None:
    contracts = Contract.objects.bulk_create(
        (
            Contract(
                customer=customer,
                reference=f"MSA-{i:05}",
                title="Managed services",
                effective_from=today - timedelta(days=30 + i % 700),
            )
            for i, customer in enumerate(customers)
        ),
        batch_size=BATCH,
    )
    lines = (Line(contract=c, service=service, monthly_fee="400.00", starts_on=c.effective_from) for c in contracts)
    Line.objects.bulk_create(lines, batch_size=BATCH)
    clauses = (
        Clause(contract=c, number=str(n), heading=f"Service {n}", position=n) for c in contracts for n in (1, 2, 3)
    )
    Clause.objects.bulk_create(clauses, batch_size=BATCH)


def _versions(customers: list[Customer], at: datetime) -> Iterator[Version]:
    states = cycle((VersionState.AGREED, VersionState.PROPOSED, VersionState.AGREED, VersionState.DRAFT))
    for customer in customers:
        state = next(states)
        version = Version(customer=customer, number=1, state=state, created_at=at)
        if state != VersionState.DRAFT:
            version.digest = sha256(str(customer.pk))
            version.proposed_at, version.proposed_by = at, customer.lead
        if state == VersionState.AGREED:
            version.agreed_at = at
        yield version


def _rows(versions: list[Version], number: int, service: Service, at: datetime) -> Iterator[Row]:
    for version in versions:
        for i in range(number):
            ownership = OWNERSHIPS[i % len(OWNERSHIPS)]
            yield Row(
                version=version,
                position=i,
                code=f"JOB-{i:03}",
                domain=DOMAINS[i * len(DOMAINS) // number],
                title=f"Do job number {i} and show that it was done",
                description="In plain words, what this job is for and what goes wrong when nobody does it.",
                ownership=ownership,
                provider_duty="Does the technical part and reports each month."
                if ownership in ("provider", "shared")
                else "",
                customer_duty="Tells the provider of changes and signs the result."
                if ownership in ("customer", "shared")
                else "",
                provider_person="Sam Scale",
                customer_person="Alex Owner" if i % 5 else "",
                third_party="The network operator" if ownership == "third_party" else "",
                service=service if i % 3 else None,
                review_on=at.date() + timedelta(days=i * 3 - 60),
            )


def _due(customers: list[Customer], today: date) -> Iterator[Due]:
    for i, customer in enumerate(customers):
        for kind, days in (("notice", i % 300), ("review", i % 200 - 40)):
            yield Due(
                provider_id=customer.provider_id,
                customer=customer,
                kind=kind,
                subject_id=customer.pk,
                owed_by="both",
                title="Last day to give notice" if kind == "notice" else "Review a job",
                path=f"/customers/{customer.slug}/",
                due_on=today + timedelta(days=days),
                armed_on=today,
            )
