"""What service levels are measured from: promises, places, tickets, outages, maintenance and fees, as plain values."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from contracts.service_levels.availability import ExclusionRule
from contracts.service_levels.clocks import AroundTheClock, Clock
from contracts.service_levels.credits import NOTHING, CreditTerms
from contracts.service_levels.vocabulary import PriorityRule, SiteRule, TerminationRule
from contracts.service_levels.windows import Window

TIMED = ("response", "restore", "resolution")
AVAILABILITY = "availability"
COUNTED = ("backup", "patching")
RESTORE_TEST = "restore_test"
RECORDED = (AVAILABILITY, RESTORE_TEST)  # known from the day on which somebody began to keep count
TALLIED = (*COUNTED, RESTORE_TEST)  # entered as counts, on no clock
MICROSECONDS = {"minutes": 60_000_000, "hours": 3_600_000_000}


@dataclass(frozen=True, kw_only=True)
class Promise:
    """A service level that can be measured. `value` is in `unit` for times, in days for the time between restore
    tests, else in per cent; `required` is the share of tickets, in per cent, that must keep a time. `runs_…` are the
    days of the agreement over all its versions, `holds_…` those of this version."""

    key: Hashable
    metric: str
    value: Decimal
    unit: str
    calendar: str = "always"
    window: str = "month"
    level: str = ""
    service: Hashable | None = None
    runs_from: date
    runs_until: date | None = None
    holds_from: date | None = None
    holds_until: date | None = None
    required: Decimal = Decimal("100")
    pauses: frozenset[str] = frozenset()
    priority_rule: PriorityRule = PriorityRule.REMEASURE
    rule: ExclusionRule = field(default_factory=ExclusionRule)
    recorded_from: date | None = None
    site_rule: SiteRule = SiteRule.TOGETHER
    credit: CreditTerms = field(default_factory=CreditTerms)
    termination: TerminationRule = TerminationRule.NONE

    @property
    def is_timed(self) -> bool:
        """Measured ticket by ticket."""
        return self.metric in TIMED

    @property
    def is_counted(self) -> bool:
        """Measured by counts out of other systems."""
        return self.metric in COUNTED

    @property
    def is_tested(self) -> bool:
        """Measured by the days between restore tests: the fewer, the better."""
        return self.metric == RESTORE_TEST

    @property
    def needed(self) -> Decimal:
        """The percentage below which a window is missed, or the days above which it is."""
        return self.required if self.is_timed else self.value

    def holds_on(self, day: date) -> bool:
        """Whether this version of the agreement holds then."""
        return (self.holds_from is None or self.holds_from <= day) and (
            self.holds_until is None or day <= self.holds_until
        )

    def length(self, clock: Clock) -> timedelta:
        """The promised time on a clock; a day is the clock's own."""
        if self.unit == "days":
            return timedelta(microseconds=int(self.value * (clock.day // timedelta(microseconds=1))))
        return timedelta(microseconds=int(self.value * MICROSECONDS[self.unit]))


@dataclass(frozen=True)
class Place:
    """A site, with its business hours and its weight."""

    key: Hashable
    name: str
    people: int
    hours: Clock


@dataclass(frozen=True, slots=True)
class Waited:
    """A stretch in which a ticket waited; `ended_at` is None while it does."""

    reason: str
    started_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class TicketFacts:
    """A ticket with its moments."""

    key: Hashable
    priority: str
    reported_at: datetime
    responded_at: datetime | None = None
    restored_at: datetime | None = None
    resolved_at: datetime | None = None
    service: Hashable | None = None
    site: Hashable | None = None
    waits: tuple[Waited, ...] = ()
    changes: tuple[tuple[datetime, str], ...] = ()

    def stopped_at(self, metric: str) -> datetime | None:
        """When a metric's clock stops. What is fixed is usable, and what is usable was answered."""
        known: tuple[datetime | None, ...] = (self.resolved_at,)
        if metric in ("restore", "response"):
            known = (self.restored_at, *known)
        if metric == "response":
            known = (self.responded_at, *known)
        return min((at for at in known if at is not None), default=None)


@dataclass(frozen=True, slots=True)
class OutageFacts:
    """An outage; `ended_at` is None while it lasts, `exclusion` "" when nothing excuses it, `note` says why it is
    that exclusion. `label` names it for people."""

    key: Hashable
    started_at: datetime
    ended_at: datetime | None = None
    exclusion: str = ""
    service: Hashable | None = None
    site: Hashable | None = None
    label: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class WorkFacts:
    """Planned maintenance."""

    key: Hashable
    started_at: datetime
    ended_at: datetime
    notified_at: datetime | None = None
    is_agreed: bool = False
    service: Hashable | None = None
    site: Hashable | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class TallyFacts:
    """So many of so many over some days: backups that succeeded of those attempted, devices that were up to date in
    time of those in scope, restore tests that worked on a day. Without a service it counts for all."""

    key: Hashable
    metric: str
    first: date
    last: date
    good: int
    total: int
    service: Hashable | None = None


@dataclass(frozen=True, slots=True)
class Fee:
    """What a service costs a month, over the days it is bought."""

    service: Hashable
    amount: Decimal
    starts_on: date
    ends_on: date | None

    def between(self, first: date | None, last: date | None) -> "Fee | None":
        """The part of it in those days, for a version of a contract that holds no longer; None when there is none."""
        starts = self.starts_on if first is None else max(self.starts_on, first)
        ends = min((day for day in (self.ends_on, last) if day), default=None)
        return None if ends is not None and ends < starts else replace(self, starts_on=starts, ends_on=ends)


@dataclass(frozen=True)
class Facts:
    """Everything known of one customer. `usual` are the business hours where no site is named."""

    zone: ZoneInfo
    now: datetime
    usual: Clock
    places: tuple[Place, ...] = ()
    tickets: tuple[TicketFacts, ...] = ()
    outages: tuple[OutageFacts, ...] = ()
    works: tuple[WorkFacts, ...] = ()
    tallies: tuple[TallyFacts, ...] = ()

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()

    def clock(self, promise: Promise, site: Hashable | None) -> Clock:
        """The clock a ticket of that site is measured on."""
        if promise.calendar == "always":
            return AROUND
        return next((place.hours for place in self.places if place.key == site), self.usual)


AROUND = AroundTheClock()


def fee_of(fees: Iterable[Fee], service: Hashable | None, window: Window) -> Decimal:
    """What the affected service costs over a window: for each month the fee that runs on its last day in it.

    A promise that names no service affects all that is bought.
    """
    several = [each for each in fees if service is None or each.service == service]
    return sum((_fee_on(several, month.last) for month in window.months()), NOTHING)


def _fee_on(fees: Iterable[Fee], day: date) -> Decimal:
    running = (each for each in fees if each.starts_on <= day and (each.ends_on is None or day <= each.ends_on))
    return sum((each.amount for each in running), NOTHING)
