"""One promise measured over windows: the figure, whether it was missed, and what it was made of."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from contracts.service_levels.availability import Availability, Down, Maintenance, availability, weighted
from contracts.service_levels.facts import Facts, OutageFacts, Place, Promise, TicketFacts, WorkFacts
from contracts.service_levels.intervals import Interval
from contracts.service_levels.restore_tests import Gaps, gaps_in
from contracts.service_levels.tallies import Score, score
from contracts.service_levels.tickets import Case, Compliance, Judged, compliance, counted_priority, judge
from contracts.service_levels.vocabulary import SiteRule
from contracts.service_levels.windows import Window


@dataclass(frozen=True)
class OfPlace:
    """The availability at one site, or with `place` None at all of them together."""

    place: Place | None
    found: Availability


@dataclass(frozen=True)
class Result:
    """A promise over one window. `percent` is exact, None when nothing was measured or it is no percentage;
    `is_final` once the window is over. `tickets` are those it was made of, in order of their report."""

    window: Window
    percent: Fraction | None
    is_missed: bool
    is_final: bool
    compliance: Compliance | None = None
    tickets: tuple[Judged, ...] = ()
    places: tuple[OfPlace, ...] = ()
    score: Score | None = None
    gaps: Gaps | None = None

    @property
    def measured(self) -> Fraction | None:
        """What targets and bands are compared with: a percentage, or days between restore tests; None when nothing
        was measured."""
        if self.gaps is None:
            return self.percent
        return Fraction(self.gaps.longest.days) if self.gaps.longest else None


@dataclass(frozen=True)
class Measured:
    """A ticket that counts for a promise, on its day."""

    day: date
    judged: Judged


def measure(promise: Promise, windows: Iterable[Window], facts: Facts) -> list[Result]:
    """The promise over each of the windows in which its contract ran, in their order.

    A window is measured once, whole, under the version of the contract that holds on its last day.
    """
    parts = [part for window in windows if (part := window.clipped(promise.runs_from, promise.runs_until))]
    begun = [part for part in parts if part.first <= facts.today and promise.holds_on(part.last)]
    if promise.is_timed:
        counted = measured_tickets(promise, facts)
        return [_of_tickets(promise, window, counted, facts) for window in begun]
    of = _of_tallies if promise.is_counted else _of_tests if promise.is_tested else _of_outages
    return [of(promise, window, facts) for window in begun]


def measured_tickets(promise: Promise, facts: Facts) -> list[Measured]:
    """Every ticket that counts for the promise, judged, in order of its report."""
    found = []
    for ticket in sorted(facts.tickets, key=lambda each: each.reported_at):
        case = case_of(promise, ticket, facts) if _may_count(promise, ticket) else None
        if case and (not promise.level or counted_priority(case, facts.now) == promise.level):
            clock = facts.clock(promise, ticket.site)
            judged = judge(case, promise.length(clock), clock, promise.priority_rule, facts.now)
            found.append(Measured(ticket.reported_at.astimezone(facts.zone).date(), judged))
    return found


def _may_count(promise: Promise, ticket: TicketFacts) -> bool:
    """Its service is meant, and it ever had the priority: told without measuring anything."""
    if promise.service not in (None, ticket.service):
        return False
    priorities = (ticket.priority, *(priority for _, priority in ticket.changes))
    return not promise.level or promise.level in priorities


def case_of(promise: Promise, ticket: TicketFacts, facts: Facts) -> Case | None:
    """A ticket as the promise sees it; None when it was reported in the future."""
    if ticket.reported_at > facts.now:
        return None
    return Case(
        ticket.key,
        ticket.priority,
        ticket.reported_at,
        ticket.stopped_at(promise.metric),
        ticket.changes,
        tuple(_held(promise, ticket, facts)),
    )


def _held(promise: Promise, ticket: TicketFacts, facts: Facts) -> Iterator[Interval]:
    for wait in ticket.waits:
        if wait.reason in promise.pauses:
            end = wait.ended_at or max(facts.now, wait.started_at)
            yield Interval(wait.started_at, end)


def _of_tickets(promise: Promise, window: Window, counted: list[Measured], facts: Facts) -> Result:
    inside = tuple(each.judged for each in counted if window.first <= each.day <= window.last)
    found = compliance(inside)
    return Result(
        window=window,
        percent=found.percent,
        is_missed=is_below(found.percent, promise),
        is_final=window.last < facts.today,
        compliance=found,
        tickets=inside,
    )


def _of_tallies(promise: Promise, window: Window, facts: Facts) -> Result:
    found = score(promise, window, facts.tallies)
    return Result(window, found.percent, is_below(found.percent, promise), window.last < facts.today, score=found)


def _of_tests(promise: Promise, window: Window, facts: Facts) -> Result:
    found = gaps_in(promise, window, facts.tallies, facts.today)
    is_missed = found.longest is not None and found.longest.days > promise.value
    return Result(window, None, is_missed, window.last < facts.today, gaps=found)


def _of_outages(promise: Promise, window: Window, facts: Facts) -> Result:
    months = [span for month in window.months() if (span := _until_now(month.span(facts.zone), facts))]
    outages = [each for each in facts.outages if each.service is None or promise.service in (None, each.service)]
    works = [each for each in facts.works if each.service is None or promise.service in (None, each.service)]
    places = tuple(_of_places(promise, months, outages, works, facts))
    percent = _together(promise, places) if _is_recorded(promise, window, places) else None
    return Result(window, percent, is_below(percent, promise), window.last < facts.today, places=places)


def _until_now(span: Interval, facts: Facts) -> Interval | None:
    """A month that is not over is measured up to now."""
    return span.within(Interval(span.start, max(facts.now, span.start)))


def _of_places(
    promise: Promise,
    months: list[Interval],
    outages: list[OutageFacts],
    works: list[WorkFacts],
    facts: Facts,
) -> Iterator[OfPlace]:
    several: tuple[Place | None, ...] = facts.places
    if promise.site_rule == SiteRule.TOGETHER or not several:
        several = (None,)
    for place in several:
        here = None if place is None else place.key
        downs = [
            Down(Interval(each.started_at, _end(each, facts)), each.exclusion)
            for each in outages
            if _is_at(each.site, here) and each.started_at <= facts.now
        ]
        planned = [
            Maintenance(Interval(each.started_at, each.ended_at), each.notified_at, each.is_agreed)
            for each in works
            if _is_at(each.site, here)
        ]
        yield OfPlace(place, availability(months, downs, planned, promise.rule))


def _is_at(site: Hashable | None, here: Hashable | None) -> bool:
    """What names no site is down everywhere."""
    return here is None or site is None or site == here


def _end(outage: OutageFacts, facts: Facts) -> datetime:
    return outage.ended_at or facts.now


def _is_recorded(promise: Promise, window: Window, places: tuple[OfPlace, ...]) -> bool:
    """Somebody kept count in the window: they said since when they do, or something was down in it."""
    if promise.recorded_from is not None and promise.recorded_from <= window.last:
        return True
    return any(each.found.down or each.found.excluded for each in places)


def _together(promise: Promise, places: tuple[OfPlace, ...]) -> Fraction | None:
    if promise.site_rule == SiteRule.WEIGHTED:
        return weighted((each.place.people if each.place else 1, each.found.percent) for each in places)
    return min((each.found.percent for each in places if each.found.percent is not None), default=None)


def is_below(percent: Fraction | None, promise: Promise) -> bool:
    """Missed, compared unrounded; what was not measured is not missed."""
    return percent is not None and percent < Fraction(promise.needed)
