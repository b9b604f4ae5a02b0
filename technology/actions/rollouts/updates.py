"""Updates recorded and started on their way, or found to have gone to everybody at once."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor
from audit.record import differences
from core.errors import NotAllowed
from core.once import made_before
from technology.actions.rollouts.trace import note
from technology.models import Product, Rollout, Stage, Update
from technology.rollouts import permissions, policies
from technology.rollouts.facts import plan_for, rings_of, rollout_hours_of
from technology.rollouts.kinds import Audience, RolloutState
from technology.rollouts.rings import Ring
from technology.rollouts.snapshots import check_untouched, snapshot


@transaction.atomic
def record_update(*, product: Product, by: Actor, at: datetime, key: UUID | None = None, **about: Any) -> Update:
    """Something new that a vendor sends. Sent twice with the same `key` it is recorded once."""
    product = Product.objects.select_for_update(of=("self",)).select_related("vendor__provider").get(pk=product.pk)
    permissions.check_can_record(by, product)
    if known := made_before(Update, key, product_id=product.pk, recorded_by_id=by.user_id):
        return known
    policies.check_day_has_come(about["released_on"], timezone.localdate(at))
    _check_new(product, about)
    update = Update(pk=key or uuid4(), product=product, recorded_at=at, **about)
    update.recorded_by_id = by.user_id  # type: ignore[assignment]  # a person: asked before
    update.save(force_insert=True)
    note("update_recorded", update, by=by, at=at, says=f"recorded {update}", after=snapshot(update))
    return update


@transaction.atomic
def edit_update(*, update: Update, by: Actor, at: datetime, edited: str, **about: Any) -> Update:
    """Change what is known of it. `edited` is the token of what the writer saw."""
    rows = Update.objects.select_for_update(of=("self",)).select_related("product__vendor__provider")
    update = rows.get(pk=update.pk)
    permissions.check_can_record(by, update.product)
    check_untouched(update, edited)
    before = snapshot(update)
    policies.check_day_has_come(about["released_on"], timezone.localdate(at))
    _check_new(update.product, about, but=update)
    for name, value in about.items():
        setattr(update, name, value)
    before, after = differences(before, snapshot(update))
    if after:
        update.save(update_fields=list(after))
        note("update_edited", update, by=by, at=at, says=f"changed {update}", before=before, after=after)
    return update


@transaction.atomic
def start_rollout(*, update: Update, by: Actor, at: datetime) -> Rollout:
    """Begin in the first ring of the plan, whose rings are copied: a later change of the plan leaves it alone."""
    update = _locked(update)
    permissions.check_can_start(by, update, list(update.rollouts.all()))
    rollout, stages = _begin(update, by, at, state=RolloutState.RUNNING)
    first = stages[0]
    first.entered_at, first.entered_by_id = at, by.user_id
    first.save(update_fields=["entered_at", "entered_by"])
    says = f"started {update} in {first.name}"
    note("rollout_started", update, by=by, at=at, says=says, after={"rings": [stage.name for stage in stages]})
    return rollout


@transaction.atomic
def record_unstaged(*, update: Update, happened_at: datetime, words: str, by: Actor, at: datetime) -> Rollout:
    """The vendor sent it to every device at once: every ring for customers was reached together, none before it."""
    update = _locked(update)
    permissions.check_can_start(by, update, list(update.rollouts.all()))
    policies.check_has_happened(happened_at, at)
    ended = {"ended_at": happened_at, "ended_by_id": by.user_id, "words": words}
    rollout, stages = _begin(update, by, happened_at, state=RolloutState.UNSTAGED, **ended)
    hit = [stage for stage in stages if stage.audience == Audience.ALL] or stages[-1:]
    for stage in hit:
        stage.entered_at, stage.entered_by_id = happened_at, by.user_id
        stage.left_at = None if stage is hit[-1] else happened_at
        stage.save(update_fields=["entered_at", "entered_by", "left_at"])
    says = f"recorded that {update} went to every device at once"
    note("rollout_unstaged", update, by=by, at=at, says=says, after={"happened_at": happened_at, "words": words})
    return rollout


def _locked(update: Update) -> Update:
    rows = Update.objects.select_for_update(of=("self",)).select_related("product__vendor__provider")
    return rows.get(pk=update.pk)


def _begin(update: Update, by: Actor, at: datetime, **about: Any) -> tuple[Rollout, list[Stage]]:
    plan = plan_for(update.product)
    rollout = Rollout(update=update, rollout_hours=rollout_hours_of(plan), started_at=at, **about)
    rollout.started_by_id = by.user_id  # type: ignore[assignment]  # a person: asked before
    rollout.save(force_insert=True)
    rings = rings_of(plan)
    stages = [_stage(rollout, number, ring) for number, ring in enumerate(rings)]
    Stage.objects.bulk_create(stages)
    if plan is not None:
        for ring in plan.rings.all():
            next(each for each in stages if each.position == ring.position).customers.set(ring.customers.all())
    return rollout, stages


def _stage(rollout: Rollout, number: int, ring: Ring) -> Stage:
    return Stage(
        rollout=rollout, position=number, name=ring.name, audience=ring.audience, devices=ring.devices,
        share=ring.share, soak_hours=ring.soak_hours, min_reporting=ring.min_reporting, max_failed=ring.max_failed,
        passes_when=ring.passes_when, stops_when=ring.stops_when, is_required=ring.is_required,
    )  # fmt: skip


def _check_new(product: Product, about: dict[str, Any], but: Update | None = None) -> None:
    same = product.updates.filter(version__iexact=about["version"], kind=about["kind"])
    if (same.exclude(pk=but.pk) if but else same).exists():
        raise NotAllowed(f"{about['version']} of {product} is recorded already. Open it in the list.")
