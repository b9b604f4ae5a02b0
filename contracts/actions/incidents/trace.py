"""What every action on an incident shares: the lock, the line in its history, and what was sent twice."""

from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model

from accounts.actor import Actor
from accounts.enums import Side
from audit.record import record
from contracts.models import Incident
from core.errors import NotAllowed

Row = TypeVar("Row", bound=Model)


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


def side_of(by: Actor) -> Side:
    """For whom somebody writes."""
    return Side.CUSTOMER if by.is_customer else Side.PROVIDER


def sent_before(model: type[Row], key: UUID | None, by: Actor, *, writer: str = "", **place: Any) -> Row | None:
    """The row that the same form has already made: a second click changes nothing.

    `key` is the id with which the form was handed out; NotAllowed when it names somebody else's row.
    """
    found = model._default_manager.filter(pk=key).first() if key else None
    if found is None:
        return None
    is_own = not writer or getattr(found, f"{writer}_id") == by.user_id
    if not is_own or any(getattr(found, name) != value for name, value in place.items()):
        raise NotAllowed("This form belongs to something else. Open it again.")
    return found
