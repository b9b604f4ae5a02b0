"""A policy as people read it: plain values, the same for page and pack. No database."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from contracts.insurance.answers import Used
from contracts.sheet import SheetDocument
from contracts.wording import Milestone, Sentence


@dataclass(frozen=True, kw_only=True)
class Term:
    """One thing the policy says: plain words, the field's term for it, what it says, and what that means."""

    label: str
    term: str
    value: str
    means: str = ""


@dataclass(frozen=True, kw_only=True)
class SheetSection:
    """What is paid, after which events, up to what, from when on. `limit` and `kept` are empty where not shown."""

    pk: UUID
    name: str
    causes: str
    heads: str
    limit: str
    waiting: str
    waiting_means: str
    kept: str
    longest: str


@dataclass(frozen=True, kw_only=True)
class SheetSublimit:
    """What one kind of event is paid at the most, and which share of it is kept."""

    pk: UUID
    event: str
    limit: str
    kept: str


@dataclass(frozen=True, kw_only=True)
class SheetCondition:
    """What the insurer requires and how it stands: `state` is "met", "short" or "unknown".

    `line` names the matrix row that answers for it, over all versions.
    """

    pk: UUID
    code: str
    words: str
    effect: str
    relevance: str
    state: str
    found: str
    checked_on: date | None
    evidence: str
    line: UUID | None

    @property
    def is_met(self) -> bool:
        return self.state == "met"

    @property
    def is_short(self) -> bool:
        return self.state == "short"


@dataclass(frozen=True, kw_only=True)
class SheetNotice:
    """One claim or circumstance of which the insurer was told. Amounts are written out."""

    pk: UUID
    kind: str
    what: str
    happened_on: date | None
    notified_on: date
    reference: str
    reserved: str
    paid: str
    paid_on: date | None
    is_closed: bool


@dataclass(frozen=True, kw_only=True)
class UsedWords:
    """The arithmetic of the limit, each step a label and an amount; `left` is the last of them."""

    steps: tuple[tuple[str, str], ...]
    left: str
    reserved: str
    is_used: bool


@dataclass(frozen=True, kw_only=True)
class Help:
    """What to do when something happens, and whom to ring."""

    deadline: str
    rule: str
    hotline: str
    broker: str
    broker_contact: str

    @property
    def is_known(self) -> bool:
        return any((self.deadline, self.rule, self.hotline, self.broker, self.broker_contact))


@dataclass(frozen=True, kw_only=True)
class Exclusions:
    """What is not paid: events, costs, and the policy's own words."""

    causes: tuple[str, ...]
    heads: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def is_known(self) -> bool:
        return bool(self.causes or self.heads or self.words)


@dataclass(frozen=True, kw_only=True)
class PolicySheet:
    """Everything that those who may see a policy read of it."""

    pk: UUID
    kind: str
    insurer: str
    number: str
    starts_on: date
    ends_on: date
    state: str
    statement: Sentence
    terms: tuple[Term, ...]
    milestones: tuple[Milestone, ...]
    used: Used
    used_words: UsedWords
    sections: tuple[SheetSection, ...]
    sublimits: tuple[SheetSublimit, ...]
    conditions: tuple[SheetCondition, ...]
    exclusions: Exclusions
    help: Help
    notices: tuple[SheetNotice, ...]
    documents: tuple[SheetDocument, ...]
    questions: tuple[str, ...]

    @property
    def is_in_force(self) -> bool:
        return self.state == "in force"

    @property
    def is_over(self) -> bool:
        return self.state == "ended"


@dataclass(frozen=True, kw_only=True)
class ListedPolicy:
    """A policy as one entry of a list."""

    pk: UUID
    url: str
    kind: str
    name: str
    state: str
    statement: Sentence
    starts_on: date
    ends_on: date
    limit: str
    left: str
    conditions: str
    has_short: bool
    has_unknown: bool

    @property
    def is_in_force(self) -> bool:
        return self.state == "in force"

    @property
    def is_over(self) -> bool:
        return self.state == "ended"


@dataclass(frozen=True, kw_only=True)
class PublishedPolicy:
    """What the provider lets its customers know of one of its policies. Whatever it keeps to itself is not here at all:
    None, empty text or an empty tuple.
    """

    pk: UUID
    kind: str
    insurer: str = ""
    number: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    acts: str = ""
    retroactive_on: date | None = None
    aggregate_limit: str = ""
    per_claim_limit: str = ""
    retention: str = ""
    sections: tuple[SheetSection, ...] = ()
    exclusions: Exclusions | None = None
    documents: tuple[SheetDocument, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Toggle:
    """One fact with its words and since when customers read it."""

    fact: str
    label: str
    since: datetime | None

    @property
    def is_published(self) -> bool:
        return self.since is not None


@dataclass(frozen=True, kw_only=True)
class Shared:
    """How the provider's limit looks beside the number of customers that share it (domain.md §3.4)."""

    customers: int
    limit: Decimal
    each: str
