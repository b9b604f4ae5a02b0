"""What a customer reads of updates: what is being updated with it, and that others had it first. Nothing of others."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from accounts.actor import Actor
from accounts.models import Customer
from core.words import count, day
from technology.models import Rollout
from technology.models import Stage as StageRow
from technology.rollouts.facts import progress_of, with_facts
from technology.rollouts.kinds import Audience, RolloutState, UpdateKind
from technology.rollouts.progress import Progress, Stage, soaked
from technology.rollouts.rules import hours_words, left_out
from technology.rollouts.sheet import CustomerUpdate

KEPT = timedelta(days=90)  # how long what has ended stays on the page


def updates_of(customer: Customer, reader: Actor, now: datetime) -> list[CustomerUpdate]:
    """Of products that run with this customer, the latest first. Five queries."""
    running = customer.deployments.running().values("product")
    rollouts = Rollout.objects.visible_to(reader).filter(update__product__in=running)
    recent = rollouts.under_way() | rollouts.filter(ended_at__gte=now - KEPT)
    found = with_facts(recent).prefetch_related("stages__customers").order_by("-started_at", "pk")
    return [_update(rollout, customer, now) for rollout in found]


def _update(rollout: Rollout, customer: Customer, now: datetime) -> CustomerUpdate:
    update, progress = rollout.update, progress_of(rollout)
    rows = list(rollout.stages.all())
    reached = [row for row in rows if row.entered_at and _is_theirs(row, customer)]
    first = reached[0] if reached else None
    before = [stage for stage, row in zip(progress.stages, rows, strict=True) if _came_before(row, first)]
    tone, icon, state = _state(rollout, first, rows)
    return CustomerUpdate(
        product=update.product.name,
        vendor=update.product.vendor.name,
        version=update.version,
        kind=UpdateKind(update.kind).label,
        what=update.what,
        released_on=update.released_on,
        tone=tone,
        icon=icon,
        state=state,
        tested=_tested(rollout, before, progress, now),
        at=rollout.ended_at or (first.entered_at if first else None) or rollout.started_at,
    )


def _is_theirs(row: StageRow, customer: Customer) -> bool:
    """Everybody’s ring, or one in which this customer volunteered."""
    if row.audience == Audience.ALL:
        return True
    return row.audience == Audience.SOME and customer in row.customers.all()


def _came_before(row: StageRow, first: StageRow | None) -> bool:
    return row.entered_at is not None and (first is None or row.position < first.position)


def _state(rollout: Rollout, first: StageRow | None, rows: Iterable[StageRow]) -> tuple[str, str, str]:
    """A chip's tone, icon and words."""
    state = RolloutState(rollout.state)
    if state == RolloutState.UNSTAGED:
        return "danger", "late", "Came without a test"
    if state == RolloutState.ROLLED_BACK:
        return "warn", "late", "Taken back" if first else "Taken back before it reached you"
    if state == RolloutState.DONE:
        return "ok", "tick", "On your devices"
    if state == RolloutState.STOPPED:
        return "warn", "late", "Stopped while somebody looks" if first else "Stopped before it reached you"
    if first is not None:
        is_all = first.audience == Audience.ALL or any(r.entered_at and r.audience == Audience.ALL for r in rows)
        return ("ok", "tick", "Reaching your devices") if is_all else ("calm", "wait", "On the devices you lent")
    some = any(row.entered_at and row.audience == Audience.SOME and not row.customers.all() for row in rows)
    return ("calm", "wait", "On a few devices of several customers") if some else ("calm", "wait", "Being tested")


def _tested(rollout: Rollout, before: list[Stage], progress: Progress, now: datetime) -> str:
    """On how many devices and for how long it was tried before it came to this customer."""
    provider = rollout.update.product.vendor.provider.name
    if rollout.state == RolloutState.UNSTAGED:
        seen = f" {provider} has recorded what was learnt." if rollout.reviewed_at else ""
        return f"The vendor sent it to every device at once on {day(rollout.started_at.date())}.{seen}"
    missed = left_out(progress)
    if not before:
        return "Nobody had it before you."
    short = " It went on without the whole agreed test." if missed else ""
    watched = sum((soaked(stage, progress.stops, now) for stage in before), timedelta())
    devices = sum(stage.counts.devices for stage in before if stage.counts)
    on = f" on {count(devices, 'other device')}" if devices else ""
    return f"{provider} has tried it first{on} for {hours_words(watched - watched % timedelta(hours=1))}.{short}"
