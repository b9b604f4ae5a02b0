"""Whose fees count for what a document says: the clause may stand in one document, the prices in another (domain.md
§1.1: the master agreement limits what is paid, its orders say what is bought). Pure: no database."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class Priced:
    """A document of a customer, with or without fees of its own.

    `is_draft`: a version that nobody has signed, or one not entered to its end; `is_replaced`: by a later version,
    whose fees tell of all the time before it too, for whoever may know of it.
    """

    pk: UUID
    parent_id: UUID | None
    supersedes_id: UUID | None = None
    has_fees: bool = False
    is_draft: bool = False
    is_replaced: bool = False
    is_published: bool = True
    currency: str = "GBP"


def whose_fees(pk: UUID, documents: Iterable[Priced]) -> frozenset[UUID]:
    """The documents whose fees count: itself; where it has none, what belongs to it; where that has none, its family.

    Fees that a reader of the document may not know of, or in another currency, never do.
    """
    known = {each.pk: each for each in documents}
    own = known.get(pk)
    if own is None or own.has_fees:
        return frozenset({pk})
    told = [each for each in known.values() if each.is_published or not own.is_published]
    replaced = {each.supersedes_id for each in told if not each.is_draft}
    counted = (each for each in told if _counts_for(own, each) and not (each.is_replaced and each.pk in replaced))
    chains = {each.pk: tuple(_upwards(each.pk, known)) for each in counted}
    here = _standing(own, known)
    for top in (here, *list(_upwards(here, known))[-1:]):
        if found := frozenset(each for each, above in chains.items() if top in above):
            return found
    return frozenset({pk})


def _counts_for(own: Priced, other: Priced) -> bool:
    return other.has_fees and not other.is_draft and other.currency == own.currency


def _standing(own: Priced, known: Mapping[UUID, Priced]) -> UUID:
    """The version of a document that others belong to: a draft's former one, a replaced one's latest."""
    if own.is_draft and own.supersedes_id is not None:
        return own.supersedes_id
    later = {each.supersedes_id: each.pk for each in known.values() if each.supersedes_id and not each.is_draft}
    here, seen = own.pk, {own.pk}
    while (following := later.get(here)) and following not in seen:
        here = following
        seen.add(here)
    return here


def _upwards(pk: UUID, known: Mapping[UUID, Priced]) -> Iterator[UUID]:
    """A document, what it belongs to, what that belongs to."""
    seen: set[UUID] = set()
    above: UUID | None = pk
    while above is not None and above in known and above not in seen:
        seen.add(above)
        yield above
        above = known[above].parent_id
