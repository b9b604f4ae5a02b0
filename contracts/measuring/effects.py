"""What an incident's outages and tickets did to service levels, and the credits that follow from it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from contracts.measuring.board import Kept
from contracts.measuring.credits import MissLine, miss_line
from contracts.measuring.pages import Figure, figure_of, needed_words, own_results
from contracts.models import IncidentResult
from contracts.service_levels import wording
from contracts.service_levels.facts import OutageFacts
from contracts.service_levels.intervals import Interval, clip, total
from contracts.service_levels.measure import Result
from contracts.service_levels.windows import Window


@dataclass(frozen=True)
class Effect:
    """A promise in a period that the incident touched: what it did there, the figure with everything else that
    happened then, and the credit if the period was missed."""

    title: str
    window: str
    needed: str
    did: tuple[str, ...]
    figure: Figure
    credit: MissLine | None


def effects_of(board: Iterable[Kept], linked: Iterable[IncidentResult], slug: str, today: date) -> list[Effect]:
    """Every promise and period that these outages and tickets count for, in the board's order."""
    rows = list(linked)
    outages = {row.outage_id: str(row.outage) for row in rows if row.outage_id}
    tickets = {row.ticket_id: str(row.ticket) for row in rows if row.ticket_id}
    return [effect for kept in board for effect in _effects(kept, outages, tickets, slug, today)]


def _effects(
    kept: Kept, outages: dict[UUID, str], tickets: dict[UUID, str], slug: str, today: date
) -> Iterator[Effect]:
    for result in own_results(kept):
        did = tuple(_did(kept, result, outages, tickets))
        figure = figure_of(kept, result.window, slug)
        if did and figure:
            misses = [miss_line(miss, slug, today) for miss in kept.misses if miss.window.slug == result.window.slug]
            needed = needed_words(kept)
            yield Effect(str(kept.target), result.window.label, needed, did, figure, misses[0] if misses else None)


def _did(kept: Kept, result: Result, outages: dict[UUID, str], tickets: dict[UUID, str]) -> Iterator[str]:
    """What is measured by counts is touched by neither: an outage is no backup that failed."""
    if result.compliance:
        yield from _of_tickets(result, tickets)
    elif result.places:
        yield from _of_outages(kept, result, outages)


def _of_tickets(result: Result, tickets: dict[UUID, str]) -> Iterator[str]:
    for judged in result.tickets:
        if name := tickets.get(judged.key):  # type: ignore[call-overload]  # its key is the ticket's id
            over = f", {wording.duration(judged.late_by)} over" if judged.late_by.total_seconds() > 0 else ""
            yield f"{name}: {wording.duration(judged.elapsed)} counted{over}. {wording.STANDINGS[judged.standing]}."


def _of_outages(kept: Kept, result: Result, outages: dict[UUID, str]) -> Iterator[str]:
    """The minutes of each outage that count as downtime somewhere."""
    for outage in kept.facts.outages:
        name = outages.get(outage.key)  # type: ignore[call-overload]  # its key is the outage's id
        if name and _is_meant(kept, outage) and _touches(kept, outage, result.window):
            yield f"{name}: {_counted(kept, outage, result)}"


def _is_meant(kept: Kept, outage: OutageFacts) -> bool:
    return outage.service is None or kept.target.service_id in (None, outage.service)


def _touches(kept: Kept, outage: OutageFacts, window: Window) -> bool:
    return _span(kept, outage).within(window.span(kept.facts.zone)) is not None


def _span(kept: Kept, outage: OutageFacts) -> Interval:
    return Interval(outage.started_at, outage.ended_at or max(kept.facts.now, outage.started_at))


def _counted(kept: Kept, outage: OutageFacts, result: Result) -> str:
    """At the place it hit hardest: what names no site is down everywhere."""
    lengths = [total(clip([_span(kept, outage)], *each.found.down_parts)) for each in result.places]
    longest = max(lengths, default=None)
    if not longest:
        return "left out by the contract, nothing of it counts."
    return f"{wording.duration(longest)} of downtime."
