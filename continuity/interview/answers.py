"""Kinds of answers: as they are kept (plain data) and as the model takes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

LONGEST = 366 * 1440  # minutes
MOST = Decimal("9999999999")  # pounds
HUNDRED = Decimal(100)


class Kind(StrEnum):
    """How a question is answered. Kept as true or false; minutes; per cent and pounds as text; an option; hours."""

    YES_NO = "yes_no"
    LASTING = "lasting"
    PERCENT = "percent"
    MONEY = "money"
    CHOICE = "choice"
    HOURS = "hours"


@dataclass(frozen=True, slots=True)
class Open:
    """The same hours on some weekdays (Monday 0), local times. Closing at or before opening is after midnight."""

    days: tuple[int, ...]
    opens: time
    closes: time


Value = bool | int | Decimal | str | Open
Kept = Mapping[str, Any]  # question id to the kept answer; None: “I don't know”


def read(kind: Kind, kept: Any, options: tuple[str, ...] = ()) -> Value | None:
    """The answer as the model takes it, a share for per cent; None for what is not known or makes no sense."""
    if kind == Kind.YES_NO:
        return kept if isinstance(kept, bool) else None
    if kind == Kind.LASTING:
        return kept if type(kept) is int and 0 <= kept <= LONGEST else None
    if kind == Kind.CHOICE:
        return kept if isinstance(kept, str) and kept in options else None
    if kind == Kind.HOURS:
        return _hours(kept)
    amount = _number(kept)
    if amount is None or amount < 0:
        return None
    if kind == Kind.PERCENT:
        return (amount / HUNDRED).quantize(Decimal("0.0001")) if amount <= HUNDRED else None
    return amount.quantize(Decimal("0.01")) if amount <= MOST else None


def keep(kind: Kind, value: Value) -> Any:
    """The plain data that `read` reads back."""
    if isinstance(value, Open):
        return {"days": list(value.days), "opens": f"{value.opens:%H:%M}", "closes": f"{value.closes:%H:%M}"}
    if isinstance(value, Decimal):
        return f"{(value * HUNDRED if kind == Kind.PERCENT else value).normalize():f}"
    return value


def _number(kept: Any) -> Decimal | None:
    try:
        found = Decimal(kept) if isinstance(kept, str | int) and not isinstance(kept, bool) else None
    except InvalidOperation:
        return None
    return found if found is not None and found.is_finite() else None


def _hours(kept: Any) -> Open | None:
    try:
        days = tuple(sorted({int(day) for day in kept["days"]}))
        opens, closes = time.fromisoformat(kept["opens"]), time.fromisoformat(kept["closes"])
    except (KeyError, TypeError, ValueError):
        return None
    return Open(days, opens, closes) if days and days[0] >= 0 and days[-1] <= 6 else None
