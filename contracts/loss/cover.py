"""Step 1: what the customer's insurer pays first, whoever is at fault (domain.md §4.3).

Every pound of a head is either paid or kept, and what is kept says why and by which field of the input.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from contracts.loss.amounts import ZERO, left_of, part_of
from contracts.loss.reasons import FIRST_SLICE, Reason
from contracts.loss.terms import (
    CustomerPolicy,
    Effect,
    InterruptionRetention,
    Scenario,
    Section,
    WaitingMode,
    policy_limit,
)
from contracts.loss.vocabulary import INTERRUPTION, Head

POLICY = "customer_policy"
NO_SECTION = Section(causes=frozenset(), heads=frozenset())


@dataclass(frozen=True, slots=True)
class Kept:
    """A part of a head that the customer keeps. `because_of` is the path of the field that produced it."""

    reason: Reason
    amount: Decimal
    because_of: str


@dataclass(frozen=True, kw_only=True, slots=True)
class HeadCover:
    """One head: the loss, what the insurer pays, what the customer keeps; the place of the section that answers."""

    head: Head
    loss: Decimal
    paid: Decimal
    kept: tuple[Kept, ...]
    section: int | None

    @property
    def tier1(self) -> Decimal:
        """Loss above or outside the cover: the first to be made good from what the provider pays."""
        return sum((part.amount for part in self.kept if part.reason not in FIRST_SLICE), ZERO)

    @property
    def tier3(self) -> Decimal:
        """The customer's own first slice, made good last."""
        return sum((part.amount for part in self.kept if part.reason in FIRST_SLICE), ZERO)

    @property
    def why(self) -> dict[Reason, Decimal]:
        """What the customer keeps, by reason, in the order in which it was taken off."""
        sums: dict[Reason, Decimal] = {}
        for part in self.kept:
            sums[part.reason] = sums.get(part.reason, ZERO) + part.amount
        return sums


@dataclass(frozen=True, kw_only=True, slots=True)
class Cover:
    """What the customer's policy pays on one event. `available` is what it had to give; None without a limit."""

    heads: Mapping[Head, HeadCover]
    available: Decimal | None

    @property
    def paid(self) -> Decimal:
        return sum((head.paid for head in self.heads.values()), ZERO)


@dataclass(slots=True)
class _Line:
    """A head while it is being worked on: `left` is what nobody has taken yet."""

    head: Head
    loss: Decimal
    left: Decimal
    place: int | None = None
    section: Section = NO_SECTION
    kept: list[Kept] = field(default_factory=list)

    def keep(self, reason: Reason, amount: Decimal, because_of: str) -> Decimal:
        """Let the customer keep up to `amount` of what is left; returns how much that was."""
        amount = min(amount, self.left)
        if amount > 0:
            self.kept.append(Kept(reason, amount, because_of))
            self.left -= amount
        return amount

    def done(self) -> HeadCover:
        return HeadCover(head=self.head, loss=self.loss, paid=self.left, kept=tuple(self.kept), section=self.place)


def work_out_cover(policy: CustomerPolicy | None, scenario: Scenario) -> Cover:
    """What the customer's policy pays under each head, before anything is recovered from the provider."""
    lines = [_Line(head, loss, loss) for head, loss in scenario.net_losses.items()]
    refusal = _why_refused(policy, scenario.cause)
    if policy is None or refusal:
        for line in lines:
            line.keep(Reason.NOT_COVERED, line.left, refusal)
        return _cover(lines, ZERO)
    covered = [line for line in lines if _find_section(line, policy, scenario.cause)]
    waited = _apply_waiting(covered, scenario)
    _apply_retention(covered, policy, waited)
    _apply_coinsurance(covered, policy, scenario.cause)
    _apply_reductions(covered, policy)
    _apply_limits(covered, policy, scenario.cause)
    return _cover(lines, policy_limit(policy)[0])


def _cover(lines: Iterable[_Line], available: Decimal | None) -> Cover:
    return Cover(heads={line.head: line.done() for line in lines}, available=available)


def _why_refused(policy: CustomerPolicy | None, cause: str) -> str:
    """The field for which the policy as a whole pays nothing, or ""."""
    if policy is None:
        return POLICY
    if not policy.responds:
        return f"{POLICY}.responds"
    if cause in policy.excluded_causes:
        return f"{POLICY}.excluded_causes"
    for place, condition in enumerate(policy.conditions):
        if condition.counts and condition.effect != Effect.REDUCE:
            return f"{POLICY}.conditions[{place}]"
    return ""


