"""Step 2: what the provider owes in law, looked at without anybody's insurance (domain.md §4.3, §2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from contracts.loss.amounts import ZERO, left_of, part_of
from contracts.loss.reasons import CapClass, Cut, Exclusion
from contracts.loss.terms import ONE, MspContract, Scenario
from contracts.loss.vocabulary import BasketType, Cause, Head, SuperMode

CONTRACT = "msp_contract"
EXCLUDED_BY = {
    Exclusion.UNRECOVERABLE: f"{CONTRACT}.unrecoverable",
    Exclusion.EXCLUDED_CAUSE: f"{CONTRACT}.excluded_causes",
    Exclusion.ADVICE_DECLINED: "scenario.advice_declined",
    Exclusion.CREDITS_SOLE_REMEDY: f"{CONTRACT}.credits_sole_remedy",
    Exclusion.EXCLUDED_HEAD: f"{CONTRACT}.excluded_heads",
    Exclusion.INDIRECT: f"{CONTRACT}.exclude_indirect",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """What the provider answers for under one head, before baskets and caps.

    `share` is 1 under an indemnity, else the scenario's. `excluded` says why nothing is owed.
    """

    head: Head
    loss: Decimal
    share: Decimal
    amount: Decimal
    cap_class: CapClass
    is_unlimited: bool
    is_indemnified: bool
    excluded: Exclusion | None

    @property
    def because_of(self) -> str:
        """The path of the field that excludes the claim, or ""."""
        return EXCLUDED_BY[self.excluded] if self.excluded else ""


@dataclass(frozen=True, slots=True)
class Reduction:
    """What a class lost to a basket, a cap or credits. `because_of` is the path of the field that produced it."""

    cut: Cut
    amount: Decimal
    because_of: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Pot:
    """A class of claims: what was claimed, what took from it, what there is to share out.

    `cap_left` is the class's own cap less what had eroded it; None without a cap.
    """

    cap_class: CapClass
    claimed: Decimal
    cap_left: Decimal | None
    reductions: tuple[Reduction, ...] = ()

    @property
    def total(self) -> Decimal:
        return self.claimed - sum((reduction.amount for reduction in self.reductions), ZERO)

    def limited_to(self, limit: Decimal | None, cut: Cut, because_of: str) -> "Pot":
        """The same pot with no more in it than `limit`, and a note of why."""
        if limit is None or self.total <= limit:
            return self
        reduction = Reduction(cut, self.total - limit, f"{CONTRACT}.{because_of}")
        return Pot(
            cap_class=self.cap_class,
            claimed=self.claimed,
            cap_left=self.cap_left,
            reductions=(*self.reductions, reduction),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Liability:
    """What is claimed under each head and what the contract lets the provider pay in each class."""

    claims: Mapping[Head, Claim]
    pots: Mapping[CapClass, Pot]


def work_out_liability(contract: MspContract, scenario: Scenario) -> Liability:
    """What the provider owes: claims by head, then basket, caps and credits by class."""
    claims = {head: _claim(contract, scenario, head, loss) for head, loss in scenario.net_losses.items()}
    pots = _apply_super_total(contract, _apply_caps(contract, claims))
    if contract.credits_set_off:
        pots = _set_off(pots, scenario.service_credits)
    return Liability(claims=claims, pots=pots)


def _claim(contract: MspContract, scenario: Scenario, head: Head, loss: Decimal) -> Claim:
    cause = scenario.cause
    is_unlimited = head == Head.BODILY_INJURY or cause == Cause.FRAUD or cause in contract.unlimited_causes
    is_indemnified = head in contract.indemnity_heads and cause in contract.indemnity_causes
    share = ONE if is_indemnified else scenario.msp_share
    excluded = _why_excluded(contract, scenario, head, is_unlimited, is_indemnified)
    return Claim(
        head=head,
        loss=loss,
        share=share,
        amount=ZERO if excluded else part_of(loss, share),
        cap_class=CapClass.UNCAPPED if is_unlimited else _cap_class(contract, cause, head, is_indemnified),
        is_unlimited=is_unlimited,
        is_indemnified=is_indemnified,
        excluded=excluded,
    )


def _why_excluded(
    contract: MspContract, scenario: Scenario, head: Head, is_unlimited: bool, is_indemnified: bool
) -> Exclusion | None:
    """Why nothing is owed. A head exclusion beats an indemnity; only the law beats an unlimited head."""
    if head in contract.unrecoverable:
        return Exclusion.UNRECOVERABLE
    if is_unlimited:
        return None
    if not is_indemnified and (exclusion := _whole_event_excluded(contract, scenario)):
        return exclusion
    if head in contract.excluded_heads:
        return Exclusion.EXCLUDED_HEAD
    if contract.exclude_indirect and head in scenario.indirect_heads:
        return Exclusion.INDIRECT
    return None


def _whole_event_excluded(contract: MspContract, scenario: Scenario) -> Exclusion | None:
    if scenario.cause in contract.excluded_causes:
        return Exclusion.EXCLUDED_CAUSE
    if scenario.advice_declined:
        return Exclusion.ADVICE_DECLINED
    if contract.credits_sole_remedy and scenario.availability_failure:
        return Exclusion.CREDITS_SOLE_REMEDY
    return None


def _cap_class(contract: MspContract, cause: str, head: Head, is_indemnified: bool) -> CapClass:
    """An indemnity counts under the limit that it names, the one that pays most where several do; all else under the
    higher limit if that is meant for it.

    An uncapped indemnity sits outside every limit: it is not cut by them and uses none of them up (§2.4).
    """
    if is_indemnified and (promised := _promised_under(contract, head)):
        return promised
    if head in contract.super_heads and cause in contract.super_causes:
        return CapClass.SUPER
    return CapClass.GENERAL


def _promised_under(contract: MspContract, head: Head) -> CapClass | None:
    """The limit that the indemnity of a head names; None where it names none."""
    if head in contract.uncapped_indemnity_heads:
        return CapClass.UNCAPPED
    if head in contract.super_indemnity_heads:
        return CapClass.SUPER
    return CapClass.GENERAL if head in contract.general_indemnity_heads else None


def _apply_caps(contract: MspContract, claims: Mapping[Head, Claim]) -> dict[CapClass, Pot]:
    """Each class by itself: the basket on general claims, then the class's cap less what eroded it."""
    caps = {
        CapClass.GENERAL: left_of(contract.general_cap, contract.general_used),
        CapClass.SUPER: left_of(contract.super_cap, contract.super_used),
        CapClass.UNCAPPED: None,
    }
    pots = {}
    for cap_class, cap in caps.items():
        claimed = sum((claim.amount for claim in claims.values() if claim.cap_class == cap_class), ZERO)
        pot = Pot(cap_class=cap_class, claimed=claimed, cap_left=cap)
        if cap_class == CapClass.GENERAL:
            pot = pot.limited_to(_over_basket(contract, claimed), Cut.BASKET, "basket")
        cut = Cut.SUPER_CAP if cap_class == CapClass.SUPER else Cut.GENERAL_CAP
        pots[cap_class] = pot.limited_to(cap, cut, str(cut))
    return pots


