"""All steps of domain.md §4.3 for many events of one scenario at once, each in a year of its own, in pence."""

import numpy as np

from contracts.loss.reasons import CapClass
from contracts.loss.terms import ONE
from contracts.loss.vocabulary import SuperMode
from contracts.loss.years.cover import Split, split
from contracts.loss.years.liability import claimed, owed
from contracts.loss.years.losses import Losses, Used
from contracts.loss.years.party import Party
from contracts.loss.years.pence import Ints, PerClass, PerHead, pence, share
from contracts.loss.years.plan import Plan
from contracts.loss.years.recovery import Recovery, share_out

Shares = dict[Party, Ints]


def allocate(plan: Plan, losses: Losses, used: Used) -> tuple[Shares, Used]:
    """Who bears each event, given what its year has used up; and what it uses up itself."""
    service_credits = pence(plan.scenario.service_credits)
    parts = split(plan.answer, losses, used.policy)
    recovery = _recover(plan, losses, parts, used, service_credits)
    gross = sum(parts.paid.values(), losses.nothing)
    loss = sum(losses.amounts.values(), losses.nothing)
    residual = loss - gross - recovery.customer
    credited = np.minimum(service_credits, residual)
    insured = _msp_insurer(plan, recovery.heads, used.msp_policy)
    shares = {
        Party.CUSTOMER: residual - credited,
        Party.CUSTOMER_INSURER: gross - recovery.insurer,
        Party.MSP: recovery.customer + recovery.insurer - insured + credited,
        Party.MSP_INSURER: insured,
        Party.THIRD_PARTY: losses.others,
        Party.TOTAL: loss + losses.others,
    }
    return shares, _uses(plan, recovery.classes, gross, insured)


def _recover(plan: Plan, losses: Losses, parts: Split, used: Used, service_credits: int) -> Recovery:
    """Steps 2 and 3: what the provider pays, and to whom."""
    contract, claims = plan.model.contract, plan.claims
    amounts = claimed(claims, losses)
    pots = owed(contract, claims, amounts, used, service_credits)
    return share_out(claims, amounts, pots, parts, is_waived=contract.subrogation_waived)


def _msp_insurer(plan: Plan, paid: PerHead, used: Ints) -> Ints:
    """Step 5: what the provider's insurer pays of the damages. Service credits are not insured."""
    policy = plan.msp_policy
    if policy is None:
        return np.zeros_like(used)
    insured = sum((paid[head] for head in paid if head not in policy.excluded_heads), np.zeros_like(used))
    payable = share(np.maximum(insured - pence(policy.retention), 0), ONE - policy.coinsurance)
    return np.clip(pence(policy.aggregate_limit) - used, 0, np.minimum(payable, pence(policy.per_claim_limit)))


def _uses(plan: Plan, classes: PerClass, gross: Ints, insured: Ints) -> Used:
    """Step 6: an inclusive super-cap is used up by general payments too; caps for each claim are not used up."""
    general, higher = classes[CapClass.GENERAL], classes[CapClass.SUPER]
    if plan.model.contract.super_mode == SuperMode.INCLUSIVE:
        higher = higher + general
    if plan.model.caps_per_claim:
        general = higher = np.zeros_like(gross)
    return Used(general, higher, gross, insured)
