"""Plans of rings, who volunteers for the early ones, and the ways back with their tests."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Customer, Provider
from audit.record import differences
from core.digest import sha256
from core.errors import Conflict, NotAllowed
from core.once import made_before
from technology.actions.trace import note
from technology.models import Product, Ring, RingPlan, RollbackPlan, RollbackTest
from technology.rollouts import permissions, policies
from technology.rollouts.facts import rings_of
from technology.rollouts.kinds import Audience
from technology.rollouts.rings import Ring as RingFacts
from technology.rollouts.rings import order_problem
from technology.rollouts.snapshots import snapshot, token

CLASH = "Somebody else changed this while you were writing. Nothing of theirs was overwritten."


@transaction.atomic
def save_plan(
    *, provider: Provider, product: Product | None, rings: Sequence[RingFacts], rollout_hours: int, edited: str,
    by: Actor, at: datetime,
) -> RingPlan:  # fmt: skip
    """The rings of a product, or of all without their own. Volunteers stay where a ring keeps its name.

    `edited` is the token of the plan that the writer saw, "" where there was none.
    """
    provider = Provider.objects.select_for_update().get(pk=provider.pk)
    permissions.check_can_plan(by)
    if problem := order_problem(rings):
        raise NotAllowed(problem)
    plan = _plan_of(provider, product)
    if edited != plan_token(plan):
        raise Conflict(CLASH)
    before = _rings_about(plan)
    if plan is None:
        plan = RingPlan(provider=provider, product=product)
    plan.rollout_hours = rollout_hours
    plan.save()
    _replace_rings(plan, rings)
    plan = RingPlan.objects.select_related("product").prefetch_related("rings").get(pk=plan.pk)
    before, after = differences(before, _rings_about(plan))
    if after:
        says = f"changed the rings of {product}" if product else "changed the rings of updates"
        note("ring_plan_saved", plan, by=by, at=at, says=says, before=before, after=after)
    return plan


@transaction.atomic
def drop_plan(*, plan: RingPlan, by: Actor, at: datetime) -> None:
    """A product goes through the same rings as all others again. What is under way keeps its own."""
    plan = RingPlan.objects.select_for_update(of=("self",)).select_related("product").get(pk=plan.pk)
    permissions.check_can_plan(by)
    if plan.product is None:
        raise NotAllowed("The rings of every other product can be changed, not removed.")
    says = f"gave {plan.product} the same rings as every other product"
    note("ring_plan_dropped", plan, by=by, at=at, says=says, before=_rings_about(plan))
    plan.delete()


@transaction.atomic
def set_volunteers(*, ring: Ring, customers: Iterable[Customer], by: Actor, at: datetime) -> Ring:
    """Which customers’ devices are in an early ring. Of those that the actor does not reach nothing changes."""
    ring = Ring.objects.select_for_update(of=("self",)).select_related("plan__product").get(pk=ring.pk)
    permissions.check_can_plan(by)
    if ring.audience != Audience.SOME:
        raise NotAllowed("Only a ring of some customers’ devices has volunteers.")
    reached = set(Customer.objects.visible_to(by).values_list("pk", flat=True))
    before = set(ring.customers.values_list("pk", flat=True))
    after = (before - reached) | ({each.pk for each in customers} & reached)
    if after != before:
        ring.customers.set(Customer.objects.filter(pk__in=after))
        told = [{"customers": sorted(map(str, ids))} for ids in (before, after)]
        says = f"changed who goes first in {ring.name}"
        note("ring_volunteers_set", ring, by=by, at=at, says=says, before=told[0], after=told[1])
    return ring


@transaction.atomic
def save_rollback_plan(*, product: Product, edited: str, by: Actor, at: datetime, **about: Any) -> RollbackPlan:
    """How an update of the product is taken back. `edited` is the token of what the writer saw, "" for nothing."""
    product = Product.objects.select_for_update(of=("self",)).select_related("vendor__provider").get(pk=product.pk)
    permissions.check_can_record(by, product)
    plan = RollbackPlan.objects.filter(product=product).first()
    if edited != (token(plan) if plan else ""):
        raise Conflict(CLASH)
    before = snapshot(plan) if plan else {}
    plan = plan or RollbackPlan(product=product, written_on=timezone.localdate(at))
    for name, value in about.items():
        setattr(plan, name, value)
    plan.save()
    before, after = differences(before, snapshot(plan))
    if after:
        says = f"wrote down how updates of {product} are taken back"
        note("rollback_plan_saved", plan, by=by, at=at, says=says, before=before, after=after)
    return plan


@transaction.atomic
def add_rollback_test(
    *, plan: RollbackPlan, tested_on: date, has_worked: bool, what: str, by: Actor, at: datetime,
    minutes: int | None = None, key: UUID | None = None,
) -> RollbackTest:  # fmt: skip
    """The way back was tried. Sent twice with the same `key` it is recorded once."""
    rows = RollbackPlan.objects.select_for_update(of=("self",)).select_related("product__vendor__provider")
    plan = rows.get(pk=plan.pk)
    permissions.check_can_record(by, plan.product)
    if known := made_before(RollbackTest, key, plan_id=plan.pk, recorded_by_id=by.user_id):
        return known
    policies.check_day_has_come(tested_on, timezone.localdate(at))
    test = RollbackTest(
        pk=key or uuid4(), plan=plan, tested_on=tested_on, has_worked=has_worked, minutes=minutes, what=what,
        recorded_at=at, recorded_by_id=by.user_id,  # type: ignore[misc]  # a person: asked before
    )  # fmt: skip
    test.save(force_insert=True)
    says = f"tried the way back of {plan.product}: it {'worked' if has_worked else 'did not work'}"
    after = {"tested_on": tested_on, "has_worked": has_worked, "minutes": minutes, "what": what}
    note("rollback_tested", plan, by=by, at=at, says=says, after=after)
    return test


def plan_token(plan: RingPlan | None) -> str:
    """Changes whenever the plan does; travels with its form. "" where there is none."""
    return "" if plan is None else sha256(_rings_about(plan))[:20]


def _plan_of(provider: Provider, product: Product | None) -> RingPlan | None:
    plans = RingPlan.objects.of_provider(provider).filter(product=product)
    return plans.select_related("product").prefetch_related("rings").first()


def _replace_rings(plan: RingPlan, rings: Sequence[RingFacts]) -> None:
    volunteers = {ring.name: list(ring.customers.all()) for ring in plan.rings.all()}
    plan.rings.all().delete()
    for number, ring in enumerate(rings):
        row = Ring.objects.create(
            plan=plan, position=number, name=ring.name, audience=ring.audience, devices=ring.devices,
            share=ring.share, soak_hours=ring.soak_hours, min_reporting=ring.min_reporting,
            max_failed=ring.max_failed, passes_when=ring.passes_when, stops_when=ring.stops_when,
            is_required=ring.is_required,
        )  # fmt: skip
        if ring.audience == Audience.SOME:
            row.customers.set(volunteers.get(ring.name, []))


def _rings_about(plan: RingPlan | None) -> dict[str, Any]:
    if plan is None:
        return {}
    return {"rollout_hours": plan.rollout_hours, "rings": [asdict(ring) for ring in rings_of(plan)]}
