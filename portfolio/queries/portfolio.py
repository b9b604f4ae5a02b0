"""The list of a provider's customers: every column from a fixed number of queries, whatever their number."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.urls import reverse

from accounts.models import Customer
from core.words import ago_or_left, count
from engagement.models import Due
from portfolio.enums import Agreement
from reports.models import Pack, PackState
from responsibilities.models import Question, Row, Signature, Version, VersionState


@lru_cache(maxsize=8192)
def _address(name: str, slug: str) -> str:
    """A customer's page. Working an address out costs more than writing a row of the list."""
    return reverse(name, args=[slug])


@dataclass(frozen=True)
class CustomerLine:
    """One customer in the list."""

    id: UUID
    slug: str
    name: str
    about: str
    agreement: Agreement
    agreement_words: str
    high: int | None
    medium: int | None
    low: int | None
    notice_on: date | None
    notice_left: str
    notice_tone: str
    overdue_reviews: int
    next_review_on: date | None
    pack_quarter: str
    lead: str
    lead_initials: str

    @property
    def home_url(self) -> str:
        return _address("portfolio:home", self.slug)

    @property
    def findings_url(self) -> str:
        return _address("findings:finding-list", self.slug)

    @property
    def reviews_url(self) -> str:
        return _address("responsibilities:upkeep", self.slug)

    @property
    def packs_url(self) -> str:
        return _address("reports:pack-list", self.slug)

    @property
    def is_checked(self) -> bool:
        return self.high is not None

    @property
    def has_findings(self) -> bool:
        return bool(self.high or self.medium or self.low)


@dataclass(frozen=True)
class Totals:
    """The figures above the list, over everybody whom the reader looks after."""

    customers: int
    signed: int
    waiting: int
    high: int
    notice_soon: int
    overdue_reviews: int


def _open_version() -> QuerySet[Version]:
    return Version.objects.open().filter(customer=OuterRef("pk"))


def _due(kind: str) -> QuerySet[Due]:
    return Due.objects.open().filter(customer=OuterRef("pk"), kind=kind)


def annotated(customers: QuerySet[Customer], *, today: date) -> QuerySet[Customer]:
    """Customers with what the list filters and sorts by, worked out in the database."""
    proposed = _open_version().filter(state=VersionState.PROPOSED)
    signed_by_customer = Signature.objects.filter(
        version__customer=OuterRef("pk"), version__state="proposed", side="customer"
    )
    overdue = _due("review").filter(due_on__lt=today).order_by().values("customer").annotate(n=Count("pk")).values("n")
    agreement = Case(
        When(
            Exists(Question.objects.open().filter(customer=OuterRef("pk"), waits_for="provider")),
            then=Value("questions"),
        ),
        When(Exists(signed_by_customer), then=Value("with_us")),
        When(Exists(proposed.filter(sign_by__lt=today)), then=Value("late")),
        When(Exists(proposed), then=Value("with_customer")),
        When(Exists(Version.objects.in_force().filter(customer=OuterRef("pk"))), then=Value("signed")),
        When(Exists(_open_version()), then=Value("draft")),
        default=Value("none"),
        output_field=CharField(),
    )
    return customers.annotate(
        agreement=agreement,
        high=F("watch__high"),
        medium=F("watch__medium"),
        low=F("watch__low"),
        notice_on=Subquery(_due("notice").filter(due_on__gte=today).order_by("due_on").values("due_on")[:1]),
        next_review_on=Subquery(_due("review").filter(due_on__gte=today).order_by("due_on").values("due_on")[:1]),
        overdue_reviews=Coalesce(Subquery(overdue, output_field=IntegerField()), 0),
    )


# What a column sorts by; the key is the value of ?sort=, a leading "-" turns it round.
SORTS: dict[str, tuple[str, ...]] = {
    "name": ("name",),
    "agreement": ("urgency", "name"),
    "findings": ("-high", "-medium", "-low", "name"),
    "notice": ("notice_on", "name"),
    "reviews": ("-overdue_reviews", "next_review_on", "name"),
}


