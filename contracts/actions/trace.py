"""What every action on a contract shares: the lock, and the line in its history."""

from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Model

from accounts.actor import Actor
from audit.record import differences, record
from contracts.models import Contract
from contracts.snapshots import snapshot
from core.errors import Conflict

Row = TypeVar("Row", bound=Model)


def locked(contract: Contract) -> Contract:
    """The contract as it is now, kept from others until the transaction ends."""
    rows = Contract.objects.select_for_update(of=("self",)).select_related("customer")
    return rows.get(pk=contract.pk)


def locked_part(row: Row, *links: str) -> Row:
    """A part of a contract as it is now; Conflict when somebody removed it. Lock the contract first."""
    found = type(row)._default_manager.select_related(*links).filter(pk=row.pk).first()
    if found is None:
        raise Conflict("Somebody else removed this in the meantime. Nothing was changed.")
    return found


def note(
    verb: str,
    contract: Contract,
    *,
    by: Actor,
    at: datetime,
    says: str,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    is_internal: bool = False,
) -> None:
    """A line in the contract's history; the customer reads it only if it has been shown the contract."""
    record(
        verb,
        target=contract,
        by=by,
        at=at,
        says=f"{says} ({contract.reference})",
        customer_id=contract.customer_id,
        before=before,
        after=after,
        is_internal=is_internal or not contract.is_published,
    )


def assign(row: Model, values: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Set the values; what they were and what they are, where that differs."""
    before = snapshot(row)
    for name, value in values.items():
        setattr(row, name, value)
    return differences(before, snapshot(row))


def labels(row: type[Model] | Model, names: dict[str, Any]) -> str:
    """The changed fields in words: "starts on, notice period"."""
    return ", ".join(str(row._meta.get_field(name).verbose_name) for name in names)  # type: ignore[union-attr]  # fields
