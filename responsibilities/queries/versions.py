"""Versions of a customer's matrix: which one a page shows, and its frozen form."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, IntegerField, QuerySet, SlugField, UUIDField

from accounts.actor import Actor
from accounts.models import Customer
from core.prepared import prepared
from responsibilities.enums import VersionState
from responsibilities.frozen import FROZEN_FIELDS, FrozenVersion, freeze
from responsibilities.models import Row, Version

# Of several versions of a customer the one that counts: with both sides, else in force, else still a draft.
_COUNTS = (VersionState.PROPOSED, VersionState.AGREED, VersionState.DRAFT)
_OPEN = (VersionState.DRAFT, VersionState.PROPOSED)

_NAMES = {
    "created_by_name": F("created_by__name"),
    "withdrawn_by_name": F("withdrawn_by__name"),
    "based_on_number": F("based_on__number"),
}


def frozen_version(version: Version) -> FrozenVersion:
    """The version as both sides sign it, from what the database holds now: one query."""
    rows = Row.objects.filter(version=version).only(*FROZEN_FIELDS).order_by("position", "code")
    return freeze(version, rows)


def is_intact(version: Version) -> bool:
    """Whether a frozen version still says what its digest was made of."""
    return frozen_version(version).digest == version.digest


def versions_of(actor: Actor, customer: Customer) -> list[Version]:
    """Every version this actor may see, the newest first, with the names its sentence needs: one query."""
    several: list[Version] = _versions(actor, customer=customer.pk)
    for version in several:
        version.customer = customer
    return several


@prepared(customer=UUIDField())
def _versions(actor: Actor, customer: Any) -> QuerySet[Version]:
    versions = Version.objects.visible_to(actor).of_customer(customer).select_related("proposed_by")
    return versions.annotate(**_NAMES).order_by("-number")


def numbered(actor: Actor, customer_slug: str, number: int) -> Version | None:
    """The version with this number, if the actor may see it, with its customer and who proposed it: one query."""
    return next(iter(_numbered(actor, customer_slug=customer_slug, number=number)), None)


@prepared(customer_slug=SlugField(), number=IntegerField())
def _numbered(actor: Actor, customer_slug: Any, number: Any) -> QuerySet[Version]:
    versions = Version.objects.visible_to(actor).filter(customer__slug=customer_slug, number=number)
    return versions.select_related("customer__provider", "proposed_by")


def opening(versions: list[Version]) -> Version | None:
    """What the matrix page opens with: the open version, else the one in force, else the newest."""
    wanted = [*_OPEN, VersionState.AGREED]
    ranked = [version for state in wanted for version in versions if version.state == state]
    return next(iter([*ranked, *versions]), None)


def shown_version(actor: Actor, customer: Customer) -> Version | None:
    """The version that the matrix page of a customer opens with."""
    return opening(versions_of(actor, customer))


def in_force_at(versions: Iterable[Version], at: datetime) -> Version | None:
    """Of versions, the newest first, the one that was in force at that moment."""
    return next((version for version in versions if version.was_in_force(at)), None)


def list_versions(actor: Actor, customer_slug: str) -> list[Version]:
    """Every version this actor may see, the newest first, each with `jobs`, how many it has."""
    versions = Version.objects.visible_to(actor).filter(customer__slug=customer_slug)
    names = ("customer", "proposed_by", "based_on")
    return list(versions.select_related(*names).annotate(jobs=Count("rows")).order_by("-number"))


def current_versions(customer_ids: Iterable[UUID]) -> dict[UUID, Version]:
    """For each customer the version whose findings count: proposed, else in force, else the draft."""
    states = [str(state) for state in _COUNTS]
    versions = Version.objects.filter(customer__in=list(customer_ids), state__in=states)
    ordered = sorted(versions.select_related("customer__provider"), key=lambda version: -states.index(version.state))
    return {version.customer_id: version for version in ordered}