def _over_basket(contract: MspContract, claimed: Decimal) -> Decimal:
    """What counts of the general claims. A tipping basket is passed when they reach it."""
    if contract.basket_type == BasketType.DEDUCTIBLE:
        return max(ZERO, claimed - contract.basket)
    return claimed if claimed >= contract.basket else ZERO


def _apply_super_total(contract: MspContract, pots: dict[CapClass, Pot]) -> dict[CapClass, Pot]:
    """Where the super-cap includes the general cap, general claims give way to those the higher cap is meant for.

    So raising either cap never takes money from a class: nobody is worse off for a higher cap.
    """
    higher = pots[CapClass.SUPER]
    if contract.super_mode == SuperMode.SEPARATE or higher.cap_left is None:
        return pots
    rest = higher.cap_left - higher.total
    general = pots[CapClass.GENERAL].limited_to(rest, Cut.SUPER_CAP, "super_cap")
    return {**pots, CapClass.GENERAL: general}


def _set_off(pots: dict[CapClass, Pot], credits: Decimal) -> dict[CapClass, Pot]:
    """Credits reduce the classes in turn, until they are used up."""
    after = {}
    for cap_class in CapClass:
        pot = pots[cap_class]
        reduced = pot.limited_to(max(ZERO, pot.total - credits), Cut.SET_OFF, "credits_set_off")
        credits -= pot.total - reduced.total
        after[cap_class] = reduced
    return after
