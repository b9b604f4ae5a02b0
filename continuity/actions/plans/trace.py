"""What every action on a plan shares: the lock, and the line in its history."""

from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model

from accounts.actor import Actor
from audit.record import record
from continuity.models import Plan, PlanUse
from continuity.trace import snapshot
from core.errors import Conflict, NotAllowed

Row = TypeVar("Row", bound=Model)
GONE = "Somebody else removed this in the meantime. Nothing was changed."


def locked(plan: Plan) -> Plan:
    """The version as it is now, kept from others until the transaction ends. Conflict when it was discarded."""
    return locked_row(plan, "customer__provider")


def locked_use(use: PlanUse) -> PlanUse:
    return locked_row(use, "plan__customer__provider")


def locked_row(row: Row, *links: str) -> Row:
    """Any row as it is now, locked, with what is loaded along `links`."""
    rows = type(row)._default_manager.select_for_update(of=("self",)).select_related(*links)
    found = rows.filter(pk=row.pk).first()
    if found is None:
        raise Conflict(GONE)
    return found


def part_of(plan: Plan, row: Row) -> Row:
    """A step or call as it is now; lock its plan first."""
    found = type(row)._default_manager.filter(pk=row.pk, plan=plan).first()
    if found is None:
        raise Conflict(GONE)
    return found


def person(by: Actor) -> UUID:
    """Who it was. Permissions have been asked before: this only tells the types."""
    if by.user_id is None:
        raise NotAllowed("Only a person can do this.")
    return by.user_id


def note(
    verb: str,
    plan: Plan,
    *,
    by: Actor,
    at: datetime,
    says: str,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """A line in the history of the plan, which spans its versions."""
    record(
        verb, target=plan, target_id=plan.line, by=by, at=at, says=says, customer_id=plan.customer_id, before=before,
        after=after,
    )  # fmt: skip


def whole(plan: Plan) -> dict[str, Any]:
    """All that a version says, for the history: its words, steps and calls. Two queries."""
    calls = plan.calls.select_related("caller", "called").order_by("position", "pk")
    steps = plan.steps.order_by("position", "pk")
    return snapshot(plan) | {"steps": [snapshot(step) for step in steps], "calls": [str(call) for call in calls]}
