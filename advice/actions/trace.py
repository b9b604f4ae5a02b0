"""What every change of this app shares: the lock, who it is, and the line in the history."""

from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model

from accounts.actor import Actor
from accounts.models import Customer
from advice.snapshots import snapshot
from audit.record import differences, record
from core.errors import Conflict, NotAllowed

Row = TypeVar("Row", bound=Model)


def locked(row: Row, *links: str) -> Row:
    """The row as it is now, kept from others until the transaction ends; Conflict when it was removed."""
    rows = type(row)._default_manager.select_for_update(of=("self",)).select_related(*links)
    found = rows.filter(pk=row.pk).first()
    if found is None:
        raise Conflict("Somebody else removed this in the meantime. Nothing was changed.")
    return found


def person(by: Actor) -> UUID:
    """Advice, decisions and actions are people's."""
    if by.user_id is None:
        raise NotAllowed("Only a person can do this.")
    return by.user_id


def assign(row: Model, values: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Set the values; what they were and what they are, where that differs."""
    before = snapshot(row)
    for name, value in values.items():
        setattr(row, name, value)
    return differences(before, snapshot(row))


def note(verb: str, target: Model, customer: Customer, *, by: Actor, at: datetime, says: str, **more: Any) -> None:
    """A line in the customer's history."""
    record(verb, target=target, by=by, at=at, says=says, customer_id=customer.pk, **more)
