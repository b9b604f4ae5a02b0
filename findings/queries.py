"""What the pages about findings ask."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Customer
from core.words import count
from findings.models import Finding, FindingQuerySet, Watch
from findings.sources import TITLES
from responsibilities.queries.matrix import anchor_of

RANK = Case(
    When(severity="high", then=Value(0)), When(severity="medium", then=Value(1)), default=Value(2),
    output_field=IntegerField(),
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One finding as a list shows it."""

    check: str
    check_title: str
    severity: str
    label: str
    message: str
    action: str
    url: str
    since: datetime
    age: str
    is_unknown: bool
    is_published: bool
    customer: str
    customer_slug: str


@dataclass(frozen=True)
class Tally:
    """How many are open, by severity, and those of which facts are missing."""

    high: int
    medium: int
    low: int
    unknown: int

    @property
    def total(self) -> int:
        return self.high + self.medium + self.low


def open_findings(actor: Actor) -> FindingQuerySet:
    """Open findings this actor may see, of customers that are still looked after."""
    return Finding.objects.visible_to(actor).open().filter(customer__archived_at=None)


def narrowed(findings: FindingQuerySet, actor: Actor, *, words: str, severity: str, check: str) -> FindingQuerySet:
    """Only those that hold all the words as this actor reads them, have that severity and come from that check."""
    said = "message" if actor.is_customer else "message_in_names"
    for word in words.split()[:6]:
        findings = findings.filter(
            Q(label__icontains=word) | Q(**{f"{said}__icontains": word}) | Q(customer__name__icontains=word)
        )
    if severity == "unknown":
        findings = findings.filter(is_unknown=True)
    elif severity:
        findings = findings.filter(severity=severity, is_unknown=False)
    return findings.filter(check_id=check) if check else findings


def ordered(findings: FindingQuerySet) -> FindingQuerySet:
    """The worst first, then the oldest; with their customers."""
    return (
        findings.select_related("customer")
        .annotate(rank=RANK)
        .order_by("is_unknown", "rank", "opened_at", "label", "pk")
    )


def tally(findings: QuerySet[Finding]) -> Tally:
    """The counts behind the tabs, in one query."""
    known = Q(is_unknown=False)
    counts = findings.order_by().aggregate(
        high=Count("pk", filter=known & Q(severity="high")),
        medium=Count("pk", filter=known & Q(severity="medium")),
        low=Count("pk", filter=known & Q(severity="low")),
        unknown=Count("pk", filter=~known),
    )
    return Tally(**counts)


def checks_in(findings: QuerySet[Finding]) -> list[tuple[str, str]]:
    """The checks that have something open, with their titles."""
    ids = findings.order_by("check_id").values_list("check_id", flat=True).distinct()
    return [(check, f"{check} {TITLES.get(check, '')}".strip()) for check in ids]


def lines_of(findings: Iterable[Finding], actor: Actor, today: date) -> list[Line]:
    """The rows of a page, of ordered findings: the customer is spoken to, others read both parties' names."""
    return [_line(each, actor, today) for each in findings]


def last_checked(actor: Actor, customer: Customer) -> date | None:
    """The day the checks last ran for the customer; None when never."""
    return Watch.objects.visible_to(actor).filter(customer=customer).values_list("refreshed_on", flat=True).first()


def not_checked(actor: Actor) -> int:
    """How many customers the checks have never run for."""
    reached = Customer.objects.visible_to(actor).live()
    return reached.filter(Q(watch=None) | Q(watch__refreshed_on=None)).count()


def _line(finding: Finding, actor: Actor, today: date) -> Line:
    days = (today - timezone.localdate(finding.opened_at)).days
    return Line(
        check=finding.check_id,
        check_title=TITLES.get(finding.check_id, finding.check_id),
        severity=finding.severity,
        label=finding.label,
        message=finding.message if actor.is_customer else finding.message_in_names,
        action=finding.action if actor.is_customer else finding.action_in_names,
        url=_url(finding),
        since=finding.opened_at,
        age=f"for {count(days, 'day')}" if days > 0 else "since today",
        is_unknown=finding.is_unknown,
        is_published=finding.is_published,
        customer=finding.customer.name,
        customer_slug=finding.customer.slug,
    )


def _url(finding: Finding) -> str:
    """Where to see and mend it: the page that the finding names, else the row in the matrix."""
    if path := finding.facts.get("path"):
        return str(path)
    matrix = reverse("responsibilities:matrix", kwargs={"customer_slug": finding.customer.slug})
    code = str(finding.facts.get("code", ""))
    return f"{matrix}#{anchor_of(code)}" if code else matrix
