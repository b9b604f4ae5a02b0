"""What falls due for updates: to let one go on whose watching is over, and to try a way back.

Both concern all customers, so they stand in the provider's own calendar.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from core.due import DueDate
from core.words import moment
from technology.models import RollbackPlan, Rollout
from technology.queries.rollouts.ways_back import next_test_on, rollback_tested_on
from technology.rollouts.facts import progress_of, with_facts
from technology.rollouts.progress import soak_over_at


def own_due_dates(provider_ids: Iterable[UUID], now: datetime) -> list[DueDate]:
    """The dates of these providers' updates. Six queries at most, whatever is under way."""
    ids = list(provider_ids)
    return [*_ready(ids, now), *_tests(ids)]


def _ready(ids: list[UUID], now: datetime) -> Iterator[DueDate]:
    """The day on which the watching of each update under way is over; a stopped one waits for its stop."""
    rollouts = Rollout.objects.filter(update__product__vendor__provider__in=ids, state="running")
    for rollout in with_facts(rollouts).order_by("started_at", "pk"):
        progress = progress_of(rollout)
        over = soak_over_at(progress, now)
        if over is None or progress.current is None:
            continue
        ring = progress.stages[progress.current].ring.name
        what = "call it complete" if progress.is_last else "let it go on"
        yield DueDate(
            customer_id=None,
            kind="update",
            subject_id=rollout.pk,
            owed_by="provider",
            title=f"{rollout.update}: watched in {ring} until {moment(over)}, then {what}"[:300],
            path=rollout.get_absolute_url(),
            due_on=timezone.localdate(over),
        )


def _tests(ids: list[UUID]) -> Iterator[DueDate]:
    """When each way back is to be tried next."""
    plans = RollbackPlan.objects.filter(product__vendor__provider__in=ids).select_related("product__vendor__provider")
    tested = rollback_tested_on(plans.values("product"))
    for plan in plans.order_by("product__name", "pk"):
        slug = plan.product.vendor.provider.slug
        yield DueDate(
            customer_id=None,
            kind="rollback",
            subject_id=plan.pk,
            owed_by="provider",
            title=f"Try the way back of {plan.product}"[:300],
            path=reverse("technology:rollback-list", kwargs={"provider_slug": slug}),
            due_on=next_test_on(plan, tested.get(plan.product_id)),
        )