def sorted_by(customers: QuerySet[Customer], sort: str) -> QuerySet[Customer]:
    """In the order asked for, empty values last, ending in the primary key."""
    names = SORTS.get(sort.removeprefix("-"), SORTS["findings"])
    turned = sort.startswith("-")
    if "urgency" in names:  # each of its cases holds the whole agreement: worth it only when it is sorted by
        whens = (When(agreement=a, then=Value(i)) for i, a in enumerate(Agreement))
        customers = customers.annotate(urgency=Case(*whens, output_field=IntegerField()))
    order = []
    for name in names:
        field = F(name.removeprefix("-"))
        falls = name.startswith("-") != turned
        order.append(field.desc(nulls_last=True) if falls else field.asc(nulls_last=True))
    return customers.order_by(*order, "pk")


def totals(customers: QuerySet[Customer], *, today: date, soon: date) -> Totals:
    """The figures above the list in one query."""
    sums = annotated(customers, today=today).aggregate(
        n=Count("pk"),
        signed=Count("pk", filter=Q(agreement="signed")),
        waiting=Count("pk", filter=Q(agreement__in=["questions", "late", "with_us", "with_customer"])),
        highs=Sum("high"),
        soon=Count("pk", filter=Q(notice_on__lte=soon)),
        overdue=Sum("overdue_reviews"),
    )
    return Totals(
        sums["n"], sums["signed"], sums["waiting"], sums["highs"] or 0, sums["soon"], sums["overdue"] or 0
    )  # fmt: skip


def lines(customers: list[Customer], *, today: date) -> list[CustomerLine]:
    """The rows of one page of annotated customers: three more queries for all of them together."""
    ids = [customer.pk for customer in customers]
    versions = _latest_versions(ids)
    packs = _latest_packs(ids)
    return [_line(customer, versions.get(customer.pk), packs.get(customer.pk, ""), today) for customer in customers]


def _line(customer: Any, version: dict[str, Any] | None, pack: str, today: date) -> CustomerLine:
    days = (customer.notice_on - today).days if customer.notice_on else None
    return CustomerLine(
        id=customer.pk,
        slug=customer.slug,
        name=customer.name,
        about=customer.about,
        agreement=Agreement(customer.agreement),
        agreement_words=_words(version),
        high=customer.high,
        medium=customer.medium,
        low=customer.low,
        notice_on=customer.notice_on,
        notice_left=ago_or_left(customer.notice_on, today) if customer.notice_on else "",
        notice_tone="" if days is None or days > 60 else "alarm" if days <= 30 else "care",
        overdue_reviews=customer.overdue_reviews,
        next_review_on=customer.next_review_on,
        pack_quarter=pack,
        lead=customer.lead.name if customer.lead else "",
        lead_initials=customer.lead.initials if customer.lead else "",
    )


def _latest_versions(ids: list[UUID]) -> dict[UUID, dict[str, Any]]:
    """The newest version that counts of each customer, with its rows and those agreed."""
    newest = (
        Version.objects.filter(customer__in=ids)
        .exclude(state__in=[VersionState.SUPERSEDED, VersionState.WITHDRAWN])
        .order_by("customer", "number")
        .values("pk", "customer_id", "number", "state", "sign_by")
    )
    by_customer = {version["customer_id"]: version for version in newest}
    counts = (
        Row.objects.filter(version__in=[version["pk"] for version in by_customer.values()], is_out_of_scope=False)
        .order_by()
        .values("version_id")
        .annotate(
            rows=Count("pk"),
            agreed=Count("pk", filter=Q(agreed_at__isnull=False)),
            decided=Count("pk", filter=~Q(ownership="undecided")),
        )
    )
    by_version = {row["version_id"]: row for row in counts}
    nothing = {"rows": 0, "agreed": 0, "decided": 0}
    return {
        customer: {**version, **by_version.get(version["pk"], nothing)} for customer, version in by_customer.items()
    }


def _words(version: dict[str, Any] | None) -> str:
    if version is None:
        return "Draft one from the contract"
    said = f"Version {version['number']}"
    if version["state"] == VersionState.DRAFT:
        return f"{said}, {version['decided']} of {version['rows']} decided"
    if version["state"] == VersionState.PROPOSED:
        return f"{said}, {version['agreed']} of {version['rows']} agreed"
    return f"{said}, {count(version['rows'], 'job')}"


def _latest_packs(ids: list[UUID]) -> dict[UUID, str]:
    packs = Pack.objects.filter(customer__in=ids, state=PackState.READY).order_by("starts_on", "number")
    return dict(packs.values_list("customer_id", "quarter"))
