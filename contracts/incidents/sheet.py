"""An incident as people read it: plain values, worked out for one reader and one moment. No database."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from contracts.wording import Sentence


@dataclass(frozen=True, kw_only=True)
class Claim:
    """What became of it at the insurer, as its policy lists it. Amounts are written out."""

    kind: str
    notified_on: date
    reference: str
    reserved: str
    paid: str
    is_closed: bool
    url: str


@dataclass(frozen=True, kw_only=True)
class Notice:
    """Somebody who has to be told: `state` is "waiting", "late", "done" or "not needed".

    `owes` says whose turn it is; `by` and `left` are empty where the rule names no time; `hotline` is the insurer's.
    """

    pk: UUID
    name: str
    term: str
    owes: str
    rule: str
    state: str
    by: str
    left: str
    said: str
    reference: str
    hotline: str
    claim: Claim | None
    may_tell: bool
    may_record: bool
    may_take_back: bool

    @property
    def is_waiting(self) -> bool:
        return self.state in ("waiting", "late")

    @property
    def is_late(self) -> bool:
        return self.state == "late"

    @property
    def is_done(self) -> bool:
        return self.state == "done"


@dataclass(frozen=True, kw_only=True)
class Moment:
    """One line of the timeline; `is_fact` says that it follows from the incident itself and nobody wrote it."""

    at: datetime
    text: str
    who: str
    side: str
    is_fact: bool = False


@dataclass(frozen=True, kw_only=True)
class Figure:
    """What a head was said to come to: as of a day, by whom."""

    amount: str
    is_final: bool
    known_on: date
    who: str
    note: str


@dataclass(frozen=True, kw_only=True)
class LossLine:
    """A head of loss: the figure that counts, and the earlier ones."""

    head: str
    term: str
    latest: Figure
    earlier: tuple[Figure, ...]


@dataclass(frozen=True)
class KnownLosses:
    """What an incident has cost as far as anybody knows, in pounds by head: the latest figure of each.

    `is_final` says that each of them was called final.
    """

    amounts: dict[str, Decimal]
    is_final: bool

    @property
    def total(self) -> Decimal:
        return sum(self.amounts.values(), Decimal(0))


@dataclass(frozen=True, kw_only=True)
class IncidentSheet:
    """Everything that a reader may know of an incident."""

    statement: Sentence
    notices: tuple[Notice, ...]
    timeline: tuple[Moment, ...]
    losses: tuple[LossLine, ...]
    total: str
    is_final: bool
    lines: frozenset[UUID]

    @property
    def waiting(self) -> tuple[Notice, ...]:
        return tuple(notice for notice in self.notices if notice.is_waiting)


@dataclass(frozen=True, kw_only=True)
class ListedIncident:
    """An incident as one row of a list."""

    url: str
    reference: str
    title: str
    customer: str
    customer_url: str
    cause: str
    aware_at: datetime
    is_open: bool
    is_shared: bool
    tone: str
    icon: str
    state: str
    next_words: str
    loss: str
    total: Decimal
