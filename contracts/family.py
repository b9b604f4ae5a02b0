"""A customer's documents as one family: which belongs to which, and which prevails in a conflict (domain.md §1.1).

Each document has a place in the order of precedence; 1 prevails over 2. Pure: no database.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

# The place of a kind where the contract names no other: the special before the general, the later before the earlier.
PLACES = {"amendment": 1, "data": 2, "order": 3, "sla": 4, "master": 5, "other": 6}
NAMES = {
    "amendment": "amendment",
    "data": "data processing agreement",
    "order": "order",
    "sla": "service level schedule",
    "master": "master agreement",
    "other": "agreement",
}


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One document: `place` in the order of precedence, `says` the contract's own words about conflicts."""

    pk: UUID
    parent_id: UUID | None
    kind: str
    reference: str
    title: str
    place: int
    url: str = ""
    says: str = ""

    @property
    def name(self) -> str:
        return f"{NAMES[self.kind]} {self.reference}"


@dataclass(frozen=True)
class Relative:
    """A document of the family as the page lists it, with the sentence on the one it belongs to."""

    paper: Paper
    is_here: bool
    sentence: str


def family(papers: Iterable[Paper], pk: UUID) -> tuple[Relative, ...]:
    """The document, what it belongs to and all that belongs to that, in the order of precedence; () where alone."""
    known = {paper.pk: paper for paper in papers}
    members = [paper for paper in known.values() if _root(known, paper) == _root(known, known[pk])]
    if len(members) == 1:
        return ()
    members.sort(key=lambda paper: (paper.place, paper.reference))
    return tuple(Relative(paper, paper.pk == pk, _sentence(paper, known)) for paper in members)


def would_loop(papers: Iterable[Paper], pk: UUID, parent_id: UUID) -> bool:
    """Whether a document would belong to itself, directly or along others, were this its parent."""
    known = {paper.pk: paper for paper in papers}
    above: UUID | None = parent_id
    seen: set[UUID] = set()
    while above is not None and above not in seen:
        if above == pk:
            return True
        seen.add(above)
        above = known[above].parent_id if above in known else None
    return False


def prevails(one: Paper, other: Paper) -> str:
    """Which of two prevails: "The order ORD-1 prevails over the master agreement MSA-1."."""
    if one.place == other.place:
        return f"Nothing says whether the {one.name} or the {other.name} prevails."
    first, second = (one, other) if one.place < other.place else (other, one)
    return f"The {first.name} prevails over the {second.name}."


def _root(known: dict[UUID, Paper], paper: Paper) -> UUID:
    seen: set[UUID] = set()
    while paper.parent_id in known and paper.pk not in seen:
        seen.add(paper.pk)
        paper = known[paper.parent_id]
    return paper.pk


def _sentence(paper: Paper, known: dict[UUID, Paper]) -> str:
    if paper.says:
        return paper.says
    parent = known.get(paper.parent_id) if paper.parent_id else None
    return prevails(paper, parent) if parent else ""
