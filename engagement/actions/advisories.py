"""Advisories: written, sent to the customers they concern, read, decided, taken back."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Customer, Provider
from audit.record import differences, record
from background.jobs import enqueue
from core.errors import Conflict, NotAllowed
from core.once import made_before
from core.snapshots import Snapshots
from core.words import count, day
from engagement.advisories import Decision
from engagement.models import Advisory, AdvisoryCopy
from engagement.permissions.advisories import (
    check_can_decide,
    check_can_read,
    check_can_send,
    check_can_withdraw,
    check_can_write,
)
from technology.models import Product

_kept = Snapshots(
    {
        Advisory: ("severity", "title", "what", "why", "what_to_do", "do_by", "chase_days"),
        AdvisoryCopy: ("decision", "decided_at", "scheduled_for", "reason", "review_on", "shown_by"),
    }
)
snapshot, token, check_untouched = _kept.snapshot, _kept.token, _kept.check_untouched
SAYS = {
    Decision.DONE: "said that it is done",
    Decision.SCHEDULED: "planned it",
    Decision.DECLINED: "decided against it",
}


@transaction.atomic
def draft_advisory(
    *, provider: Provider, products: Iterable[Product], by: Actor, at: datetime, key: UUID | None = None, **about: Any
) -> Advisory:
    """Begin one; customers do not see it. Sent twice (`key`), it is one."""
    check_can_write(by)
    Provider.objects.select_for_update(of=("self",)).get(pk=provider.pk)
    if known := made_before(Advisory, key, provider_id=provider.pk, drafted_by_id=by.user_id):
        return known
    last = Advisory.objects.of_provider(provider).aggregate(last=Max("number"))["last"] or 0
    advisory = Advisory.objects.create(
        pk=key or uuid4(),
        provider=provider,
        number=last + 1,
        drafted_at=at,
        drafted_by_id=by.user_id,  # type: ignore[misc]  # check_can_write has seen a person
        **about,
    )
    advisory.products.set(products)
    _note("advisory_drafted", advisory, by, at, f"began {advisory.reference}: {advisory}", after=snapshot(advisory))
    return advisory


@transaction.atomic
def edit_advisory(
    *, advisory: Advisory, products: Iterable[Product], edited: str, by: Actor, at: datetime, **about: Any
) -> Advisory:
    """Change a draft. Raises Conflict where somebody else was faster."""
    advisory = _hold(advisory.pk)
    check_can_write(by, advisory)
    check_untouched(advisory, edited)
    was = snapshot(advisory)
    for name, value in about.items():
        setattr(advisory, name, value)
    advisory.save()
    advisory.products.set(products)
    before, after = differences(was, snapshot(advisory))
    if after:
        _note("advisory_edited", advisory, by, at, f"changed {advisory.reference}", before=before, after=after)
    return advisory


@transaction.atomic
def remove_advisory(*, advisory: Advisory, by: Actor, at: datetime) -> None:
    """Throw a draft away; the history keeps what it said."""
    advisory = _hold(advisory.pk)
    check_can_write(by, advisory)
    says = f"threw the draft of {advisory.reference} away"
    _note("advisory_removed", advisory, by, at, says, before=snapshot(advisory))
    advisory.delete()


@transaction.atomic
def issue_advisory(
    *, advisory: Advisory, to: Mapping[UUID, str], seen: str, by: Actor, at: datetime
) -> list[AdvisoryCopy]:
    """Send it to these customers, each with why; an e-mail to each follows.

    What was sent already goes to those who have not got it yet: a second click sends nothing twice.
    """
    advisory = _hold(advisory.pk)
    check_can_send(by, advisory)
    if seen != token(advisory):
        raise Conflict("Somebody changed this advisory after you had read it. Read it again, then send it.")
    chosen = Customer.objects.visible_to(by).live().filter(pk__in=to)
    customers = list(chosen.exclude(advisories__advisory=advisory).order_by("name", "pk"))
    if not customers:
        raise NotAllowed("Choose at least one customer whom it concerns and who has not got it yet.")
    if advisory.is_draft:
        advisory.issued_at, advisory.issued_by_id = at, by.user_id
        advisory.save(update_fields=["issued_at", "issued_by"])
    copies = AdvisoryCopy.objects.bulk_create(
        AdvisoryCopy(advisory=advisory, customer=customer, because=to[customer.pk][:300], told_at=at)
        for customer in customers
    )
    for copy in copies:
        says = f"sent {advisory.reference}: {advisory}"
        record("advisory_sent", target=advisory, by=by, at=at, says=says, customer_id=copy.customer_id)
        _enqueue("engagement.email_advisory", copy)
    says = f"sent {advisory.reference} to {count(len(copies), 'customer')}"
    _note("advisory_issued", advisory, by, at, says)
    return copies


@transaction.atomic
def withdraw_advisory(*, advisory: Advisory, because: str, by: Actor, at: datetime) -> Advisory:
    """Take it back: nobody has to do anything any more, and everybody who got it is told why."""
    advisory = _hold(advisory.pk)
    others = advisory.copies.exclude(pk__in=AdvisoryCopy.objects.visible_to(by).values("pk"))
    check_can_withdraw(by, advisory, reaches_all=not others.filter(customer__archived_at=None).exists())
    advisory.withdrawn_at, advisory.withdrawn_by_id, advisory.withdrawn_because = at, by.user_id, because
    advisory.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
    for copy in advisory.copies.select_related("customer"):
        says = f"took {advisory.reference} back: {because}"
        record("advisory_withdrawn", target=advisory, by=by, at=at, says=says, customer_id=copy.customer_id)
        _enqueue("engagement.email_advisory_withdrawn", copy)
    _note("advisory_taken_back", advisory, by, at, f"took {advisory.reference} back: {because}")
    return advisory


@transaction.atomic
def acknowledge_advisory(*, copy: AdvisoryCopy, by: Actor, at: datetime) -> AdvisoryCopy:
    """Somebody at the customer has read it. The first stays the one who did."""
    copy = _hold_copy(copy)
    check_can_read(by, copy)
    if copy.acknowledged_at is None:
        copy.acknowledged_at, copy.acknowledged_by_id = at, by.user_id
        copy.save(update_fields=["acknowledged_at", "acknowledged_by"])
        _answered("advisory_read", copy, by, at, f"read {copy.advisory.reference}: {copy.advisory}")
    return copy


@transaction.atomic
def decide_advisory(
    *,
    copy: AdvisoryCopy,
    edited: str,
    decision: str,
    by: Actor,
    at: datetime,
    scheduled_for: date | None = None,
    reason: str = "",
    review_on: date | None = None,
    shown_by: str = "",
) -> AdvisoryCopy:
    """What the customer does about it; it may decide anew, the history keeps each decision.

    `edited` is the token of what was decided when the form was filled: raises Conflict where somebody was faster.
    """
    copy = _hold_copy(copy)
    check_can_decide(by, copy, decision)
    check_untouched(copy, edited)
    today = timezone.localdate(at)
    if any(each is not None and each <= today for each in (scheduled_for, review_on)):
        raise NotAllowed("Choose a day that is still to come.")
    before = {"decision": copy.decision} if copy.decision else {}
    if copy.acknowledged_at is None:
        copy.acknowledged_at, copy.acknowledged_by_id = at, by.user_id
    copy.decision, copy.decided_at, copy.decided_by_id = decision, at, by.user_id
    copy.scheduled_for = scheduled_for if decision == Decision.SCHEDULED else None
    is_against = decision == Decision.DECLINED
    copy.reason, copy.review_on = (reason, review_on) if is_against else ("", None)
    copy.shown_by = shown_by if decision == Decision.DONE else ""
    copy.save()
    words = {"decision": decision, "for": copy.scheduled_for, "because": copy.reason, "again": copy.review_on,
             "shown by": copy.shown_by}  # fmt: skip
    after = {name: value for name, value in words.items() if value}
    says = f"{SAYS[Decision(decision)]}: {copy.advisory.reference}, {copy.advisory}"
    if copy.scheduled_for:
        says += f", for {day(copy.scheduled_for)}"
    _answered("advisory_decided", copy, by, at, says, before=before, after=after)
    return copy


def _hold(pk: UUID) -> Advisory:
    return Advisory.objects.select_for_update(of=("self",)).select_related("provider").get(pk=pk)


def _hold_copy(copy: AdvisoryCopy) -> AdvisoryCopy:
    copies = AdvisoryCopy.objects.select_for_update(of=("self",)).select_related("advisory", "customer")
    return copies.get(pk=copy.pk)


def _enqueue(name: str, copy: AdvisoryCopy) -> None:
    enqueue(
        name, key=f"{name}:{copy.pk}", provider_id=copy.customer.provider_id, customer_id=copy.customer_id,
        copy_id=str(copy.pk),
    )  # fmt: skip


def _answered(verb: str, copy: AdvisoryCopy, by: Actor, at: datetime, says: str, **values: Any) -> None:
    record(verb, target=copy.advisory, by=by, at=at, says=says, customer_id=copy.customer_id, **values)


def _note(verb: str, advisory: Advisory, by: Actor, at: datetime, says: str, **values: Any) -> None:
    record(verb, target=advisory, by=by, at=at, says=says, is_internal=True, **values)
