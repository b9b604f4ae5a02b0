"""The liability page as both sides read it: plain values, the same for page and PDF. No database."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from contracts.liability.questions import Ask
from contracts.sheet import SheetClause
from contracts.wording import Sentence
from core.enums import Labelled


@dataclass(frozen=True, kw_only=True)
class Cite:
    """The clause that says so."""

    pk: UUID
    number: str
    heading: str
    summary: str


@dataclass(frozen=True, kw_only=True)
class Limit:
    """A limit on the day. `amount` and `left` are empty where there is no limit; `used` where nothing is."""

    pk: UUID
    words: str
    amount: str
    used: str
    left: str
    basis: str
    steps: tuple[str, ...]
    cite: Cite | None
    mode: str = ""
    heads: tuple[Labelled, ...] = ()
    causes: tuple[Labelled, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Losses that are never paid, or paid without limit. `words` alone are kept, and reckoned with by nobody."""

    pk: UUID
    heads: tuple[Labelled, ...]
    causes: tuple[Labelled, ...]
    words: str
    cite: Cite | None

    @property
    def is_only_words(self) -> bool:
        return not self.heads and not self.causes


@dataclass(frozen=True, kw_only=True)
class Provision:
    """One of the other rules: what it says, the field's term, and what that means."""

    text: str
    term: str
    meaning: str
    cite: Cite | None = None


@dataclass(frozen=True, kw_only=True)
class Promised:
    """An indemnity: who makes good what, when, under which limit."""

    pk: UUID
    giver: str
    taker: str
    heads: tuple[Labelled, ...]
    causes: tuple[Labelled, ...]
    trigger: str
    outsiders_only: bool
    under: str
    conditions: str
    cite: Cite | None


@dataclass(frozen=True, kw_only=True)
class Payment:
    """Money paid under a limit."""

    pk: UUID
    paid_on: date
    amount: str
    under: str
    what_for: str
    claim: str
    cite: Cite | None


@dataclass(frozen=True, kw_only=True)
class LostProfit:
    """That lost profit is never paid, with the clause that says so where one is cited."""

    text: str
    clause: SheetClause | None


@dataclass(frozen=True, kw_only=True)
class LiabilitySheet:
    """What a party would pay at most under a contract, on a day."""

    on: date
    is_entered: bool
    statement: Sentence
    general: Limit | None
    higher: Limit | None
    excluded: tuple[Rule, ...]
    excluded_besides: tuple[Provision, ...]
    by_law: tuple[Provision, ...]
    by_agreement: tuple[Rule, ...]
    promises: tuple[Promised, ...]
    reckoning: tuple[Provision, ...]
    payments: tuple[Payment, ...]
    questions: tuple[Ask, ...]
    terms_id: UUID | None
