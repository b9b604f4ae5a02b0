"""The list of kept outages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from accounts.models import Customer
from continuity.models import NamedOutage, Plan
from continuity.models.outages import NamedOutageQuerySet
from continuity.plans.kinds import State
from continuity.survival.wording import lasting
from core.addresses import address
from core.searching import with_words

SORTS = {
    "name": ("name",), "starts": ("starts_at",), "kept": ("added_at",), "plan": ("plan_name", "name"),
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class ListedOutage:
    """One outage: what fails and for how long, whose it is, the plan for it."""

    url: str
    name: str
    kept_by: str
    fails: str
    starts_at: datetime
    is_shared: bool
    plan: str
    plan_url: str

    @property
    def seen_by(self) -> str:
        return "Both sides" if self.is_shared else "Only your side"


def listed(outages: NamedOutageQuerySet, chosen: Mapping[str, Any], sort: str) -> NamedOutageQuerySet:
    """Those that fit the filters, the newest first unless another order is asked for."""
    outages = outages.filter(archived_at__isnull=not chosen.get("away"))
    outages = with_words(outages, chosen.get("q", ""), "name", also=_fails)
    if seen := chosen.get("seen"):
        outages = outages.filter(shared_at__isnull=seen == "own")
    if plan := chosen.get("plan"):
        outages = outages.filter(plan_line__isnull=plan == "no")
    plans = Plan.objects.filter(line=OuterRef("plan_line")).exclude(state=State.RETIRED).order_by("state", "-number")
    outages = outages.annotate(plan_name=Subquery(plans.values("name")[:1]), plan_pk=Subquery(plans.values("pk")[:1]))
    ordered = outages.order_by(*SORTS.get(sort.removeprefix("-"), ("-added_at",)), "pk")
    ordered = ordered.reverse() if sort.startswith("-") and sort.removeprefix("-") in SORTS else ordered
    return ordered.select_related("added_by").prefetch_related("failures__node")


def _fails(word: str) -> Q:
    """An outage in which something of that name fails."""
    return Q(pk__in=NamedOutage.objects.filter(failures__node__name__icontains=word).values("pk"))


def rows_of(outages: Iterable[NamedOutage], customer: Customer) -> list[ListedOutage]:
    """The rows of a page of `listed` outages."""
    home = address("continuity:outage-list", customer.slug)
    plans = address("continuity:plan-list", customer.slug)
    return [_row(outage, home, plans) for outage in outages]


def _row(outage: NamedOutage, home: str, plans: str) -> ListedOutage:
    failures = sorted(outage.failures.all(), key=lambda each: each.node.name)
    pk = outage.plan_pk  # type: ignore[attr-defined]  # annotated
    return ListedOutage(
        url=f"{home}{outage.pk}/",
        name=outage.name,
        kept_by=outage.added_by.name,
        fails=", ".join(f"{each.node.name} ({_long(each.back_minutes)})" for each in failures),
        starts_at=timezone.localtime(outage.starts_at),
        is_shared=outage.is_shared,
        plan=outage.plan_name or "",  # type: ignore[attr-defined]  # annotated
        plan_url=f"{plans}{pk}/" if pk else "",
    )


def _long(minutes: int | None) -> str:
    return "no end in sight" if minutes is None else lasting(minutes)
