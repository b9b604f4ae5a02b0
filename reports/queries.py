"""What the pages about audit packs ask."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from uuid import UUID

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Customer
from background.models import Job, JobState
from core.quarters import MONTH_NAMES, Quarter, last_complete, latest, quarter_of
from core.searching import with_words
from core.sorting import ordered
from reports.models import Pack, PackQuerySet

SHOWN_QUARTERS = 8
SORTS = {
    "customer": ("name",),
    "state": (F("pack_state").asc(nulls_last=True), "name"),
    "made": (F("pack_made").asc(nulls_last=True), "name"),
}


@dataclass(frozen=True)
class QuarterPacks:
    """A quarter of a customer and the editions made for it, the newest first."""

    quarter: Quarter
    is_running: bool
    editions: tuple[Pack, ...]
    is_own: bool = True

    @property
    def is_making(self) -> bool:
        return any(pack.is_queued for pack in self.editions)

    @property
    def has_failed(self) -> bool:
        return bool(self.editions) and self.editions[0].is_failed

    @property
    def may_be_asked(self) -> bool:
        return self.is_own and not self.is_making


@dataclass(frozen=True)
class CustomerPack:
    """A customer in the provider's list: its own quarter and the newest edition, if there is one."""

    customer: Customer
    quarter: Quarter
    pack: Pack | None
    is_asked: bool

    @property
    def is_making(self) -> bool:
        return self.is_asked or (self.pack is not None and self.pack.is_queued)

    @property
    def row(self) -> tuple[object, ...]:
        """The line as a file tells it."""
        state = "None yet" if self.pack is None else self.pack.get_state_display()
        about: tuple[object, ...] = ("", None, "", "")
        if self.pack:
            made = timezone.localtime(self.pack.ready_at) if self.pack.ready_at else None
            about = (self.pack.number, made, self.pack.sha256, self.pack.reason)
        return (self.customer.name, self.quarter.label, "Being made" if self.is_making else state, *about)


def packs_of(actor: Actor, customer: Customer) -> PackQuerySet:
    """The customer's packs this actor may see, the newest first, without their data."""
    packs = Pack.objects.visible_to(actor).of_customer(customer).defer("data")
    return packs.select_related("asked_by", "customer").order_by("-starts_on", "-number", "pk")


def quarters_of(actor: Actor, customer: Customer, today: date) -> tuple[QuarterPacks, ...]:
    """The running quarter and those before it, back to the customer's first or eight of them, and all with packs."""
    packs: dict[date, list[Pack]] = defaultdict(list)
    for pack in packs_of(actor, customer):
        packs[pack.starts_on].append(pack)
    oldest = min([timezone.localdate(customer.created_at), *packs])
    own = islice(latest(today, customer.fiscal_year_start), SHOWN_QUARTERS)
    quarters = {start: quarter_of_pack(editions[0]) for start, editions in packs.items()}
    quarters |= {quarter.start: quarter for quarter in own if quarter.end >= oldest}
    return tuple(
        QuarterPacks(each, today in each, tuple(packs.get(start, ())), is_own(each, customer))
        for start, each in sorted(quarters.items(), reverse=True)
    )


def quarter_of_pack(pack: Pack) -> Quarter:
    """The quarter a pack is about, as it was named when the pack was asked for."""
    year, number = pack.quarter.split("-q")
    return Quarter(start=pack.starts_on, end=pack.ends_on, number=int(number), fiscal_year=int(year))


def is_own(quarter: Quarter, customer: Customer) -> bool:
    """Whether it is a quarter of the customer’s financial year as that is now."""
    return quarter == quarter_of(quarter.start, customer.fiscal_year_start)


def why_stuck(pack: Pack) -> str:
    """Why a pack in the making will not come by itself: its job has failed or is gone. Empty otherwise."""
    if not pack.is_queued:
        return ""
    jobs = Job.objects.filter(name="reports.render_pack", payload__pack_id=str(pack.pk)).order_by("-created_at")
    job = jobs.first()
    if job is None:
        return "Nothing is at work on this pack."
    return f"The work stopped. {job.reason}" if job.state == JobState.FAILED else ""


def own_quarter(calendar: Quarter, month: int) -> Quarter:
    """The quarter of a financial year that starts in this month, which ends in or last before a calendar quarter."""
    return last_complete(calendar.end + timedelta(days=1), month)


def listed(
    customers: QuerySet[Customer], calendar: Quarter, *, words: str, state: str, sort: str = ""
) -> QuerySet[Customer]:
    """Customers narrowed by words and by the state of their pack for that quarter; by name, or as a heading asks."""
    customers = with_words(customers, words, "name", "legal_name")
    months = range(1, len(MONTH_NAMES) + 1)
    start = Case(*(When(fiscal_year_start=m, then=Value(own_quarter(calendar, m).start)) for m in months))
    packs = Pack.objects.filter(customer=OuterRef("pk"), starts_on=OuterRef("own_start")).newest_first()
    marked = customers.annotate(own_start=start).annotate(
        pack_state=Subquery(packs.values("state")[:1]), pack_made=Subquery(packs.values("ready_at")[:1])
    )
    wanted = {"none": Q(pack_state=None), "making": Q(pack_state="queued"), "ready": Q(pack_state="ready")}
    wanted["failed"] = Q(pack_state="failed")
    return ordered(marked.filter(wanted.get(state, Q())), SORTS, sort, "customer")


def lines_of(actor: Actor, customers: Iterable[Customer], calendar: Quarter) -> tuple[CustomerPack, ...]:
    """The rows of the provider's list; two queries however many."""
    several = list(customers)
    quarters = {each.pk: own_quarter(calendar, each.fiscal_year_start) for each in several}
    packs = _newest(actor, quarters)
    keys = {f"make-pack:{pk}:{quarter.slug}": pk for pk, quarter in quarters.items()}
    asked = set(Job.objects.unfinished().filter(key__in=keys).values_list("key", flat=True))
    waiting = {keys[key] for key in asked if key}
    return tuple(CustomerPack(c, quarters[c.pk], packs.get(c.pk), c.pk in waiting) for c in several)


def _newest(actor: Actor, quarters: dict[UUID, Quarter]) -> dict[UUID, Pack]:
    starts = {quarter.start for quarter in quarters.values()}
    packs = Pack.objects.visible_to(actor).filter(customer__in=list(quarters), starts_on__in=starts).defer("data")
    oldest_first = packs.select_related("customer").newest_first().reverse()
    return {pack.customer_id: pack for pack in oldest_first if pack.starts_on == quarters[pack.customer_id].start}
