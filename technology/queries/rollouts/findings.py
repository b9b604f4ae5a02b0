"""The facts of check C-32 for customers."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse

from accounts.models import Customer
from core.checks import Found, Told, not_told
from technology.check_words import UPDATES
from technology.models import Deployment, Rollout, Update
from technology.rollouts.checks import UpdateFacts, check_updates
from technology.rollouts.facts import progress_of, with_facts
from technology.rollouts.kinds import RolloutState
from technology.rollouts.rings import FIX_DAYS
from technology.rollouts.rules import left_out

LOOKS_BACK = timedelta(days=365)  # older updates are history
LATEST_RECORD = timedelta(days=FIX_DAYS)  # by then somebody has recorded how it goes


def findings_of_updates(customers: Sequence[Customer], today: date) -> dict[UUID, list[Told]]:
    """Of what runs with each, for both sides to read. Six queries at most, however many customers."""
    since: dict[UUID, dict[UUID, date | None]] = {customer.pk: {} for customer in customers}
    running = Deployment.objects.filter(customer__in=customers).running()
    for owner, product, begun in running.values_list("customer_id", "product", "since"):
        mine = since[owner]
        mine[product] = min(begun, mine.get(product) or begun) if begun else None
    products = {product for mine in since.values() for product in mine}
    updates = Update.objects.filter(product__in=products, released_on__gte=today - LOOKS_BACK)
    found = list(updates.select_related("product").order_by("-released_on", "pk"))
    tries: dict[UUID, list[Rollout]] = defaultdict(list)
    for rollout in with_facts(Rollout.objects.filter(update__in=found)).order_by("started_at", "pk") if found else ():
        tries[rollout.update_id].append(rollout)
    return {customer.pk: _told(customer, found, since[customer.pk], tries, today) for customer in customers}


def _told(
    customer: Customer,
    updates: Iterable[Update],
    since: Mapping[UUID, date | None],
    tries: Mapping[UUID, list[Rollout]],
    today: date,
) -> list[Told]:
    path = reverse("technology:customer-updates", kwargs={"customer_slug": customer.slug})
    if not since:
        return [(each, True) for each in _not_recorded(customer, path)]
    mine = [update for update in updates if update.product_id in since]
    return [(each, True) for each in check_updates(_facts(mine, since, tries, path, today), customer.provider.name)]


def _not_recorded(customer: Customer, path: str) -> list[Found]:
    return not_told(
        UPDATES,
        subject=f"updates:{customer.pk}",
        label="Updates",
        message="Whether updates are tested first cannot be told: no product is entered.",
        action="Enter which products run there.",
        path=path,
    )


def _facts(
    updates: Iterable[Update],
    since: Mapping[UUID, date | None],
    tries: Mapping[UUID, list[Rollout]],
    path: str,
    today: date,
) -> Iterator[UpdateFacts]:
    for update in updates:
        begun = since.get(update.product_id)
        if tried := tries.get(update.pk):
            yield from (_tried(update, rollout, path) for rollout in tried)
        elif today - update.released_on >= LATEST_RECORD and (begun is None or begun <= update.released_on):
            yield UpdateFacts(str(update.pk), str(update), path, missed=None)


def _tried(update: Update, rollout: Rollout, path: str) -> UpdateFacts:
    return UpdateFacts(
        str(rollout.pk), str(update), path, left_out(progress_of(rollout)), rollout.reviewed_at is not None,
        by_vendor=rollout.state == RolloutState.UNSTAGED,
    )  # fmt: skip
