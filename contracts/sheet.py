"""A contract as both sides read it: plain values, the same for page, PDF and export. No database."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from contracts.terms import Notice, Position
from contracts.wording import Milestone, Sentence


@dataclass(frozen=True, kw_only=True)
class NoticeDate(Notice):
    """The next day by which notice must be received, of the contract whose day comes first."""

    customer_id: UUID
    contract_id: UUID
    reference: str
    title: str
    days_left: int
    why: str


@dataclass(frozen=True, kw_only=True)
class Dates:
    """Where the contract stands on a day: its term, its notice, and how these come about.

    `upcoming` is the next notice that can still be received, perhaps a later term's; `days_left` runs
    to its day, or to the term's end when no notice is needed.
    """

    position: Position
    upcoming: Notice | None
    statement: Sentence
    milestones: tuple[Milestone, ...]
    steps: tuple[str, ...]
    why: str
    next_on: date
    days_left: int


@dataclass(frozen=True, kw_only=True)
class ListedContract:
    """A contract as one row of a customer's list."""

    pk: UUID
    url: str
    kind: str
    reference: str
    title: str
    is_published: bool
    standing: str
    dates: Dates


@dataclass(frozen=True, kw_only=True)
class SheetLine:
    """A service bought. `monthly_fee` is for one, `monthly_total` and `amount` for the quantity."""

    pk: UUID
    service_id: UUID
    service: str
    summary: str
    quantity: Decimal
    monthly_fee: str
    monthly_total: str
    amount: Decimal
    starts_on: date
    ends_on: date | None
    is_running: bool
    is_over: bool


@dataclass(frozen=True, kw_only=True)
class SheetTarget:
    """A service level: its words, its number in words ("1 hour, around the clock"), what it still lacks."""

    pk: UUID
    metric: str
    scope: str
    service: str
    words: str
    number: str
    commitment: str
    missing: tuple[str, ...]
    clause_id: UUID | None
    clause_number: str


@dataclass(frozen=True, kw_only=True)
class SheetClause:
    """A numbered clause and who it makes responsible."""

    pk: UUID
    number: str
    heading: str
    summary: str
    text: str
    owed_by: str


@dataclass(frozen=True, kw_only=True)
class SheetEnding:
    """A reason to end it early, or what is done once it is over. `who` is a side as `{% owner %}` knows it, "" for
    either."""

    pk: UUID
    label: str
    term: str
    who: str
    time: str
    words: str
    is_reason: bool
    clause_id: UUID | None
    clause_number: str


@dataclass(frozen=True, kw_only=True)
class SheetDocument:
    """An uploaded document; size in bytes."""

    pk: UUID
    title: str
    filename: str
    kind: str
    size: int
    sha256: str
    added_by: str
    added_by_id: UUID
    added_at: datetime


@dataclass(frozen=True, kw_only=True)
class Fees:
    """What the running services cost, and how the sum comes about."""

    monthly: str
    yearly: str
    yearly_amount: Decimal
    why: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ContractSheet:
    """Everything that both sides may know of a contract. Holds no internal note."""

    pk: UUID
    customer_id: UUID
    kind: str
    reference: str
    title: str
    governing_law: str
    effective_from: date
    ended_on: date | None
    published_at: datetime | None
    dates: Dates
    fees: Fees
    lines: tuple[SheetLine, ...]
    targets: tuple[SheetTarget, ...]
    clauses: tuple[SheetClause, ...]
    endings: tuple[SheetEnding, ...]
    documents: tuple[SheetDocument, ...]

    @property
    def reasons(self) -> tuple[SheetEnding, ...]:
        """Why it can be ended early."""
        return tuple(each for each in self.endings if each.is_reason)

    @property
    def afterwards(self) -> tuple[SheetEnding, ...]:
        """What is done, or goes on, once it is over."""
        return tuple(each for each in self.endings if not each.is_reason)
