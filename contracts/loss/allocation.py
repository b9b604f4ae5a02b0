"""Who bears a loss: steps 4 to 6, and all six in a row (domain.md §4.3).

It illustrates what contract and policies say; it gives no advice, and what the provider owes from its own
pocket is worth what the provider can pay.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from contracts.loss.amounts import ZERO, part_of, up_to
from contracts.loss.cover import Cover, work_out_cover
from contracts.loss.liability import Liability, work_out_liability
from contracts.loss.reasons import CapClass
from contracts.loss.sharing import Recovery, share_out
from contracts.loss.terms import ONE, CustomerPolicy, MspContract, MspPolicy, Scenario, policy_limit
from contracts.loss.vocabulary import Head, SuperMode

MSP_POLICY = "msp_policy"


@dataclass(frozen=True, kw_only=True, slots=True)
class MspCover:
    """Step 5: what the provider's insurer pays, and what the provider bears of the insured part and why.

    `available` is the policy's lower limit, None without one; `limit_field` the path of that limit where it bit;
    `refusal` the path of the field for which the policy pays nothing at all.
    """

    insured: Decimal = ZERO
    retained: Decimal = ZERO
    coinsured: Decimal = ZERO
    available: Decimal | None = None
    over_limit: Decimal = ZERO
    limit_field: str = ""
    refusal: str = ""
    paid: Decimal = ZERO


@dataclass(frozen=True, kw_only=True, slots=True)
class Ledgers:
    """How far caps and aggregate limits are used up once this event is paid."""

    general_used: Decimal
    super_used: Decimal
    customer_aggregate_used: Decimal
    msp_aggregate_used: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class Allocation:
    """Who bears a loss, with every figure it was worked out from.

    The five parties' shares always sum to `loss`. `credits` is what is paid of the service credits.
    """

    loss: Decimal
    third_party: Decimal
    cover: Cover
    liability: Liability
    recoveries: Mapping[Head, Recovery]
    credits: Decimal
    msp_cover: MspCover
    ledgers: Ledgers

    @property
    def damages(self) -> Decimal:
        """M: what the provider pays after caps and set-off, credits not counted."""
        return sum((recovery.total for recovery in self.recoveries.values()), ZERO)

    @property
    def gross_insurer(self) -> Decimal:
        """What the customer's insurer pays before it recovers anything."""
        return self.cover.paid

    @property
    def customer_insurer(self) -> Decimal:
        return self.cover.paid - sum((recovery.insurer for recovery in self.recoveries.values()), ZERO)

    @property
    def customer(self) -> Decimal:
        return residual(self.cover, self.recoveries) - self.credits

    @property
    def msp(self) -> Decimal:
        """The provider's own pocket, credits included."""
        return self.damages - self.msp_cover.paid + self.credits

    @property
    def msp_insurer(self) -> Decimal:
        return self.msp_cover.paid


def allocate(
    scenario: Scenario,
    contract: MspContract,
    customer_policy: CustomerPolicy | None = None,
    msp_policy: MspPolicy | None = None,
) -> Allocation:
    """Who bears the loss of a scenario under the contract and both sides' policies; None is no policy."""
    cover = work_out_cover(customer_policy, scenario)
    liability = work_out_liability(contract, scenario)
    recoveries = share_out(cover, liability, is_subrogation_waived=contract.subrogation_waived)
    msp_cover = _work_out_msp_cover(msp_policy, scenario.cause, recoveries)
    return Allocation(
        loss=sum(scenario.heads.values(), ZERO),
        third_party=sum(scenario.other_recoveries.values(), ZERO),
        cover=cover,
        liability=liability,
        recoveries=recoveries,
        credits=min(scenario.service_credits, residual(cover, recoveries)),
        msp_cover=msp_cover,
        ledgers=Ledgers(
            general_used=contract.general_used + _placed(liability, recoveries, CapClass.GENERAL),
            super_used=contract.super_used + _super_placed(contract, liability, recoveries),
            customer_aggregate_used=cover.paid + (customer_policy.aggregate_used if customer_policy else ZERO),
            msp_aggregate_used=msp_cover.paid + (msp_policy.aggregate_used if msp_policy else ZERO),
        ),
    )


def residual(cover: Cover, recoveries: Mapping[Head, Recovery]) -> Decimal:
    """What the customer bears before service credits."""
    kept = sum((head.loss - head.paid for head in cover.heads.values()), ZERO)
    return kept - sum((recovery.customer for recovery in recoveries.values()), ZERO)


def _work_out_msp_cover(policy: MspPolicy | None, cause: str, recoveries: Mapping[Head, Recovery]) -> MspCover:
    """What the provider's insurer pays of the damages. Service credits are not insured."""
    if policy is None:
        return MspCover(refusal=MSP_POLICY)
    if not policy.responds or cause in policy.excluded_causes:
        return MspCover(refusal=f"{MSP_POLICY}.{'excluded_causes' if policy.responds else 'responds'}")
    insured = sum((recovery.total for head, recovery in recoveries.items() if head not in policy.excluded_heads), ZERO)
    retained = min(insured, policy.retention)
    claim = insured - retained
    payable = part_of(claim, ONE - policy.coinsurance)
    available, limit_field = policy_limit(policy)
    paid = up_to(payable, available)
    return MspCover(
        insured=insured,
        retained=retained,
        coinsured=claim - payable,
        available=available,
        over_limit=payable - paid,
        limit_field=f"{MSP_POLICY}.{limit_field}" if paid < payable else "",
        paid=paid,
    )


def _placed(liability: Liability, recoveries: Mapping[Head, Recovery], cap_class: CapClass) -> Decimal:
    """What is paid in a class."""
    return sum(
        (recoveries[head].total for head, claim in liability.claims.items() if claim.cap_class == cap_class), ZERO
    )


def _super_placed(contract: MspContract, liability: Liability, recoveries: Mapping[Head, Recovery]) -> Decimal:
    """What erodes the super-cap: an inclusive one is eroded by general payments too."""
    placed = _placed(liability, recoveries, CapClass.SUPER)
    if contract.super_mode == SuperMode.INCLUSIVE:
        placed += _placed(liability, recoveries, CapClass.GENERAL)
    return placed
