"""Step 1 of domain.md §4.3 for many events at once: what the customer's policy pays, in pence."""

from dataclasses import dataclass

import numpy as np

from contracts.loss.amounts import ZERO
from contracts.loss.terms import Effect, InterruptionRetention, Section, WaitingMode
from contracts.loss.vocabulary import Head
from contracts.loss.years.losses import Losses
from contracts.loss.years.pence import Ints, PerHead, minutes, pence, share
from contracts.loss.years.plan import Answer


@dataclass(frozen=True, slots=True)
class Split:
    """Each head's loss in three: paid by the insurer; above or outside the cover (tier 1); first slice (tier 3)."""

    paid: PerHead
    tier1: PerHead
    tier3: PerHead


def split(answer: Answer | None, losses: Losses, used: Ints) -> Split:
    """What the policy pays. `used` is what the aggregate limit has lost before each event."""
    paid = dict.fromkeys(losses.amounts, losses.nothing)
    kept = dict(paid)
    if answer:
        left = {head: losses.amounts[head] for head in answer.places}
        for head in answer.heads(interruption=True):
            left[head], kept[head] = _after_waiting(answer.section(head), head, losses)
        _keep_retention(answer, left, kept)
        for head in left:
            left[head] = _less_shares(answer, head, left[head])
        paid |= _limited(answer, left, used)
    tier1 = {head: amount - paid[head] - kept[head] for head, amount in losses.amounts.items()}
    return Split(paid, tier1, kept)


def _after_waiting(section: Section, head: Head, losses: Losses) -> tuple[Ints, Ints]:
    """What is left of an interruption head, and what the waiting period keeps of it."""
    amount = losses.amounts[head]
    left = amount - np.minimum(losses.beyond[head], amount)
    waiting = losses.nothing
    if section.waiting_mode == WaitingMode.DEDUCTIBLE:
        waiting = np.minimum(losses.waiting[head], left)
    is_over = losses.minutes > minutes(section.waiting_hours)
    return np.where(is_over, left - waiting, 0), np.where(is_over, waiting, amount)


def _keep_retention(answer: Answer, left: PerHead, kept: PerHead) -> None:
    """The excess, once an event: first from other heads, then what the policy says from interruption."""
    rule, interruption = answer.policy.bi_retention, answer.heads(interruption=True)
    waited = sum(kept[head] for head in interruption)
    rest: Ints | int = pence(answer.policy.retention)
    for head in answer.heads(interruption=False):
        rest = _keep(head, rest, left, kept)
    if rule == InterruptionRetention.NONE:
        return
    if rule == InterruptionRetention.GREATER_OF:
        rest = np.maximum(rest - waited, 0)
    for head in interruption:
        rest = _keep(head, rest, left, kept)


def _keep(head: Head, rest: Ints | int, left: PerHead, kept: PerHead) -> Ints:
    """Keep as much of a head as it has; returns what is still to be kept."""
    taken = np.minimum(left[head], rest)
    left[head], kept[head] = left[head] - taken, kept[head] + taken
    return rest - taken


def _less_shares(answer: Answer, head: Head, amount: Ints) -> Ints:
    """Less coinsurance, then less what each unmet condition that reduces leaves with the insured."""
    policy, own = answer.policy, answer.section(head).coinsurance
    if own is None:
        own = policy.coinsurance.get(answer.cause, ZERO)
    amount = amount - share(amount, own)
    for condition in policy.conditions:
        if condition.counts and condition.effect == Effect.REDUCE:
            amount = amount - share(amount, condition.pct or ZERO)
    return amount


def _limited(answer: Answer, left: PerHead, used: Ints) -> PerHead:
    """What is paid: head by head, no more than section, event and policy have left."""
    policy, paid = answer.policy, {}
    event = min(pence(policy.per_claim_limit), pence(policy.event_sublimit.get(answer.cause)))
    available = np.clip(pence(policy.aggregate_limit) - used, 0, event)
    sections: dict[int, Ints | int] = {place: pence(section.limit) for place, section in enumerate(policy.sections)}
    for head, place in answer.places.items():
        paid[head] = np.minimum(np.minimum(left[head], sections[place]), available)
        sections[place] = sections[place] - paid[head]
        available = available - paid[head]
    return paid