def _find_section(line: _Line, policy: CustomerPolicy, cause: str) -> bool:
    """Let the first section that lists both cause and head answer; without one the customer keeps the head."""
    if line.head in policy.uninsurable:
        line.keep(Reason.NOT_COVERED, line.left, f"{POLICY}.uninsurable")
        return False
    for place, section in enumerate(policy.sections):
        if cause in section.causes and line.head in section.heads:
            line.place, line.section = place, section
            return True
    line.keep(Reason.NOT_COVERED, line.left, f"{POLICY}.sections")
    return False


def _apply_waiting(lines: list[_Line], scenario: Scenario) -> Decimal:
    """Take the waiting period and what lies beyond the indemnity period off interruption heads.

    Returns what is kept for waiting. A loss wholly inside the waiting period is kept in either mode.
    """
    waited = ZERO
    for line in lines:
        if line.head not in INTERRUPTION:
            continue
        section, because_of = line.section, f"{POLICY}.sections[{line.place}].waiting_hours"
        if scenario.duration_hours <= section.waiting_hours:
            waited += line.keep(Reason.WAITING_PERIOD, line.left, because_of)
            continue
        beyond = scenario.beyond_indemnity.get(line.head, ZERO)
        line.keep(Reason.BEYOND_INDEMNITY_PERIOD, beyond, f"scenario.beyond_indemnity.{line.head}")
        if section.waiting_mode == WaitingMode.DEDUCTIBLE:
            waited += line.keep(Reason.WAITING_PERIOD, scenario.in_waiting.get(line.head, ZERO), because_of)
    return waited


def _apply_retention(lines: list[_Line], policy: CustomerPolicy, waited: Decimal) -> None:
    """Let the heads absorb the retention, once per event: interruption heads after the others, by the policy's rule."""
    rest = _absorb([line for line in lines if line.head not in INTERRUPTION], policy.retention)
    match policy.bi_retention:
        case InterruptionRetention.NONE:
            rest = ZERO
        case InterruptionRetention.GREATER_OF:
            rest = max(ZERO, rest - waited)
        case InterruptionRetention.CUMULATIVE:
            pass
    _absorb([line for line in lines if line.head in INTERRUPTION], rest)


def _absorb(lines: list[_Line], retention: Decimal) -> Decimal:
    """Take the retention off the lines in turn; returns what they could not absorb."""
    for line in lines:
        retention -= line.keep(Reason.RETENTION, retention, f"{POLICY}.retention")
    return retention


def _apply_coinsurance(lines: list[_Line], policy: CustomerPolicy, cause: str) -> None:
    for line in lines:
        fraction, because_of = line.section.coinsurance, f"{POLICY}.sections[{line.place}].coinsurance"
        if fraction is None:
            fraction, because_of = policy.coinsurance.get(cause, ZERO), f"{POLICY}.coinsurance.{cause}"
        line.keep(Reason.COINSURANCE, part_of(line.left, fraction), because_of)


def _apply_reductions(lines: list[_Line], policy: CustomerPolicy) -> None:
    """Each unmet condition that reduces takes its share of what the one before has left."""
    for place, condition in enumerate(policy.conditions):
        if condition.counts and condition.effect == Effect.REDUCE:
            for line in lines:
                kept = part_of(line.left, condition.pct or ZERO)
                line.keep(Reason.CONDITION_REDUCTION, kept, f"{POLICY}.conditions[{place}]")


def _apply_limits(lines: list[_Line], policy: CustomerPolicy, cause: str) -> None:
    """Pay head by head from what is left of each limit; the whole excess carries the first limit that bit."""
    event = policy.event_sublimit.get(cause)
    available, field_of_policy = policy_limit(policy)
    sections = {line.place: line.section.limit for line in lines}
    for line in lines:
        place = line.place
        limits = (
            (Reason.SECTION_LIMIT, sections[place], f"{POLICY}.sections[{place}].limit"),
            (Reason.EVENT_SUBLIMIT, event, f"{POLICY}.event_sublimit.{cause}"),
            (Reason.POLICY_LIMIT, available, f"{POLICY}.{field_of_policy}"),
        )
        biting = [(reason, limit, path) for reason, limit, path in limits if limit is not None and limit < line.left]
        if biting:
            reason, _, because_of = biting[0]
            line.keep(reason, line.left - min(limit for _, limit, _ in biting), because_of)
        sections[place] = left_of(sections[place], line.left)
        event, available = left_of(event, line.left), left_of(available, line.left)
