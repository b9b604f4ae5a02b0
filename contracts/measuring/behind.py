"""What is behind a figure: tickets with their clock arithmetic, outages and maintenance with the minutes, counts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from contracts.measuring.board import Kept
from contracts.models import Service, Tally, Ticket
from contracts.service_levels import wording
from contracts.service_levels.availability import Availability, Maintenance, is_noticed
from contracts.service_levels.facts import OutageFacts, WorkFacts
from contracts.service_levels.intervals import Interval
from contracts.service_levels.measure import Result
from contracts.service_levels.tickets import Judged, Standing
from contracts.service_levels.vocabulary import Exclusion
from core.words import day

LOOKS = {Standing.MET: ("ok", "tick"), Standing.BREACHED: ("danger", "late"), Standing.OPEN: ("calm", "wait")}


@dataclass(frozen=True)
class TicketLine:
    """A ticket behind a figure."""

    pk: UUID
    reference: str
    title: str
    priority: str
    reported_at: datetime
    stopped_at: datetime | None
    due_at: datetime | None
    elapsed: str
    late_by: str
    word: str
    tone: str
    icon: str
    steps: tuple[str, ...]


@dataclass(frozen=True)
class SiteSum:
    """The availability of one site, or of all together, with the parts of its formula."""

    name: str
    people: int
    percent: str
    why: str
    steps: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Cause:
    """An outage or planned work that touches a window, and whether it counts."""

    title: str
    term: str
    starts_at: datetime
    ends_at: datetime | None
    length: str
    counts: bool
    says: str


@dataclass(frozen=True)
class CountLine:
    """A count that touches a window, and whether it lies inside."""

    days: str
    term: str
    words: str
    source: str
    counted_on: date
    is_inside: bool


@dataclass(frozen=True)
class RestoreLine:
    """A restore test of a window, or the last successful one before it."""

    on: date
    term: str
    words: str
    took: str
    source: str
    counted_on: date
    has_worked: bool
    is_before: bool


def narrowed(result: Result, standing: str) -> Sequence[Judged]:
    """The tickets of a standing, the worst first; all of them for any other word."""
    rows = [each for each in result.tickets if not standing or each.standing == standing]
    return sorted(rows, key=lambda each: each.late_by, reverse=True)


def counts(result: Result) -> list[tuple[str, str, int]]:
    """Each standing with its words and how many tickets have it."""
    numbers = {each: sum(one.standing == each for one in result.tickets) for each in Standing}
    return [(str(each), wording.STANDINGS[each], numbers[each]) for each in Standing]


def ticket_lines(kept: Kept, judged: Iterable[Judged]) -> list[TicketLine]:
    """The tickets with their arithmetic; one query."""
    several = list(judged)
    tickets = Ticket.objects.in_bulk([each.key for each in several])
    return [_line(kept, tickets[each.key], each) for each in several if each.key in tickets]


def _line(kept: Kept, ticket: Ticket, judged: Judged) -> TicketLine:
    tone, icon = LOOKS[judged.standing]
    return TicketLine(
        pk=ticket.pk,
        reference=ticket.reference,
        title=ticket.title,
        priority=ticket.get_priority_display(),
        reported_at=ticket.reported_at,
        stopped_at=judged.stopped_at,
        due_at=judged.due_at,
        elapsed=wording.duration(judged.elapsed),
        late_by=wording.duration(judged.late_by) if judged.standing == Standing.BREACHED else "",
        word=wording.STANDINGS[judged.standing],
        tone=tone,
        icon=icon,
        steps=tuple(wording.ticket_steps(judged, kept.facts.zone, kept.facts.now)),
    )


def site_sums(result: Result) -> list[SiteSum]:
    """The formula of each site, filled in."""
    return [_sum(each.place.name if each.place else "", each.place.people if each.place else 0, each.found)
            for each in result.places]  # fmt: skip


def _sum(name: str, people: int, found: Availability) -> SiteSum:
    why, steps = wording.availability_why(found), wording.availability_steps(found)
    return SiteSum(name, people, wording.percent(found.percent), why, steps)


def causes(kept: Kept, result: Result) -> list[Cause]:
    """Outages and planned work in the window, in order; one query for the names of services."""
    span = result.window.span(kept.facts.zone)
    outages = [each for each in kept.facts.outages if _touches(kept, each, span)]
    works = [each for each in kept.facts.works if _touches(kept, each, span)]
    names = _names(kept, [*outages, *works])
    found = [_outage(kept, each, names) for each in outages] + [_work(kept, each, names) for each in works]
    return sorted(found, key=lambda each: each.starts_at)


def _touches(kept: Kept, each: OutageFacts | WorkFacts, span: Interval) -> bool:
    if each.service is not None and kept.target.service_id not in (None, each.service):
        return False
    end = each.ended_at or max(kept.facts.now, each.started_at)
    return Interval(each.started_at, end).within(span) is not None


def _names(kept: Kept, several: Iterable[OutageFacts | WorkFacts]) -> dict[object, str]:
    """What services and sites are called."""
    services = Service.objects.filter(pk__in={each.service for each in several if each.service is not None})
    sites: dict[object, str] = {place.key: place.name for place in kept.facts.places}
    return sites | dict(services.values_list("pk", "name"))


def _outage(kept: Kept, each: OutageFacts, names: dict[object, str]) -> Cause:
    excused = kept.promise is not None and each.exclusion in kept.promise.rule.exclusions
    says = "Counts as downtime"
    if each.exclusion:
        said = f"{Exclusion(each.exclusion).label}: {each.note}"
        says = f"Left out. {said}" if excused else f"Counts: the contract does not excuse this. {said}"
    length = wording.duration((each.ended_at or kept.facts.now) - each.started_at)
    term = _where("Outage", each, names)
    return Cause(each.label, term, each.started_at, each.ended_at, length, not excused, says)


def _work(kept: Kept, each: WorkFacts, names: dict[object, str]) -> Cause:
    planned = Maintenance(Interval(each.started_at, each.ended_at), each.notified_at, each.is_agreed)
    excused = kept.promise is not None and is_noticed(planned, kept.promise.rule)
    length = wording.duration(each.ended_at - each.started_at)
    says = (
        "Left out, as far as the month’s allowance goes" if excused else f"Counts as downtime: {_why_not(kept, each)}"
    )
    term = _where("Maintenance", each, names)
    return Cause(each.label, term, each.started_at, each.ended_at, length, not excused, says)


def _why_not(kept: Kept, each: WorkFacts) -> str:
    if kept.promise is None or kept.promise.rule.notice is None:
        return "the contract leaves no maintenance out"
    if not each.is_agreed:
        return "nobody agreed to it"
    if each.notified_at is None:
        return "it was not told beforehand"
    needed = wording.duration(kept.promise.rule.notice)
    return f"told {wording.duration(each.started_at - each.notified_at)} before, {needed} needed"


def _where(kind: str, each: OutageFacts | WorkFacts, names: dict[object, str]) -> str:
    return ", ".join([kind, *(names[key] for key in (each.service, each.site) if key in names)])


def restore_lines(result: Result) -> list[RestoreLine]:
    """The restore tests of a window, the last successful one before it first; one query."""
    found = result.gaps
    before: set[Any] = {found.before.key} if found and found.before else set()
    inside: set[Any] = {each.key for each in found.tallies} if found else set()
    rows = Tally.objects.filter(pk__in=inside | before).select_related("service")
    return [
        RestoreLine(
            on=each.starts_on,
            term=_about(each),
            words=each.words,
            took=each.took_words,
            source=each.source,
            counted_on=each.counted_on,
            has_worked=each.good > 0,
            is_before=each.pk in before,
        )
        for each in rows.order_by("starts_on", "pk")
    ]


def _about(tally: Tally) -> str:
    return f"{tally.reference}, {tally.service.name if tally.service else 'all services'}"


def count_lines(result: Result) -> list[CountLine]:
    """The counts of a window, those that are left out too, in order; one query."""
    inside: set[Any] = {each.key for each in result.score.tallies} if result.score else set()
    beyond: set[Any] = {each.key for each in result.score.astride} if result.score else set()
    rows = Tally.objects.filter(pk__in=inside | beyond).select_related("service")
    return [
        CountLine(
            days=f"{day(each.starts_on)} to {day(each.ends_on)}",
            term=_about(each),
            words=each.words,
            source=each.source,
            counted_on=each.counted_on,
            is_inside=each.pk in inside,
        )
        for each in rows.order_by("starts_on", "pk")
    ]
