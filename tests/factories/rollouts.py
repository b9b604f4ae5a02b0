"""Updates on their way, plans of rings and ways back, for tests, each valid with nothing said about it."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from accounts.models import Provider, User
from technology.models import Product, Ring, RingPlan, RollbackPlan, RollbackTest, Rollout, Stage, StageCount, Update
from technology.rollouts.rings import DEFAULT_RINGS, HOUR
from technology.rollouts.rings import Ring as RingFacts
from tests.cast import NOW
from tests.factories.technology import make_product

DAY = timedelta(days=1)
WELL = {"devices": 20, "reporting": 20, "ok": 20}


def make_update(product: Product, *, by: User, **about: Any) -> Update:
    """Version 7.20 of its software, released a week ago."""
    about = {"version": "7.20", "released_on": date(2026, 11, 16), "recorded_at": NOW - 5 * DAY} | about
    return Update.objects.create(product=product, recorded_by=by, **about)


def make_plan(
    provider: Provider, product: Product | None = None, rings: Sequence[RingFacts] = DEFAULT_RINGS, **about: Any
) -> RingPlan:
    plan = RingPlan.objects.create(provider=provider, product=product, **about)
    for number, ring in enumerate(rings):
        Ring.objects.create(plan=plan, position=number, **_terms(ring))
    return plan


def make_rollout(
    update: Update, *, by: User, stage: int = 0, hours: float = 1, well: bool = False, **about: Any
) -> Rollout:
    """In the ring with that number for so many hours, after exact soaks in those before it; `well` counts it so."""
    entered = NOW - hours * HOUR - sum((ring.soak for ring in DEFAULT_RINGS[:stage]), timedelta())
    about = {"rollout_hours": 48, "started_at": entered} | about
    rollout = Rollout.objects.create(update=update, started_by=by, **about)
    for number, ring in enumerate(DEFAULT_RINGS):
        passage: dict[str, Any] = {}
        if number <= stage:
            passage = {"entered_at": entered, "entered_by": by}
        if number < stage:
            entered += ring.soak
            passage["left_at"] = entered
        row = Stage.objects.create(rollout=rollout, position=number, **_terms(ring), **passage)
        if number < stage or (number == stage and well):
            make_share(row, by=by, counted_at=NOW - HOUR)
    return rollout


def make_share(stage: Stage, *, by: User, **about: Any) -> StageCount:
    return StageCount.objects.create(stage=stage, counted_by=by, **{"counted_at": NOW} | WELL | about)


def make_way_back(product: Product, **about: Any) -> RollbackPlan:
    about = {
        "method": "Uninstall it, install the one before.",
        "who": "The engineer on duty",
        "minutes": 20,
        "written_on": date(2026, 5, 1),
    } | about
    return RollbackPlan.objects.create(product=product, **about)


def make_way_test(plan: RollbackPlan, *, by: User, **about: Any) -> RollbackTest:
    about = {"tested_on": date(2026, 6, 1), "has_worked": True, "what": "On two laptops", "recorded_at": NOW} | about
    return RollbackTest.objects.create(plan=plan, recorded_by=by, **about)


def make_update_under_way(provider: Provider, *, by: User, **about: Any) -> Rollout:
    return make_rollout(make_update(make_product(provider), by=by), by=by, **about)


def _terms(ring: RingFacts) -> dict[str, Any]:
    names = ("name", "audience", "devices", "share", "soak_hours", "min_reporting", "max_failed", "passes_when")
    return {name: getattr(ring, name) for name in names}
