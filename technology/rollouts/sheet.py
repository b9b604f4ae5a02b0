"""Updates as people read them: plain values, worked out for one reader and one moment. No database."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from technology.rollouts.kinds import StageState

MARKS = {  # a chip's tone and icon
    StageState.WAITING: ("calm", "wait"),
    StageState.SOAKING: ("calm", "wait"),
    StageState.READY: ("warn", "ask"),
    StageState.HELD: ("danger", "late"),
    StageState.PASSED: ("ok", "tick"),
    StageState.EARLY: ("danger", "late"),
    StageState.REACHED: ("danger", "late"),
    StageState.SKIPPED: ("danger", "late"),
    StageState.TAKEN_BACK: ("warn", "late"),
}


@dataclass(frozen=True, kw_only=True)
class Step:
    """A ring of the line, as small as it can be shown: its name, and how it stands there."""

    name: str
    state: StageState

    @property
    def label(self) -> str:
        return self.state.label


@dataclass(frozen=True, kw_only=True)
class CountSheet:
    """A count as it is read: `words` say it whole."""

    pk: UUID
    words: str
    at: datetime
    who: str
    note: str
    filename: str


@dataclass(frozen=True, kw_only=True)
class StopSheet:
    """A stop: why, since when, and what was done about it; `closing` is empty while it is open."""

    pk: UUID
    ring: str
    reason: str
    words: str
    opened_at: datetime
    opened_by: str
    closed_at: datetime | None
    closed_by: str
    closing: str


@dataclass(frozen=True, kw_only=True)
class StageSheet:
    """A ring of an update’s page."""

    pk: UUID
    name: str
    size: str
    state: StageState
    soak: str
    entered_at: datetime | None
    entered_by: str
    left_at: datetime | None
    note: str
    passes_when: str
    stops_when: str
    counts: tuple[CountSheet, ...]
    is_here: bool

    @property
    def tone(self) -> str:
        return MARKS[self.state][0]

    @property
    def icon(self) -> str:
        return MARKS[self.state][1]

    @property
    def label(self) -> str:
        return self.state.label


@dataclass(frozen=True, kw_only=True)
class RolloutSheet:
    """One attempt at an update, for its page.

    `lacks` is what it needs before it may go on; `missed` what was left out; `limit` says how it stands against the
    fourteen days, "" where they do not apply, and `is_late` that they cannot be kept.
    """

    pk: UUID
    statement: str
    tone: str
    icon: str
    state: str
    stages: tuple[StageSheet, ...]
    stops: tuple[StopSheet, ...]
    lacks: tuple[str, ...]
    missed: tuple[str, ...]
    limit: str
    is_late: bool
    emergency: str
    words: str
    review: str
    here: UUID | None
    next_name: str


@dataclass(frozen=True, kw_only=True)
class BoardRow:
    """What is in which ring now: one line of the board."""

    url: str
    version: str
    product: str
    vendor: str
    kind: str
    is_high_risk: bool
    steps: tuple[Step, ...]
    here: str
    since: datetime
    tone: str
    icon: str
    state: str
    waits: str
    fix_by: date | None
    is_late: bool


@dataclass(frozen=True, kw_only=True)
class CustomerUpdate:
    """An update as a customer reads it: where it is with them, and on whose devices it was tried before."""

    product: str
    vendor: str
    version: str
    kind: str
    what: str
    released_on: date
    tone: str
    icon: str
    state: str
    tested: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class WayBack:
    """A product’s way back in a list: `tested` in words, and by when it is tried next."""

    product: UUID
    name: str
    vendor: str
    method: str
    who: str
    minutes: int | None
    needs: str
    tone: str
    icon: str
    tested: str
    due_on: date | None
    plan: UUID | None
