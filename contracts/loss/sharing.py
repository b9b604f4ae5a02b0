"""Step 3: who gets what the provider pays, from the top down (domain.md §4.2, §4.3; Napier v Hunter [1993] AC 713)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from contracts.loss.amounts import ZERO
from contracts.loss.cover import Cover, HeadCover
from contracts.loss.liability import Liability
from contracts.loss.reasons import CapClass
from contracts.loss.vocabulary import Head


@dataclass(frozen=True, kw_only=True, slots=True)
class Recovery:
    """What is recovered from the provider under one head.

    `above` makes good what the customer bears outside the cover (phase 1), `insurer` what the insurer paid
    (phase 2), `first_slice` the customer's waiting period and retention (phase 3).
    """

    above: Decimal = ZERO
    insurer: Decimal = ZERO
    first_slice: Decimal = ZERO

    @property
    def customer(self) -> Decimal:
        return self.above + self.first_slice

    @property
    def total(self) -> Decimal:
        return self.above + self.insurer + self.first_slice


def share_out(cover: Cover, liability: Liability, *, is_subrogation_waived: bool) -> dict[Head, Recovery]:
    """Place each class's pot on its heads. What finds no place is not paid.

    Simplification, said on screen: coinsurance counts as above the cover; strictly it ranks with the insurer.
    """
    recoveries: dict[Head, Recovery] = {}
    for cap_class in CapClass:
        heads = [cover.heads[head] for head, claim in liability.claims.items() if claim.cap_class == cap_class]
        recoveries |= _place(heads, liability, liability.pots[cap_class].total, is_subrogation_waived)
    return {head: recoveries[head] for head in cover.heads}


def _place(
    heads: list[HeadCover], liability: Liability, pot: Decimal, is_subrogation_waived: bool
) -> dict[Head, Recovery]:
    """Fill the phases one after another, heads in order within each, no head beyond what is owed under it."""
    room = {cover.head: liability.claims[cover.head].amount for cover in heads}
    phases = []
    for wanted in (
        {cover.head: cover.tier1 for cover in heads},
        {cover.head: ZERO if is_subrogation_waived else cover.paid for cover in heads},
        {cover.head: cover.tier3 for cover in heads},
    ):
        placed = _fill(wanted, room, pot)
        room = {head: room[head] - amount for head, amount in placed.items()}
        pot -= sum(placed.values(), ZERO)
        phases.append(placed)
    above, insurer, first_slice = phases
    return {head: Recovery(above=above[head], insurer=insurer[head], first_slice=first_slice[head]) for head in room}


def _fill(wanted: Mapping[Head, Decimal], room: Mapping[Head, Decimal], pot: Decimal) -> dict[Head, Decimal]:
    placed = {}
    for head, amount in wanted.items():
        placed[head] = min(amount, room[head], pot)
        pot -= placed[head]
    return placed
