"""What every action of this app shares: the lock, saving what is named once, removing what nothing needs."""

from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model, ProtectedError

from accounts.actor import Actor
from audit.record import differences, record
from core.errors import Conflict, NotAllowed
from technology.snapshots import snapshot

Row = TypeVar("Row", bound=Model)


def locked(row: Row, *links: str) -> Row:
    """The row as it is now, kept from others until the transaction ends; Conflict when it was removed."""
    rows = type(row)._default_manager.select_for_update(of=("self",)).select_related(*links)
    found = rows.filter(pk=row.pk).first()
    if found is None:
        raise Conflict("Somebody else removed this in the meantime. Nothing was changed.")
    return found


def assign(row: Model, values: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Set the values; what they were and what they are, where that differs."""
    before = snapshot(row)
    for name, value in values.items():
        setattr(row, name, value)
    return differences(before, snapshot(row))


def remove(row: Model, stays: str) -> None:
    """Delete what was entered by mistake; what others rest on stays, with the sentence that says why."""
    try:
        with transaction.atomic():
            row.delete()
    except ProtectedError as used:
        raise NotAllowed(stays) from used


def note(verb: str, target: Model, *, by: Actor, at: datetime, says: str, **more: Any) -> None:
    """A line in the provider's own history."""
    record(verb, target=target, by=by, at=at, says=says, is_internal=True, **more)
