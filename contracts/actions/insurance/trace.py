"""What every action on a policy shares: the lock, and the line in its history."""

from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Model

from accounts.actor import Actor
from audit.record import record
from contracts.models import Policy
from core.errors import Conflict

Row = TypeVar("Row", bound=Model)


def locked(policy: Policy) -> Policy:
    """The policy as it is now, kept from others until the transaction ends; Conflict when it was removed."""
    rows = Policy.objects.select_for_update(of=("self",)).select_related("provider", "customer")
    found = rows.filter(pk=policy.pk).first()
    if found is None:
        raise Conflict("Somebody else removed this policy in the meantime. Nothing was changed.")
    return found


def note(
    verb: str,
    policy: Policy,
    *,
    by: Actor,
    at: datetime,
    says: str,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """A line in the policy's history: both sides read a customer's, only its own people the provider's."""
    record(
        verb, target=policy, by=by, at=at, says=f"{says} ({policy})", customer_id=policy.customer_id,
        before=before, after=after,
    )  # fmt: skip
