"""Everything a contract says about who pays at most, resolved on a day, for the allocation of a loss.

The fields up to `subrogation_waived` bear the names of the interchange's `msp_contract` (domain.md §4.6a).
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from contracts.liability.erosion import Standing
from contracts.liability.vocabulary import OUTSIDERS_CLAIMS, UNRECOVERABLE, AdviceRule, CapClass
from contracts.loss.vocabulary import BasketType, Cause, Head, SuperMode

NO_HEADS: frozenset[Head] = frozenset()
NO_CAUSES: frozenset[Cause] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Promise:
    """An indemnity of the provider: loss under `heads` from one of `causes` is made good, whoever is at fault."""

    heads: frozenset[Head]
    causes: frozenset[Cause]
    outsiders_only: bool = False
    cap_class: CapClass = CapClass.GENERAL

    @property
    def covered(self) -> frozenset[Head]:
        """What it covers; where it is limited to outsiders' claims, only what outsiders can claim."""
        return self.heads & OUTSIDERS_CLAIMS if self.outsiders_only else self.heads


@dataclass(frozen=True, kw_only=True)
class Liability:
    """What the provider would pay at most on a day. A limit of None is no limit; amounts in the contract's money.

    `general_used` and `super_used` are the payments in the basis period of the limit. `promises` tell the
    indemnities apart; `indemnity_heads` and `indemnity_causes` are all of them together: ask `indemnified`
    for one cause. `general` and `higher` carry the arithmetic; they are None where no such limit has been entered,
    which is not the same as a limit of None.
    """

    excluded_causes: frozenset[Cause] = NO_CAUSES
    excluded_heads: frozenset[Head] = NO_HEADS
    indemnity_heads: frozenset[Head] = NO_HEADS
    indemnity_causes: frozenset[Cause] = NO_CAUSES
    unlimited_causes: frozenset[Cause] = frozenset({Cause.FRAUD})
    unrecoverable: frozenset[Head] = UNRECOVERABLE
    exclude_indirect: bool = False
    credits_sole_remedy: bool = False
    credits_set_off: bool = True
    general_cap: Decimal | None = None
    general_used: Decimal = Decimal("0.00")
    super_cap: Decimal | None = None
    super_used: Decimal = Decimal("0.00")
    super_heads: frozenset[Head] = NO_HEADS
    super_causes: frozenset[Cause] = NO_CAUSES
    super_mode: SuperMode = SuperMode.SEPARATE
    basket: Decimal = Decimal("0.00")
    basket_type: BasketType = BasketType.TIPPING
    subrogation_waived: bool = False

    on: date
    general: Standing | None = None
    higher: Standing | None = None
    promises: tuple[Promise, ...] = ()
    advice_rule: AdviceRule | None = None

    def indemnified(self, cause: Cause) -> frozenset[Head]:
        """The heads that a promise of the provider covers when this is the cause."""
        return NO_HEADS.union(*(each.covered for each in self.promises if cause in each.causes))

    def promised(self, cause: Cause, cap_class: CapClass) -> frozenset[Head]:
        """The heads promised under one limit when this is the cause: `uncapped` ones are paid without limit.

        Nothing counts under a higher limit that has not been entered.
        """
        if cap_class == CapClass.SUPER and self.higher is None:
            return NO_HEADS
        fitting = (each for each in self.promises if cause in each.causes and each.cap_class == cap_class)
        return NO_HEADS.union(*(each.covered for each in fitting))
