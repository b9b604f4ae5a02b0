"""Versions and rows for tests, each valid with nothing said about it."""

from itertools import count
from typing import Any

from accounts.actor import Actor
from accounts.models import Customer, Provider, User
from contracts.models import Service
from responsibilities.actions.seeding import seed_catalogue as seed
from responsibilities.models import (
    Activity,
    AskedRow,
    Coverage,
    Participant,
    Round,
    Row,
    Signature,
    Version,
    VersionState,
)
from responsibilities.queries.versions import frozen_version
from tests.cast import NOW, make_user

_number = count(1)


def seed_catalogue(provider: Provider) -> list[Activity]:
    """The provider's own copy of the shipped catalogue, 83 activities."""
    return seed(provider=provider, by=Actor.system("Set-up", provider.pk), at=NOW)


def make_activity(provider: Provider, **about: Any) -> Activity:
    """One that is usually shared, with both parts in words."""
    number = next(_number)
    about.setdefault("code", f"ACT-{number:03}")
    about = {
        "domain": "Monitoring",
        "title": f"Watch thing {number}",
        "description": "Somebody keeps an eye on it.",
        "provider_duty": "Watches it and acts on alerts.",
        "customer_duty": "Says when something changes.",
        "default_ownership": "shared",
        "position": number,
    } | about
    return Activity.objects.create(provider=provider, **about)


def cover(service: Service, *activities: Activity, provider_duty: str = "") -> list[Coverage]:
    """Whoever buys the service has the provider do these."""
    return [
        Coverage.objects.create(service=service, activity=activity, provider_duty=provider_duty)
        for activity in activities
    ]


def make_row(version: Version, **about: Any) -> Row:
    """A shared job with both parts and both people; say `ownership="undecided"` for a gap."""
    number = next(_number)
    about = {
        "code": f"JOB-{number:03}",
        "position": number,
        "domain": "Monitoring",
        "title": f"Watch thing {number}",
        "description": "Somebody keeps an eye on it.",
        "ownership": "shared",
        "provider_duty": "Watches it and acts on alerts.",
        "customer_duty": "Says when something changes.",
        "provider_person": "Tom Hallett",
        "customer_person": "Amara Osei",
    } | about
    return Row.objects.create(version=version, **about)


def make_version(
    customer: Customer,
    state: str = VersionState.DRAFT,
    *,
    rows: int | list[dict[str, Any]] = 3,
    by: User | None = None,
    **about: Any,
) -> Version:
    """A version in any state, with that many rows or one for each dict; frozen and signed as its state says."""
    last = Version.objects.filter(customer=customer).order_by("-number").first()
    number = about.pop("number", last.number + 1 if last else 1)
    if state != VersionState.DRAFT:
        about = _frozen_values(customer, state, by or _somebody()) | about
    version = Version.objects.create(customer=customer, number=number, state=state, **{"created_at": NOW} | about)
    for row in [{}] * rows if isinstance(rows, int) else rows:
        make_row(version, **row)
    if state != VersionState.DRAFT:
        version.digest = frozen_version(version).digest
        version.save()
    if version.agreed_at:
        version.rows.update(agreed_at=version.agreed_at, agreed_by=version.proposed_by)
        sign(version, "provider", version.proposed_by)
        sign(version, "customer", version.proposed_by)
    return version


def sign(version: Version, side: str, by: User) -> Signature:
    """One side's signature under the version as it is frozen."""
    return Signature.objects.create(
        version=version,
        side=side,
        signed_by=by,
        signed_at=NOW,
        name=by.name,
        role="Owner",
        address="192.0.2.7",
        digest=version.digest,
        text_seen=frozen_version(version).text,
    )


def _frozen_values(customer: Customer, state: str, by: User) -> dict[str, Any]:
    values: dict[str, Any] = {
        "provider_name": customer.provider.legal_name,
        "customer_name": customer.legal_name,
        "proposed_at": NOW,
        "proposed_by": by,
        "sign_by": NOW.date(),
        "digest": "made when the rows are there",
    }
    if state in (VersionState.AGREED, VersionState.SUPERSEDED):
        values["agreed_at"] = NOW
    if state == VersionState.SUPERSEDED:
        values["superseded_at"] = NOW
    if state == VersionState.WITHDRAWN:
        values |= {"withdrawn_at": NOW, "withdrawn_by": by}
    return values


def _somebody() -> User:
    return make_user("Factory Person", email=f"factory{next(_number)}@example.com")


def make_round(
    customer: Customer, *people: tuple[User, str], version: Version | None = None, by: User | None = None, **about: Any
) -> Round:
    """A check about every job of the list in force, put to these people (person, side)."""
    version = version or make_version(customer, VersionState.AGREED, rows=2)
    by = by or _somebody()
    about = {"started_at": NOW, "due_on": NOW.date(), "started_by": by} | about
    made = Round.objects.create(customer=customer, version=version, **about)
    for place, row in enumerate(version.rows.order_by("position"), 1):
        AskedRow.objects.create(round=made, row=row, line=row.line, position=place)
    for person, side in people:
        Participant.objects.create(round=made, person=person, side=side)
    return made
