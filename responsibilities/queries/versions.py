"""Versions of a customer's matrix: which one a page shows, and its frozen form."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from accounts.actor import Actor
from accounts.models import Customer
from responsibilities.enums import VersionState
from responsibilities.frozen import FROZEN_FIELDS, FrozenVersion, freeze
from responsibilities.models import Row, Version

# Of several versions of a customer the one that counts: with both sides, else in force, else still a draft.
_COUNTS = (VersionState.PROPOSED, VersionState.AGREED, VersionState.DRAFT)


@dataclass(frozen=True)
class VersionChoice:
    """One version in the switch of the matrix page."""

    number: int
    state: str
    url: str
    is_here: bool


def frozen_version(version: Version) -> FrozenVersion:
    """The version as both sides sign it, from what the database holds now: one query."""
    rows = Row.objects.filter(version=version).only(*FROZEN_FIELDS).order_by("position", "code")
    return freeze(version, rows)


def is_intact(version: Version) -> bool:
    """Whether a frozen version still says what its digest was made of."""
    return frozen_version(version).digest == version.digest


def shown_version(actor: Actor, customer: Customer) -> Version | None:
    """What the matrix page opens with: the open version this actor may see, else the one in force."""
    versions = (
        Version.objects.visible_to(actor).of_customer(customer).select_related("customer__provider", "proposed_by")
    )
    return versions.open().first() or versions.in_force().first() or versions.order_by("-number").first()


def version_before(actor: Actor, version: Version) -> Version | None:
    """The version agreed last before this one: what the reader compares with."""
    agreed = Version.objects.visible_to(actor).filter(customer=version.customer_id, agreed_at__isnull=False)
    earlier = agreed.filter(number__lt=version.number).select_related("customer__provider")
    return earlier.order_by("-number").first()


def current_versions(customer_ids: Iterable[UUID]) -> dict[UUID, Version]:
    """For each customer the version whose findings count: proposed, else in force, else the draft."""
    states = [str(state) for state in _COUNTS]
    versions = Version.objects.filter(customer__in=list(customer_ids), state__in=states)
    ordered = sorted(versions.select_related("customer__provider"), key=lambda version: -states.index(version.state))
    return {version.customer_id: version for version in ordered}
