"""Lists of findings: one customer's, or those of all whom somebody looks after."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Customer
from core.addresses import address
from core.checks import Severity
from core.models import in_order
from core.searching import with_words
from core.words import count, day
from findings.enums import Deed, Show, State
from findings.models import Finding, FindingQuerySet, Step, Watch
from findings.registry import title_of

RANK = in_order("severity", Severity)
KNOWN, THERE = Q(is_unknown=False), Q(closed_at=None)
SHOWN: dict[str, Q] = {
    Show.OPEN: THERE & KNOWN & Q(state=State.OPEN),
    Show.UNKNOWN: THERE & ~KNOWN & Q(state=State.OPEN),
    Show.ACCEPTED: THERE & Q(state=State.ACCEPTED),
    Show.SNOOZED: THERE & Q(state=State.SNOOZED),
    Show.CLOSED: ~THERE & KNOWN & Q(is_lost=False),
}
# What a column sorts by; the key is the value of ?sort=, a leading "-" turns it round.
SORTS: dict[str, tuple[str, ...]] = {
    "severity": ("rank", "opened_at", "label"),
    "customer": ("customer__name", "rank", "label"),
    "about": ("label", "rank"),
    "found": ("check_id", "rank", "label"),
    "since": ("opened_at", "rank", "label"),
    "until": ("until_on", "rank", "label"),
    "fixed": ("-closed_at", "rank", "label"),
}


@dataclass(frozen=True)
class Line:
    """One finding as a list shows it. `when` is a date with what it means; `is_new` where nobody of the reader's side
    has said that they have seen it."""

    check: str
    check_title: str
    severity: str
    label: str
    message: str
    action: str
    url: str
    since: datetime
    age: str
    when: str
    reason: str
    standing: str
    is_unknown: bool
    is_published: bool
    is_new: bool
    customer: str
    customer_slug: str


@dataclass(frozen=True)
class Tally:
    """How many wait for somebody, by severity; those of which facts are missing; those put aside; those fixed."""

    high: int
    medium: int
    low: int
    unknown: int
    accepted: int
    snoozed: int
    closed: int

    @property
    def total(self) -> int:
        return self.high + self.medium + self.low

    @property
    def is_empty(self) -> bool:
        return not (self.total or self.unknown or self.accepted or self.snoozed or self.closed)

    @property
    def tabs(self) -> tuple[tuple[Show, int], ...]:
        """Each tab with its number."""
        numbers = (self.total, self.unknown, self.accepted, self.snoozed, self.closed)
        return tuple(zip(Show, numbers, strict=True))


def readable(actor: Actor) -> FindingQuerySet:
    """Findings this actor may see, of customers that are still looked after."""
    return Finding.objects.visible_to(actor).filter(customer__archived_at=None)


def narrowed(findings: FindingQuerySet, actor: Actor, chosen: Mapping[str, str]) -> FindingQuerySet:
    """Of the tab, of that severity, check and customer, and with all the words as this actor reads them."""
    findings = findings.filter(SHOWN[chosen.get("show") or Show.OPEN])
    said = "message" if actor.is_customer else "message_in_names"
    findings = with_words(findings, chosen.get("q", ""), "label", said, "customer__name")
    for name, path in (("severity", "severity"), ("check", "check_id"), ("customer", "customer__slug")):
        if chosen.get(name):
            findings = findings.filter(**{path: chosen[name]})
    return findings


def ordered(findings: FindingQuerySet, actor: Actor, sort: str) -> QuerySet[Finding]:
    """As asked, else the worst and oldest first; with their customers, and whether the reader's side has seen them."""
    names = SORTS.get(sort.removeprefix("-"), SORTS["severity"])
    first, *rest = names
    if sort.startswith("-"):
        first = first.removeprefix("-") if first.startswith("-") else f"-{first}"
    seen = Step.objects.filter(finding=OuterRef("pk"), deed=Deed.SEEN, side=actor.side)
    rows = findings.select_related("customer", "decided_by").annotate(rank=RANK, is_seen=Exists(seen))
    return rows.order_by(first, *rest, "pk")


def tally(findings: QuerySet[Finding]) -> Tally:
    """The counts behind the tabs, in one query."""
    waiting = SHOWN[Show.OPEN]
    counts: dict[str, Any] = {str(each): Count("pk", filter=waiting & Q(severity=each)) for each in Severity}
    counts |= {str(show): Count("pk", filter=SHOWN[show]) for show in Show if show != Show.OPEN}
    return Tally(**findings.order_by().aggregate(**counts))


def checks_in(findings: QuerySet[Finding]) -> list[tuple[str, str]]:
    """The checks that have found something, with their titles."""
    ids = findings.order_by("check_id").values_list("check_id", flat=True).distinct()
    return [(check, f"{check} {title_of(check)}") for check in ids]


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


def says(finding: Finding, actor: Actor) -> tuple[str, str]:
    """What was found and what to do, as this actor reads it."""
    if actor.is_customer:
        return finding.message, finding.action
    return finding.message_in_names, finding.action_in_names


def _line(finding: Finding, actor: Actor, today: date) -> Line:
    message, action = says(finding, actor)
    ended = timezone.localdate(finding.closed_at) if finding.closed_at else today
    days = (ended - timezone.localdate(finding.opened_at)).days
    return Line(
        check=finding.check_id,
        check_title=title_of(finding.check_id),
        severity=finding.severity,
        label=finding.label,
        message=message,
        action=action,
        url=address("findings:finding", finding.customer.slug, finding.pk),
        since=finding.opened_at,
        age=_age(days, is_closed=finding.closed_at is not None),
        when=_when(finding, ended),
        reason=finding.reason,
        standing=finding.standing,
        is_unknown=finding.is_unknown,
        is_published=finding.is_published,
        is_new=finding.closed_at is None and not getattr(finding, "is_seen", True),
        customer=finding.customer.name,
        customer_slug=finding.customer.slug,
    )


def _age(days: int, *, is_closed: bool) -> str:
    if days > 0:
        return f"for {count(days, 'day')}"
    return "for less than a day" if is_closed else "since today"


def _when(finding: Finding, ended: date) -> str:
    """`Accepted by Amara Osei until Mon 1 Mar 2027`, `Fixed on …`; empty for what is open."""
    if finding.closed_at:
        word = "Cannot be told since" if finding.is_lost else "Facts entered on" if finding.is_unknown else "Fixed on"
        return f"{word} {day(ended)}"
    if finding.decided_by is None:
        return ""
    word = "Accepted" if finding.state == State.ACCEPTED else "Snoozed"
    return f"{word} by {finding.decided_by.name} until {day(finding.until_on)}"
