"""What a row of the model or of a plan said, for the history, and to notice that somebody else changed it meanwhile."""

from datetime import time
from typing import Any

from django.db.models import Model

from audit.record import differences
from continuity.models import (
    BusinessModel,
    Contact,
    Exercise,
    ImpactScore,
    Link,
    Node,
    Plan,
    PlanUse,
    Step,
    StepCost,
    Takings,
)
from core.digest import sha256
from core.errors import Conflict

FIELDS: dict[type[Model], tuple[str, ...]] = {
    BusinessModel: ("gross_profit", "minimum", "tolerance"),
    Node: (
        "name", "kind", "note", "holds_minutes", "restart_minutes", "rto_minutes", "rpo_minutes", "backup_minutes",
        "notice_minutes", "restored_on", "restore_minutes", "line", "priority", "product",
    ),
    Link: (
        "node", "needs", "kind", "tolerance_minutes", "share", "fallback", "fallback_capacity", "fallback_minutes",
    ),
    Takings: ("weekday", "opens_at", "closes_at", "per_hour"),
    StepCost: ("name", "amount", "after_minutes", "when"),
    ImpactScore: ("kind", "point", "score"),
    Plan: ("name", "scenario", "trigger", "may_start", "alternatives", "back_to_normal"),
    Step: ("offset_minutes", "who", "what", "where", "how"),
    Contact: ("name", "role", "party", "phone", "second_phone", "email"),
    Exercise: ("due_on", "every_months", "objectives"),
    PlanUse: ("went_well", "went_badly"),
}  # fmt: skip


def snapshot(row: Model) -> dict[str, Any]:
    """The row's values that people can change, links by their name."""
    found: dict[str, Any] = {name: getattr(row, name) for name in FIELDS[type(row)]}
    found = {name: str(value) if isinstance(value, Model | time) else value for name, value in found.items()}
    return found | {"fallback_needs": _needs(row)} if isinstance(row, Link) else found


def token(row: Model) -> str:
    """Changes whenever one of those values does; travels with the form as `edited`. One query for a link."""
    found = {name: getattr(row, row._meta.get_field(name).attname) for name in FIELDS[type(row)]}  # type: ignore[union-attr]  # concrete fields
    plain = {name: _text(value) for name, value in found.items()}
    return sha256(plain | {"fallback_needs": _needs(row)})[:20]


def check_untouched(row: Model, edited: str) -> None:
    """Raise Conflict unless the row is still what the form was filled from."""
    if edited != token(row):
        raise Conflict("Somebody else changed this while you were writing. Nothing of theirs was overwritten.")


def assign(row: Model, values: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Set the values; what they were and what they are, where that differs."""
    before = snapshot(row)
    for name, value in values.items():
        setattr(row, name, value)
    return differences(before, snapshot(row))


def _needs(row: Model) -> str:
    """What a link's fallback needs, by name."""
    if not isinstance(row, Link) or row._state.adding:
        return ""
    return ", ".join(row.fallback_needs.order_by("name").values_list("name", flat=True))


def _text(value: Any) -> str:
    # 12 and 12.00 are the same, before and after the database has stored it.
    return f"{value.normalize():f}" if hasattr(value, "normalize") else str(value)
