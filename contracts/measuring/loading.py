"""The facts of service levels, for any number of customers and of what happened, in a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db.models import DateTimeField, F, Q, QuerySet, Value

from accounts.models import Customer
from contracts import terms as term_rules
from contracts.calendars import bank_holidays
from contracts.models import (
    USUAL_HOURS,
    Contract,
    Line,
    MaintenanceWindow,
    Outage,
    Pause,
    PriorityChange,
    Site,
    SlaTarget,
    Tally,
    Ticket,
)
from contracts.queries.fees import earlier, lending
from contracts.service_levels.clocks import OpeningHours, Span
from contracts.service_levels.facts import (
    RESTORE_TEST,
    Facts,
    Fee,
    OutageFacts,
    Place,
    TallyFacts,
    TicketFacts,
    Waited,
    WorkFacts,
)
from contracts.service_levels.windows import Window, midnight, month_of

ZONE = ZoneInfo(settings.TIME_ZONE)
MONTHS_SHOWN = 12
NO_MOMENT = Value(None, output_field=DateTimeField())


@dataclass(frozen=True)
class Book:
    """One customer's service levels with everything they are measured by, from `since` on.

    `former` are those of replaced versions of their contracts: a term's cap and repeated misses count on from them.
    """

    customer: Customer
    since: date
    targets: tuple[SlaTarget, ...]
    facts: Facts
    fees: dict[UUID, tuple[Fee, ...]]
    former: tuple[SlaTarget, ...] = ()


def targets_to_measure(targets: QuerySet[SlaTarget]) -> QuerySet[SlaTarget]:
    """Service levels with what measuring them needs, in the order of pages; drafts of versions have none."""
    rows = targets.filter(contract__setup_step=None).exclude(
        contract__supersedes__isnull=False, contract__signed_on=None
    )
    rows = rows.select_related("contract__customer", "contract__supersedes", "service", "clause", "terms")
    return rows.order_by("contract__reference", "metric", "priority", "pk")


def load_books(targets: Iterable[SlaTarget], now: datetime, *, since: date | None = None) -> dict[UUID, Book]:
    """The books of the customers of these service levels, by customer; five queries, one more where some of them
    stand in a later version of a contract, and one where some give credits in a document that names no fees.

    Without `since` they reach back to the beginning of the contract term that ran a year ago, so that the caps of
    every window shown can be counted.
    """
    by_customer = _by_customer(targets)
    today = now.astimezone(ZONE).date()
    former = {} if since else _former(by_customer)
    starts = {pk: since or _horizon([*several, *former[pk]], today) for pk, several in by_customer.items()}
    if not starts:
        return {}
    loaded = _Loaded(list(starts), min(starts.values()))
    loaded.lend(target for pk, several in by_customer.items() for target in [*several, *former.get(pk, ())])
    return {
        pk: Book(
            customer=several[0].contract.customer,
            since=starts[pk],
            targets=tuple(several),
            facts=loaded.facts(several[0].contract.customer, starts[pk], now),
            fees=loaded.fees([*several, *former.get(pk, ())]),
            former=tuple(former.get(pk, ())),
        )
        for pk, several in by_customer.items()
    }


def _by_customer(targets: Iterable[SlaTarget]) -> dict[UUID, list[SlaTarget]]:
    found: dict[UUID, list[SlaTarget]] = defaultdict(list)
    for target in targets:
        found[target.contract.customer_id].append(target)
    return found


def _former(by_customer: dict[UUID, list[SlaTarget]]) -> dict[UUID, list[SlaTarget]]:
    """The service levels of replaced versions that are not among these; one query, none where all are first versions.

    Of all replaced contracts of these customers: what no later version goes on with is measured and asked for nowhere.
    """
    known = {target.pk for several in by_customer.values() for target in several}
    later = [pk for pk, several in by_customer.items() if any(each.contract.supersedes_id for each in several)]
    replaced = SlaTarget.objects.filter(contract__customer__in=later, contract__superseded_on__isnull=False)
    rows = targets_to_measure(replaced.exclude(pk__in=known)) if later else ()
    return defaultdict(list, _by_customer(rows))


def term_of(contract: Contract, day: date) -> Window:
    """The contract's term that holds a day, as a window."""
    found = term_rules.position(contract.terms(), today=max(day, contract.effective_from))
    return Window(found.term_start, found.term_end, "term", "term")


