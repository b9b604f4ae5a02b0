"""Holding a version while it is written: always the customer first, then the version, then its rows."""

from uuid import UUID

from accounts.actor import Actor
from accounts.models import Customer
from core.errors import NotAllowed
from responsibilities.models import Row, Version


def hold_version(version_id: UUID, customer_id: UUID) -> Version:
    """The version as it is now, held until the transaction ends. The customer's row keeps writers in turn."""
    Customer.objects.select_for_update().get(pk=customer_id)
    versions = Version.objects.select_for_update(of=("self",)).select_related("customer__provider")
    return versions.get(pk=version_id)


def hold_row(row: Row) -> Row:
    """The row as it is now, with its version."""
    version = hold_version(row.version_id, row.version.customer_id)
    held = Row.objects.select_for_update(of=("self",)).get(pk=row.pk)
    held.version = version
    return held


def person_of(actor: Actor) -> UUID:
    """The person who acts: the product itself neither asks nor signs."""
    if actor.user_id is None:
        raise NotAllowed("Only a person can say or sign this.")
    return actor.user_id
