"""Advice written, given, taken back."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max

from accounts.actor import Actor
from accounts.models import Customer
from advice import permissions, policies
from advice.actions.trace import assign, locked, note, person
from advice.enums import State
from advice.frozen import digest_of, frozen
from advice.models import Bearing, Option, Recommendation
from advice.snapshots import snapshot
from background.jobs import enqueue
from core.errors import Conflict, NotAllowed
from core.once import made_before

CHANGED = "Somebody else changed this draft while you were writing. Nothing of theirs was overwritten."


@dataclass(frozen=True, kw_only=True)
class Way:
    """An option as it is written: costs once and each month, None where nobody knows or there is none."""

    title: str
    about: str = ""
    once: Decimal | None = None
    monthly: Decimal | None = None
    is_recommended: bool = False


@dataclass(frozen=True)
class Names:
    """Something that advice bears on, as the app that keeps it calls it."""

    kind: str
    key: str
    words: str


@transaction.atomic
def draft_advice(
    *,
    customer: Customer,
    ways: Iterable[Way],
    about: Iterable[Names],
    by: Actor,
    at: datetime,
    key: UUID | None = None,
    **values: Any,
) -> Recommendation:
    """Begin a draft with the next number of the customer. Sent twice (`key`), it is one."""
    permissions.check_can_draft(by, customer)
    Customer.objects.select_for_update(of=("self",)).get(pk=customer.pk)
    if known := made_before(Recommendation, key, customer_id=customer.pk, drafted_by_id=by.user_id):
        return known
    _check_follows(customer, values.get("follows"))
    last = Recommendation.objects.of_customer(customer).aggregate(last=Max("number"))["last"] or 0
    recommendation = Recommendation(
        pk=key or uuid4(), customer=customer, number=last + 1, drafted_at=at, drafted_by_id=person(by), **values
    )
    recommendation.save(force_insert=True)
    _write(recommendation, ways, about)
    _note_draft("advice_drafted", recommendation, by, at, f"began a draft of advice: {recommendation}",
                after=snapshot(recommendation))  # fmt: skip
    return recommendation


@transaction.atomic
def edit_advice(
    *,
    recommendation: Recommendation,
    edited: str,
    ways: Iterable[Way],
    about: Iterable[Names],
    by: Actor,
    at: datetime,
    **values: Any,
) -> Recommendation:
    """Change a draft; `edited` is the digest of what the writer saw."""
    recommendation = _held(recommendation)
    permissions.check_can_edit(by, recommendation)
    if edited != digest_of(recommendation):
        raise Conflict(CHANGED)
    _check_follows(recommendation.customer, values.get("follows"))
    before, after = assign(recommendation, values)
    recommendation.save()
    recommendation.options.all().delete()
    recommendation.bearings.all().delete()
    _write(recommendation, ways, about)
    if edited != digest_of(recommendation):
        says = f"changed the draft of {recommendation.reference}: {recommendation}"
        _note_draft("advice_edited", recommendation, by, at, says, before=before, after=after)
    return recommendation


@transaction.atomic
def remove_draft(*, recommendation: Recommendation, by: Actor, at: datetime) -> None:
    """A draft that nobody wants. Its number is free again."""
    recommendation = _held(recommendation)
    permissions.check_can_edit(by, recommendation)
    says = f"removed the draft of {recommendation.reference}: {recommendation}"
    _note_draft("advice_removed", recommendation, by, at, says, before=snapshot(recommendation))
    recommendation.delete()


@transaction.atomic
def give_advice(*, recommendation: Recommendation, seen: str, by: Actor, at: datetime) -> Recommendation:
    """The customer reads it from now on, and it does not change any more. `seen` is the digest of what is given."""
    recommendation = _held(recommendation)
    if recommendation.given_at is not None:
        raise Conflict("Somebody else has given this advice in the meantime.")
    permissions.check_can_give(by, recommendation)
    policies.check_whole(recommendation, list(recommendation.options.all()))
    digest = digest_of(recommendation)
    if seen != digest:
        raise Conflict("Somebody else changed this draft in the meantime. Read it again, then give it.")
    recommendation.state, recommendation.sha256 = State.GIVEN, digest
    recommendation.given_at, recommendation.given_by_id = at, person(by)
    recommendation.save()
    about = frozen(recommendation, recommendation.options.all(), recommendation.bearings.all())
    says = f"gave {recommendation.reference} to {recommendation.customer}: {recommendation}"
    note("advice_given", recommendation, recommendation.customer, by=by, at=at, says=says,
         after=about | {"sha256": digest})  # fmt: skip
    _mail("advice.email_given", recommendation)
    return recommendation


@transaction.atomic
def withdraw_advice(*, recommendation: Recommendation, because: str, by: Actor, at: datetime) -> Recommendation:
    """It holds no longer. What was said and decided stays to be read."""
    recommendation = _held(recommendation)
    if recommendation.is_withdrawn:
        raise Conflict("Somebody else has taken this advice back in the meantime.")
    permissions.check_can_withdraw(by, recommendation)
    was = recommendation.state
    recommendation.state, recommendation.withdrawn_because = State.WITHDRAWN, because
    recommendation.withdrawn_at, recommendation.withdrawn_by_id = at, person(by)
    recommendation.save()
    says = f"took {recommendation.reference} back: {recommendation}. {because}"
    note("advice_withdrawn", recommendation, recommendation.customer, by=by, at=at, says=says,
         before={"state": was}, after={"state": recommendation.state, "because": because})  # fmt: skip
    _mail("advice.email_withdrawn", recommendation)
    return recommendation


def _held(recommendation: Recommendation) -> Recommendation:
    return locked(recommendation, "customer__provider")


def _write(recommendation: Recommendation, ways: Iterable[Way], about: Iterable[Names]) -> None:
    Option.objects.bulk_create(
        Option(recommendation=recommendation, position=position, **asdict(way)) for position, way in enumerate(ways)
    )
    Bearing.objects.bulk_create(
        Bearing(recommendation=recommendation, kind=each.kind, key=each.key, words=each.words[:200]) for each in about
    )


def _check_follows(customer: Customer, before: Recommendation | None) -> None:
    if before is not None and before.customer_id != customer.pk:
        raise NotAllowed("What this advice follows was given to somebody else.")


def _note_draft(verb: str, recommendation: Recommendation, by: Actor, at: datetime, says: str, **more: Any) -> None:
    """What is not given yet is told to the provider's people alone."""
    note(verb, recommendation, recommendation.customer, by=by, at=at, says=says, is_internal=True, **more)


def _mail(job: str, recommendation: Recommendation) -> None:
    customer = recommendation.customer
    enqueue(
        job,
        key=f"{job}:{recommendation.pk}",
        provider_id=customer.provider_id,
        customer_id=customer.pk,
        recommendation_id=recommendation.pk,
    )
