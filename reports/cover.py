"""What a pack prints of insurance: the customer's own policies, and what the provider shows of its own."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class CoverPart:
    """A part of the cover: after which events it pays which costs, up to what, and what the first hours bring."""

    name: str
    after: str
    pays: str
    limit: str
    waiting: str = ""


@dataclass(frozen=True)
class Required:
    """Something the insurer requires, how it stood, who answers for it."""

    code: str
    words: str
    effect: str
    found: str
    checked_on: date | None
    evidence: str
    who: str


@dataclass(frozen=True)
class Certificate:
    """A document filed with a policy, recognisable by its digest."""

    title: str
    filename: str
    sha256: str
    added_at: datetime


@dataclass(frozen=True)
class Cover:
    """A policy of the customer's, as it stood at the cut-off. Amounts are written out."""

    name: str
    kind: str
    statement: str
    starts_on: date
    ends_on: date
    terms: tuple[tuple[str, str], ...]
    left: str
    parts: tuple[CoverPart, ...] = ()
    events: tuple[str, ...] = ()
    required: tuple[Required, ...] = ()
    exclusions: str = ""
    certificates: tuple[Certificate, ...] = ()


@dataclass(frozen=True)
class ShownCover:
    """What the provider had published of one of its policies by the cut-off; what it had not is empty."""

    kind: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[CoverPart, ...] = ()
    certificates: tuple[Certificate, ...] = ()
