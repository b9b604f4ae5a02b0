"""The list of a provider's customers: a page of it from four queries, whatever their number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, DateField, OuterRef, Q, QuerySet, Subquery, UUIDField

from accounts.models import Customer
from core.addresses import address
from core.prepared import prepared
from core.words import ago_or_left, count, initials
from engagement.models import Due
from portfolio.enums import Agreement
from portfolio.queries.standing import cover_ends, dates, with_agreement
from reports.models import Pack, PackState
from responsibilities.models import Row, VersionState

FIELDS = (
    "pk", "slug", "name", "about", "agreement", "watch__high", "watch__medium", "watch__low", "lead__name", "pack",
    "cover_ends_on", "at_work__pk", "at_work__number", "at_work__state", "in_force__pk", "in_force__number",
)  # fmt: skip
UNDATED = {"notice_on": None, "next_review_on": None, "overdue_reviews": 0}
UNCOUNTED = {"rows": 0, "agreed": 0, "decided": 0}


@dataclass(frozen=True)
class CustomerLine:
    """One customer in the list."""

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
    cover_ends_on: date | None
    cover_left: str
    cover_tone: str
    overdue_reviews: int
    next_review_on: date | None
    pack_quarter: str
    lead: str
    lead_initials: str

    @property
    def home_url(self) -> str:
        return address("portfolio:home", self.slug)

    @property
    def findings_url(self) -> str:
        return address("findings:finding-list", self.slug)

    @property
    def reviews_url(self) -> str:
        return address("responsibilities:upkeep", self.slug)

    @property
    def packs_url(self) -> str:
        return address("reports:pack-list", self.slug)

    @property
    def is_checked(self) -> bool:
        return self.high is not None

    @property
    def has_findings(self) -> bool:
        return bool(self.high or self.medium or self.low)


def lines(ids: Sequence[UUID], *, today: date) -> list[CustomerLine]:
    """The rows of these customers, in this order: what takes working out is worked out for a page alone."""
    several = list(ids)
    found = {customer.pk: customer for customer in _described(ids=several, today=today)}
    versions = [customer.at_work__pk or customer.in_force__pk for customer in found.values()]
    counts = {each["version"]: each for each in _counts(versions=[version for version in versions if version])}
    near = {each["customer"]: each for each in _near(ids=several, today=today)}
    return [_line(found[pk], counts, near.get(pk, UNDATED), today) for pk in ids if pk in found]


@prepared(ids=UUIDField(), today=DateField())
def _described(ids: list[Any], today: Any) -> QuerySet[Any, Any]:
    newest = Pack.objects.filter(customer=OuterRef("pk"), state=PackState.READY).order_by("-starts_on", "-number")
    described = with_agreement(Customer.objects.filter(pk__in=ids), today=today)
    described = described.annotate(pack=Subquery(newest.values("quarter")[:1]), cover_ends_on=cover_ends())
    return described.values_list(*FIELDS, named=True)


@prepared(ids=UUIDField(), today=DateField())
def _near(ids: list[Any], today: Any) -> QuerySet[Any, Any]:
    """What the due dates of each customer come to."""
    return Due.objects.open().filter(customer__pk__in=ids).order_by().values("customer").annotate(**dates(today))


def _line(customer: Any, counts: dict[UUID, Any], near: dict[str, Any], today: date) -> CustomerLine:
    notice_on, ends = near["notice_on"], customer.cover_ends_on
    return CustomerLine(
        slug=customer.slug,
        name=customer.name,
        about=customer.about,
        agreement=Agreement(customer.agreement),
        agreement_words=_words(customer, counts),
        high=customer.watch__high,
        medium=customer.watch__medium,
        low=customer.watch__low,
        notice_on=notice_on,
        notice_left=ago_or_left(notice_on, today) if notice_on else "",
        notice_tone=_tone(notice_on, today),
        cover_ends_on=ends,
        cover_left=ago_or_left(ends, today) if ends else "",
        cover_tone=_tone(ends, today),
        overdue_reviews=near["overdue_reviews"],
        next_review_on=near["next_review_on"],
        pack_quarter=customer.pack or "",
        lead=customer.lead__name or "",
        lead_initials=initials(customer.lead__name) if customer.lead__name else "",
    )


def _tone(on: date | None, today: date) -> str:
    """How much a day matters by how near it is."""
    days = None if on is None else (on - today).days
    return "" if days is None or days > 60 else "alarm" if days <= 30 else "care"


@prepared(versions=UUIDField())
def _counts(versions: list[Any]) -> QuerySet[Any, Any]:
    """The rows in scope of each version, with those agreed and those decided."""
    rows = Row.objects.in_scope().filter(version__pk__in=versions).order_by().values("version")
    return rows.annotate(
        rows=Count("version"),
        agreed=Count("version", filter=Q(agreed_at__isnull=False)),
        decided=Count("version", filter=~Q(ownership="undecided")),
    )


def _words(customer: Any, counts: dict[UUID, Any]) -> str:
    """How far the newest version is that counts: the one at work, or else the one in force."""
    if customer.at_work__pk:
        rows = counts.get(customer.at_work__pk, UNCOUNTED)
        done = "decided" if customer.at_work__state == VersionState.DRAFT else "agreed"
        return f"Version {customer.at_work__number}, {rows[done]} of {rows['rows']} {done}"
    if customer.in_force__pk:
        rows = counts.get(customer.in_force__pk, UNCOUNTED)
        return f"Version {customer.in_force__number}, {count(rows['rows'], 'job')}"
    return "Draft one from the contract"
