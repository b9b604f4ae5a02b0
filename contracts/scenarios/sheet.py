"""Who would pay, as both sides read it: plain values, the same for page, export and print. No database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from contracts.scenarios.parties import Share
from contracts.wording import Sentence


@dataclass(frozen=True, slots=True)
class Cite:
    """Where a reason stands: clause, section or policy; `url` leads there."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Why:
    """A reason in words and where it stands."""

    text: str
    cite: Cite | None = None


@dataclass(frozen=True, kw_only=True)
class HeadRow:
    """One kind of cost: the loss, what each column's party bears of it, and why."""

    label: str
    term: str
    loss: Decimal
    cells: tuple[Decimal, ...]
    why: tuple[Why, ...]
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """Something to ask a broker or solicitor: what was found, what to ask."""

    found: str
    ask: str


@dataclass(frozen=True, kw_only=True)
class Sources:
    """Where terms stand: clauses by the interchange's path, the policies' names and addresses."""

    clauses: Mapping[str, Cite] = field(default_factory=dict)
    contract: Cite | None = None
    policy: Cite | None = None
    refusals: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class WhoPays:
    """The answer. `columns` head the cells of `rows`; `shares` tell the provider's insurer apart where it may be."""

    loss: Decimal
    statement: Sentence
    shares: tuple[Share, ...]
    columns: tuple[str, ...]
    rows: tuple[HeadRow, ...]
    totals: tuple[Decimal, ...]
    chart: str
    cover: tuple[Why, ...]
    questions: tuple[Question, ...]
    assumed: tuple[str, ...]

    @property
    def yours(self) -> Decimal:
        """What stays with the customer."""
        return self.shares[0].amount

    @property
    def in_pence(self) -> bool:
        """Whether any amount of its tables has pence: then all of them show theirs, in one form."""
        cells = [cell for row in self.rows for cell in (row.loss, *row.cells)]
        return has_pence([*cells, *(share.amount for share in self.shares)])


def has_pence(amounts: Iterable[Decimal]) -> bool:
    """Whether any of these amounts is not whole pounds."""
    return any(amount != amount.to_integral_value() for amount in amounts)


@dataclass(frozen=True, kw_only=True)
class Compared:
    """A party on both sides of a comparison."""

    label: str
    first: Decimal
    second: Decimal

    @property
    def difference(self) -> Decimal:
        return self.second - self.first
