"""How a service level is measured, and the credits claimed for its misses."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor
from audit.record import record
from contracts import permissions, policies
from contracts.actions.trace import assign, labels, locked, locked_part, note
from contracts.measuring.misses import miss_of
from contracts.models import CreditClaim, SlaTarget, TargetTerms
from contracts.snapshots import check_untouched
from core.errors import Conflict, NotAllowed
from core.words import day, money


@transaction.atomic
def set_terms(*, target: SlaTarget, edited: str, by: Actor, at: datetime, **about: Any) -> TargetTerms:
    """Say how a service level is measured and what a miss gives; of a signed contract, since when it is recorded."""
    contract = locked(target.contract)
    target = locked_part(target, "service", "clause")
    permissions.check_can_set_terms(by, contract, target.metric)
    terms = TargetTerms.objects.filter(target=target).first() or TargetTerms(target=target)
    check_untouched(terms, edited)
    before, after = assign(terms, about)
    if after.keys() - {"recorded_from"}:
        permissions.check_can_edit(by, contract)
    if after or terms._state.adding:
        terms.save()
        says = f"set how {target} is measured: {labels(terms, after) or 'as usual'}"
        note("contract_target_terms_set", contract, by=by, at=at, says=says, before=before, after=after)
    return terms


@transaction.atomic
def claim_credit(
    *, target: SlaTarget, window: str, claimed_on: date, claimant: str, by: Actor, at: datetime
) -> CreditClaim:
    """Record that the customer claimed the credit of a missed window, as it is worked out now."""
    claim = _new(target, window, by, at)
    if not claim.amount:
        raise NotAllowed("The contract gives no credit for this miss. Leave it with a reason instead.")
    if not claim.window_last < claimed_on <= timezone.localdate(at):
        raise NotAllowed(f"A claim is made after {day(claim.window_last)} and not in the future.")
    claim.state, claim.claimed_on, claim.claimant = CreditClaim.State.CLAIMED, claimed_on, claimant
    says = f"claimed {money(claim.amount, claim.currency)} for {claim.target}, {claim.window}"
    return _save(claim, "credit_claimed", says, by, at)


@transaction.atomic
def waive_credit(*, target: SlaTarget, window: str, reason: str, by: Actor, at: datetime) -> CreditClaim:
    """Leave a miss without a credit, with the reason."""
    claim = _new(target, window, by, at)
    permissions.check_can_leave(by, claim, today=timezone.localdate(at))
    claim.state, claim.reason = CreditClaim.State.WAIVED, reason
    return _save(claim, "credit_waived", f"left {claim.target}, {claim.window} without a credit: {reason}", by, at)


@transaction.atomic
def decide_claim(*, claim: CreditClaim, granted: Decimal | None, reason: str, by: Actor, at: datetime) -> CreditClaim:
    """Answer a claim: credit an amount, or refuse it with the reason."""
    claim = CreditClaim.objects.select_for_update(of=("self",)).select_related("customer", "target").get(pk=claim.pk)
    permissions.check_can_decide(by, claim)
    policies.check_more_explained(claim, granted, reason)
    claim.state = CreditClaim.State.GRANTED if granted else CreditClaim.State.REFUSED
    claim.granted, claim.reason = granted or None, reason
    claim.decided_at, claim.decided_by_id = at, by.user_id
    claim.save(update_fields=["state", "granted", "reason", "decided_at", "decided_by"])
    about = f"{claim.target}, {claim.window}"
    says = f"credited {money(granted, claim.currency)} for {about}" if granted else f"refused the credit for {about}"
    record("credit_decided", target=claim, by=by, at=at, says=says, customer_id=claim.customer_id, after=_about(claim))
    return claim


def _new(target: SlaTarget, window: str, by: Actor, at: datetime) -> CreditClaim:
    """What is written down about a missed window: always what is worked out now, never what a form says."""
    contract = locked(target.contract)
    permissions.check_can_claim(by, contract.customer)
    if by.user_id is None:
        raise NotAllowed("Only a person can claim a credit.")
    if not contract.is_published:
        raise NotAllowed(f"{contract.reference} has not been published: there is nothing to claim under it yet.")
    if CreditClaim.objects.filter(target=target, window=window).exists():
        raise Conflict("This has been claimed, or left, already. Nothing was changed.")
    miss = miss_of(target, window, at)
    if miss is None or miss.owed.result.measured is None:
        raise NotAllowed("This service level was not missed then.")
    measured = miss.owed.result.measured
    return CreditClaim(
        customer=contract.customer,
        target=target,
        window=window,
        window_last=miss.window.last,
        measured=Decimal(measured.numerator * 10_000 // measured.denominator) / 10_000,
        amount=miss.amount,
        currency=contract.currency,
        claim_by=miss.owed.claim_by,
        recorded_at=at,
        recorded_by_id=by.user_id,
    )


def _save(claim: CreditClaim, verb: str, says: str, by: Actor, at: datetime) -> CreditClaim:
    claim.save(force_insert=True)
    record(verb, target=claim, by=by, at=at, says=says[:300], customer_id=claim.customer_id, after=_about(claim))
    return claim


def _about(claim: CreditClaim) -> dict[str, Any]:
    names = ("window", "measured", "amount", "state", "claimed_on", "claimant", "reason", "granted")
    return {name: getattr(claim, name) for name in names}
