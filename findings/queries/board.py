"""What is checked and how often it fires, and how the number of findings went over time."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Customer
from core.checks import Readers, Severity
from core.days import day_begins
from findings.enums import Show, State
from findings.models import Finding, Watch
from findings.queries.lists import KNOWN, SHOWN, THERE
from findings.registry import checks

WEEKS = 26
MEANS = {
    Severity.HIGH: "Could cost money or cover now",
    Severity.MEDIUM: "To mend this quarter",
    Severity.LOW: "To tidy up",
}


@dataclass(frozen=True)
class Checked:
    """One check: how many findings wait, at how many customers; how many customers could not be checked, how many
    have nothing of it; how many findings are put aside; since when the oldest waits."""

    id: str
    title: str
    severity: str
    looks_at: str
    missing: str
    readers: Readers
    waiting: int = 0
    customers: int = 0
    unknown: int = 0
    aside: int = 0
    quiet: int = 0
    oldest: datetime | None = None

    @property
    def rests_on_list(self) -> bool:
        """Whether the customer reads it only once a list of jobs has been proposed."""
        return self.readers == Readers.PROPOSED

    @property
    def rests_on_published(self) -> bool:
        """Whether silence tells the customer nothing: what it rests on may not be published."""
        return self.readers == Readers.PUBLISHED


@dataclass(frozen=True)
class Point:
    """How many findings were there on a day, by severity; put aside or not."""

    on: date
    high: int
    medium: int
    low: int

    @property
    def total(self) -> int:
        return self.high + self.medium + self.low


def board(actor: Actor, findings: QuerySet[Finding], customer: UUID | None = None) -> list[Checked]:
    """Every check with its figures over these findings. Two queries."""
    figures: dict[str, Any] = {
        row["check_id"]: dict(row)
        for row in findings.filter(THERE).order_by().values("check_id").annotate(
            waiting=Count("pk", filter=SHOWN[Show.OPEN]),
            customers=Count("customer", distinct=True, filter=SHOWN[Show.OPEN]),
            unknown=Count("customer", distinct=True, filter=~KNOWN),
            aside=Count("pk", filter=KNOWN & ~Q(state=State.OPEN)),
            anybody=Count("customer", distinct=True),
            oldest=Min("opened_at", filter=SHOWN[Show.OPEN]),
        )
    }  # fmt: skip
    watches = Watch.objects.visible_to(actor).exclude(refreshed_on=None).filter(customer__archived_at=None)
    checked = watches.filter(customer=customer).count() if customer else watches.count()
    found = []
    for check in checks().values():
        row = figures.get(check.id, {})
        anybody = row.pop("anybody", 0)
        row.pop("check_id", None)
        about = (check.id, check.title, str(check.severity), check.looks_at, check.missing, check.readers)
        found.append(Checked(*about, **row, quiet=max(checked - anybody, 0)))
    return found


def by_severity(rows: list[Checked]) -> list[tuple[Severity, str, list[Checked]]]:
    """The gravest first, with what it means; within one severity what waits most."""
    ranked = sorted(rows, key=lambda row: (-row.customers, -row.waiting, row.id))
    return [(each, MEANS[each], [row for row in ranked if row.severity == each]) for each in Severity]


def trend(findings: QuerySet[Finding], today: date) -> list[Point]:
    """How many were there at the end of each of the last weeks, and now; what could not be checked left out. One query.

    Worked out from the days on which findings were opened and closed, so that it holds for whatever the reader may see.
    """
    days = [today - timedelta(weeks=back) for back in range(WEEKS - 1, -1, -1)]
    numbers = {
        f"w{number}": Count("pk", filter=Q(opened_at__lt=end) & (Q(closed_at=None) | Q(closed_at__gte=end)))
        for number, end in enumerate(day_begins(each + timedelta(days=1)) for each in days)
    }
    rows = findings.filter(KNOWN).order_by().values("severity").annotate(**numbers)
    found: dict[str, dict[str, Any]] = {row["severity"]: dict(row) for row in rows}
    return [
        Point(each, **{str(s): found.get(str(s), {}).get(f"w{number}", 0) for s in Severity})
        for number, each in enumerate(days)
    ]


def first_opened(findings: QuerySet[Finding]) -> date | None:
    """The day from which there are figures."""
    first = findings.order_by().aggregate(first=Min("opened_at"))["first"]
    return timezone.localdate(first) if first else None


def customers_of(actor: Actor) -> QuerySet[Customer]:
    """For the filter."""
    return Customer.objects.visible_to(actor).live().order_by("name", "pk")
