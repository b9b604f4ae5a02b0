"""What an allocation is worked out from: a scenario, the contract and both sides' policies (domain.md §4.1, §4.6a).

Amounts are Decimal pounds with at most two decimals, shares and percentages fractions of 1, times clock hours.
None is "no limit". Causes are words: `Cause` names the usual ones, a policy may name others.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from contracts.loss.amounts import ZERO, left_of
from contracts.loss.vocabulary import INTERRUPTION, BasketType, Cause, Head, SuperMode

Amounts = Mapping[Head, Decimal]
Heads = frozenset[Head]
Causes = frozenset[str]
NO_HEADS: Heads = frozenset()
NO_CAUSES: Causes = frozenset()
FINES: Heads = frozenset({Head.REGULATORY_FINE})
ONE = Decimal(1)


class InvalidTerms(ValueError):
    """Terms that cannot be worked with: the field's path and a sentence why."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path}: {why}" if path else why)
        self.path, self.why = path, why


class WaitingMode(StrEnum):
    """Whether a waiting period is kept by the insured (time retention) or only has to pass (franchise)."""

    DEDUCTIBLE = "deductible"
    QUALIFYING = "qualifying"


class InterruptionRetention(StrEnum):
    """How much of the retention that other heads have not absorbed falls on business interruption."""

    NONE = "none"
    GREATER_OF = "greater_of"
    CUMULATIVE = "cumulative"


class Effect(StrEnum):
    """What an unmet condition does: no cover, no cover while unmet, or a smaller payment."""

    VOID = "void"
    SUSPEND = "suspend"
    REDUCE = "reduce"


@dataclass(frozen=True, kw_only=True, slots=True)
class Scenario:
    """What happened and what it cost.

    `msp_share` is the part of the loss caused by the provider's breach of duty. `in_waiting` and
    `beyond_indemnity` are the parts of an interruption head inside the waiting period and after the indemnity
    period. `other_recoveries` (a vendor's refund) come off before anything else is worked out.
    Raises InvalidTerms where a part is larger than its head.
    """

    cause: str
    duration_hours: Decimal
    msp_share: Decimal
    heads: Amounts
    in_waiting: Amounts = field(default_factory=dict)
    beyond_indemnity: Amounts = field(default_factory=dict)
    indirect_heads: Heads = NO_HEADS
    availability_failure: bool = False
    advice_declined: bool = False
    service_credits: Decimal = ZERO
    other_recoveries: Amounts = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("in_waiting", "beyond_indemnity"):
            self._check_is_interruption(name, getattr(self, name))
        for name in ("in_waiting", "beyond_indemnity", "other_recoveries"):
            self._check_is_part(name, getattr(self, name))

    @property
    def net_losses(self) -> dict[Head, Decimal]:
        """What is left to share out under each head, in the order in which money is applied."""
        others = self.other_recoveries
        return {head: self.heads[head] - others.get(head, ZERO) for head in Head if head in self.heads}

    def _check_is_interruption(self, name: str, heads: Iterable[Head]) -> None:
        for head in heads:
            if head not in INTERRUPTION:
                raise InvalidTerms(f"{name}.{head}", "Only extra expense and lost gross profit depend on time.")

    def _check_is_part(self, name: str, parts: Amounts) -> None:
        for head, part in parts.items():
            if part > self.heads.get(head, ZERO):
                raise InvalidTerms(f"{name}.{head}", f"This is more than the loss under {head} itself.")


@dataclass(frozen=True, kw_only=True, slots=True)
class MspContract:
    """What the contract says of the provider's liability (domain.md §2). `…_used` has eroded a cap already.

    `uncapped_indemnity_heads` are those of `indemnity_heads` that were promised outside every limit; those promised
    under the higher or the general limit by name count there, whatever the higher limit itself is for.
    """

    excluded_causes: Causes = NO_CAUSES
    excluded_heads: Heads = NO_HEADS
    indemnity_heads: Heads = NO_HEADS
    indemnity_causes: Causes = NO_CAUSES
    uncapped_indemnity_heads: Heads = NO_HEADS
    super_indemnity_heads: Heads = NO_HEADS
    general_indemnity_heads: Heads = NO_HEADS
    unlimited_causes: Causes = frozenset({Cause.FRAUD})
    unrecoverable: Heads = FINES
    exclude_indirect: bool = False
    credits_sole_remedy: bool = False
    credits_set_off: bool = True
    general_cap: Decimal | None = None
    general_used: Decimal = ZERO
    super_cap: Decimal | None = None
    super_used: Decimal = ZERO
    super_heads: Heads = NO_HEADS
    super_causes: Causes = NO_CAUSES
    super_mode: SuperMode = SuperMode.SEPARATE
    basket: Decimal = ZERO
    basket_type: BasketType = BasketType.TIPPING
    subrogation_waived: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A part of a policy that answers some heads of some causes. No `coinsurance` of its own: the policy's counts."""

    causes: Causes
    heads: Heads
    name: str = ""
    limit: Decimal | None = None
    waiting_hours: Decimal = ZERO
    waiting_mode: WaitingMode = WaitingMode.DEDUCTIBLE
    coinsurance: Decimal | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Condition:
    """A duty of the insured. It counts when unmet and relevant to this loss; `pct` is the part that `reduce` takes off.

    Raises InvalidTerms where a reduction does not say how much.
    """

    code: str
    met: bool
    effect: Effect
    relevant: bool = True
    pct: Decimal | None = None

    def __post_init__(self) -> None:
        if self.effect == Effect.REDUCE and self.pct is None:
            raise InvalidTerms("pct", "A condition that reduces a payment must say by how much.")

    @property
    def counts(self) -> bool:
        return self.relevant and not self.met


@dataclass(frozen=True, kw_only=True, slots=True)
class CustomerPolicy:
    """The customer's own cover. `responds` says that it is in force and was notified in time."""

    responds: bool = True
    excluded_causes: Causes = NO_CAUSES
    uninsurable: Heads = FINES
    retention: Decimal = ZERO
    bi_retention: InterruptionRetention = InterruptionRetention.NONE
    coinsurance: Mapping[str, Decimal] = field(default_factory=dict)
    event_sublimit: Mapping[str, Decimal] = field(default_factory=dict)
    aggregate_limit: Decimal | None = None
    aggregate_used: Decimal = ZERO
    per_claim_limit: Decimal | None = None
    conditions: tuple[Condition, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class MspPolicy:
    """The provider's liability cover: it answers only so far as the provider is liable."""

    responds: bool = True
    excluded_causes: Causes = NO_CAUSES
    excluded_heads: Heads = NO_HEADS
    retention: Decimal = ZERO
    coinsurance: Decimal = ZERO
    per_claim_limit: Decimal | None = None
    aggregate_limit: Decimal | None = None
    aggregate_used: Decimal = ZERO


def policy_limit(policy: CustomerPolicy | MspPolicy) -> tuple[Decimal | None, str]:
    """The most that a policy still pays on one event, None without a limit, and the field that says so."""
    claim, aggregate = policy.per_claim_limit, left_of(policy.aggregate_limit, policy.aggregate_used)
    if claim is not None and (aggregate is None or claim < aggregate):
        return claim, "per_claim_limit"
    return aggregate, "aggregate_limit"
