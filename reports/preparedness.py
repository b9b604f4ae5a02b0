"""What a pack prints of continuity: plans in force, what was practised, what was used for real."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class PlanKept:
    """A plan in force at the cut-off: since when, last practised, next due as it was planned then."""

    name: str
    number: int
    since: date
    practised_on: date | None
    due_on: date | None
    is_late: bool


@dataclass(frozen=True)
class Practised:
    """An exercise of the quarter. `times` are what was timed, against how long it should take, and `outcome`
    whether it showed what it was to, in words; empty where nobody has said."""

    plan: str
    kind: str
    held_on: date
    participants: str
    times: tuple[tuple[str, str], ...]
    findings: tuple[str, ...]
    open_actions: int
    outcome: str = ""


@dataclass(frozen=True)
class Used:
    """A real use of a plan that began in the quarter; `lasted` is empty while it ran at the cut-off."""

    plan: str
    reason: str
    started_at: datetime
    lasted: str
    is_reported: bool
    open_actions: int


@dataclass(frozen=True)
class Preparedness:
    """The whole part."""

    plans: tuple[PlanKept, ...]
    practised: tuple[Practised, ...]
    used: tuple[Used, ...]