def _horizon(targets: Sequence[SlaTarget], today: date) -> date:
    year_ago = month_of(today - relativedelta(months=MONTHS_SHOWN - 1)).first
    contracts = {target.contract_id: target.contract for target in targets}
    starts = [term_of(contract, year_ago).first for contract in contracts.values()]
    return min(year_ago, *(month_of(start).first for start in starts))


class _Loaded:
    """What the database says about some customers since a day, by customer."""

    def __init__(self, customers: list[UUID], since: date) -> None:
        self._from = midnight(since, ZONE)
        self._ids = customers
        self._sites = self._load_sites()
        self._tickets = self._load_tickets()
        self._load_downs()
        self._load_fees_and_counts(since)

    def facts(self, customer: Customer, since: date, now: datetime) -> Facts:
        years = range(since.year, now.year + 2)
        return Facts(
            zone=ZONE,
            now=now,
            usual=opening_hours(USUAL_HOURS, customer.region, years),
            places=tuple(_place(rows, years) for rows in self._sites[customer.pk].values()),
            tickets=tuple(self._tickets[customer.pk]),
            outages=tuple(self._outages[customer.pk]),
            works=tuple(self._works[customer.pk]),
            tallies=tuple(self._tallies[customer.pk]),
        )

    def fees(self, targets: Iterable[SlaTarget]) -> dict[UUID, tuple[Fee, ...]]:
        return {pk: tuple(self._fees[pk]) for pk in {target.contract_id for target in targets}}

    def lend(self, targets: Iterable[SlaTarget]) -> None:
        """Give service levels of documents without fees those of their family."""
        poor = {
            each.contract_id: each.contract
            for each in targets
            if each.gives_credit and not self._fees[each.contract_id]
        }
        for pk, lenders in lending(list(poor.values())).items():
            for other, ended_on in lenders.items():
                capped = (replace(fee, ends_on=earlier(fee.ends_on, ended_on)) for fee in self._fees[other])
                self._fees[pk] += [fee for fee in capped if fee.ends_on is None or fee.starts_on <= fee.ends_on]

    def _load_sites(self) -> dict[UUID, dict[UUID, list[dict[str, Any]]]]:
        found: dict[UUID, dict[UUID, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
        rows = Site.objects.filter(customer__in=self._ids).order_by("name", "pk")
        hours = ("opening_times__weekday", "opening_times__opens_at", "opening_times__closes_at")
        values: Any = rows.values("pk", "customer_id", "name", "people", "region", *hours)
        for row in values:
            found[row["customer_id"]][row["pk"]].append(row)
        return found

    def _load_tickets(self) -> dict[UUID, list[TicketFacts]]:
        mine = Q(customer__in=self._ids, reported_at__gte=self._from)
        of_ticket = Q(ticket__customer__in=self._ids, ticket__reported_at__gte=self._from)
        waits, changes = self._load_children(of_ticket)
        found: dict[UUID, list[TicketFacts]] = defaultdict(list)
        rows: Any = Ticket.objects.filter(mine).values_list(
            "customer_id", "pk", "priority", "reported_at", "responded_at", "restored_at", "resolved_at",
            "service_id", "site_id",
        )  # fmt: skip
        for customer, *about in rows.iterator():
            about += [tuple(waits[about[0]]), tuple(changes[about[0]])]
            found[customer].append(TicketFacts(*about))
        return found

    def _load_children(self, of_ticket: Q) -> tuple[dict[UUID, list[Waited]], dict[UUID, list[tuple[datetime, str]]]]:
        """Waits and changes of priority, in one query: what has no reason is a change."""
        waits: dict[UUID, list[Waited]] = defaultdict(list)
        changes: dict[UUID, list[tuple[datetime, str]]] = defaultdict(list)
        paused = Pause.objects.filter(of_ticket).annotate(became=Value(""))
        changed = PriorityChange.objects.filter(of_ticket).annotate(
            reason=Value(""), starts_at=F("happened_at"), ends_at=NO_MOMENT, became=F("priority")
        )
        names = ("ticket_id", "reason", "starts_at", "ends_at", "became")
        rows = paused.values_list(*names).union(changed.values_list(*names), all=True)
        for pk, reason, start, end, priority in rows.order_by("starts_at"):
            if reason:
                waits[pk].append(Waited(reason, start, end))
            else:
                changes[pk].append((start, priority))
        return waits, changes

    def _load_downs(self) -> None:
        """Outages and planned work, in one query: what has no reference is planned work."""
        self._outages: dict[UUID, list[OutageFacts]] = defaultdict(list)
        self._works: dict[UUID, list[WorkFacts]] = defaultdict(list)
        lasting = Q(ends_at=None) | Q(ends_at__gte=self._from)
        down = Outage.objects.filter(lasting, customer__in=self._ids).annotate(
            notified_at=NO_MOMENT, agreed_at=NO_MOMENT
        )
        planned = MaintenanceWindow.objects.filter(customer__in=self._ids, ends_at__gte=self._from).annotate(
            reference=Value(""), exclusion=Value(""), exclusion_reason=Value("")
        )
        names = (
            "customer_id", "pk", "reference", "title", "starts_at", "ends_at", "service_id", "site_id", "exclusion",
            "exclusion_reason", "notified_at", "agreed_at",
        )  # fmt: skip
        rows = down.values_list(*names).union(planned.values_list(*names), all=True)
        for customer, pk, reference, title, start, end, service, site, excused, why, told, agreed in rows.order_by(
            "starts_at"
        ):
            if reference:
                label = f"{reference} {title}"
                self._outages[customer].append(OutageFacts(pk, start, end, excused, service, site, label, why))
            else:
                self._works[customer].append(WorkFacts(pk, start, end, told, agreed is not None, service, site, title))

    def _load_fees_and_counts(self, since: date) -> None:
        """Fees of contracts and counts of customers, in one query: what has no metric is a fee."""
        self._fees: dict[UUID, list[Fee]] = defaultdict(list)
        self._tallies: dict[UUID, list[TallyFacts]] = defaultdict(list)
        fees = Line.objects.filter(contract__customer__in=self._ids).annotate(
            owner=F("contract_id"), metric=Value(""), part=F("quantity"), whole=F("monthly_fee")
        )
        # Time without a restore test runs on from the last one, however long ago.
        late = Q(ends_on__gte=since) | Q(metric=RESTORE_TEST)
        tallies = Tally.objects.filter(late, customer__in=self._ids).annotate(
            owner=F("customer_id"), part=F("good"), whole=F("total")
        )
        names = ("owner", "pk", "metric", "service_id", "starts_on", "ends_on", "part", "whole")
        rows: Any = fees.values_list(*names).union(tallies.values_list(*names), all=True)
        for owner, pk, metric, service, first, last, part, whole in rows.order_by("starts_on", "pk"):
            if metric:
                self._tallies[owner].append(TallyFacts(pk, metric, first, last, int(part), int(whole), service))
            else:
                self._fees[owner].append(Fee(service, Decimal(part * whole), first, last))


def _place(rows: list[dict[str, Any]], years: Iterable[int]) -> Place:
    """A site; one whose hours nobody entered is open when most offices are."""
    about = rows[0]
    hours = {
        row["opening_times__weekday"]: (row["opening_times__opens_at"], row["opening_times__closes_at"])
        for row in rows
        if row["opening_times__weekday"] is not None
    }
    clock = opening_hours(hours or USUAL_HOURS, about["region"], years)
    return Place(about["pk"], about["name"], about["people"], clock)


def opening_hours(hours: dict[int, Span], region: str, years: Iterable[int]) -> OpeningHours:
    """A week of opening hours by weekday, without the bank holidays of that region in those years."""
    week = tuple((hours[weekday],) if weekday in hours else () for weekday in range(7))
    return OpeningHours(week, ZONE, bank_holidays(region, years))
