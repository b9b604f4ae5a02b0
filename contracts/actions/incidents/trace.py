"""What every action on an incident shares: the lock, and the line in its history."""

from datetime import datetime
from typing import Any

from accounts.actor import Actor
from audit.record import record
from contracts.models import Incident


def locked(incident: Incident) -> Incident:
    """The incident as it is now, kept from others until the transaction ends."""
    rows = Incident.objects.select_for_update(of=("self",)).select_related("customer__provider")
    return rows.get(pk=incident.pk)


def note(
    verb: str,
    incident: Incident,
    *,
    by: Actor,
    at: datetime,
    says: str,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    is_internal: bool = False,
) -> None:
    """A line in the incident's history; the customer reads it only if it has been told of the incident."""
    record(
        verb,
        target=incident,
        by=by,
        at=at,
        says=f"{says} ({incident.reference})",
        customer_id=incident.customer_id,
        before=before,
        after=after,
        is_internal=is_internal or not incident.is_shared,
    )
