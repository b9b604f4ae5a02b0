"""Holding a version while it is written: always the customer first, then the version, then its rows."""

from accounts.models import Customer
from responsibilities.models import Row, Version


def hold_version(version_id: object, customer_id: object) -> Version:
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
