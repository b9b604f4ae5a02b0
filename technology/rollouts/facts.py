"""What is stored of rollouts and plans, as the rules read it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Prefetch

from accounts.models import Provider
from technology.models import Product, RingPlan, Rollout, StageCount, Stop
from technology.models import Stage as StageRow
from technology.models.rollouts import RolloutQuerySet
from technology.rollouts import progress as rules
from technology.rollouts.kinds import RolloutState, StopReason
from technology.rollouts.rings import DEFAULT_RINGS, DEFAULT_ROLLOUT_HOURS, Ring

LINKS = ("update__product__vendor__provider", "started_by", "ended_by", "emergency_by", "reviewed_by")


def with_facts(rollouts: RolloutQuerySet) -> RolloutQuerySet:
    """Rollouts with all that the rules and pages ask. Four queries, however many rollouts."""
    counts = StageCount.objects.select_related("counted_by").order_by("-counted_at", "pk")
    stops = Stop.objects.select_related("opened_by", "closed_by").order_by("opened_at", "pk")
    stages = StageRow.objects.select_related("entered_by").order_by("position")
    parts: tuple[Prefetch[Any], ...] = (Prefetch("counts", counts), Prefetch("stops", stops))
    return rollouts.select_related(*LINKS).prefetch_related(Prefetch("stages", stages.prefetch_related(*parts)))


def progress_of(rollout: Rollout) -> rules.Progress:
    """A rollout loaded `with_facts`; no query."""
    stages = list(rollout.stages.all())
    return rules.Progress(
        stages=tuple(_stage(stage) for stage in stages),
        stops=tuple(_stop(stop) for stage in stages for stop in stage.stops.all()),
        emergency=_emergency(rollout),
        ended_at=rollout.ended_at,
        is_taken_back=rollout.state == RolloutState.ROLLED_BACK,
    )


def current_of(rollout: Rollout) -> StageRow | None:
    """The stage that a rollout loaded `with_facts` is in."""
    entered = [stage for stage in rollout.stages.all() if stage.entered_at is not None]
    return entered[-1] if entered else None


def latest_count(stage: StageRow) -> StageCount | None:
    """The count that rules, of a stage loaded `with_facts`."""
    return next(iter(stage.counts.all()), None)


def plans_of(provider: Provider, products: Iterable[UUID]) -> dict[UUID | None, RingPlan]:
    """The provider's plans by product: its default under None, where it has one. Two queries."""
    plans = RingPlan.objects.of_provider(provider).filter(product__in=list(products))
    default = RingPlan.objects.of_provider(provider).filter(product=None)
    found = (plans | default).select_related("product").prefetch_related("rings__customers")
    return {plan.product_id: plan for plan in found}


def plan_for(product: Product) -> RingPlan | None:
    """Its own plan, or its provider's default; None where the provider has not written one. Two queries."""
    found = plans_of(product.vendor.provider, [product.pk])
    return found.get(product.pk) or found.get(None)


def rings_of(plan: RingPlan | None) -> tuple[Ring, ...]:
    """The rings of a plan in order; the product's own five where nobody has written one."""
    if plan is None:
        return DEFAULT_RINGS
    return tuple(ring.facts for ring in sorted(plan.rings.all(), key=lambda ring: ring.position))


def rollout_hours_of(plan: RingPlan | None) -> int:
    return DEFAULT_ROLLOUT_HOURS if plan is None else plan.rollout_hours


def _stage(stage: StageRow) -> rules.Stage:
    count = latest_count(stage)
    counts = None if count is None else counts_of(count)
    return rules.Stage(stage.facts, stage.entered_at, stage.left_at, counts)


def counts_of(count: StageCount) -> rules.Counts:
    return rules.Counts(count.devices, count.reporting, count.ok, count.failed, count.not_booting)


def _stop(stop: Stop) -> rules.Stop:
    return rules.Stop(stop.opened_at, stop.closed_at, StopReason(stop.reason), stop.words.rstrip("."))


def _emergency(rollout: Rollout) -> rules.Emergency | None:
    if rollout.emergency_at is None or rollout.emergency_by is None or rollout.emergency_hours is None:
        return None
    who, why = rollout.emergency_by.name, rollout.emergency_reason
    return rules.Emergency(rollout.emergency_at, rollout.emergency_hours, who, why)
