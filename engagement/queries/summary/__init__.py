"""The one page of a meeting, in the order of a review (domain.md §9.1), as the customer may read it."""

from collections.abc import Iterable
from datetime import datetime
from itertools import chain, islice

from core.together import together
from engagement.models import Meeting
from engagement.queries.asking import Asking, asking_of
from engagement.queries.summary import counted, cover, incidents, jobs, levels, people, since, stops, vendors
from engagement.queries.summary.point import Part, Point, Tell

__all__ = ["Part", "Point", "summary_of"]

PARTS: tuple[tuple[str, tuple[Tell, ...]], ...] = (
    ("Since last time", (since.promised, levels.kept, counted.tickets)),
    ("Protection", (counted.protected, incidents.incidents)),
    ("Who does what", (jobs.in_force, jobs.gaps, jobs.views)),
    ("When something stops", (stops.readiness, stops.trade, stops.money)),
    ("Contract, insurance, vendors", (cover.dates, vendors.vendors)),
    ("People and advice", (people.learned, people.advice, people.news)),
)


def summary_of(meeting: Meeting, now: datetime) -> tuple[Part, ...]:
    """What there is to say, part by part (customer and provider loaded beforehand); a constant number of queries."""
    asking = asking_of(meeting, now)
    said = iter(_said(asking, [tell for _, several in PARTS for tell in several]))
    parts = (Part(title, tuple(chain(*islice(said, len(several))))) for title, several in PARTS)
    return tuple(part for part in parts if part.points)


def _said(asking: Asking, tells: Iterable[Tell]) -> Iterable[list[Point]]:
    """The points of each: what all of them ask for is read at once."""
    asked = [(tell, tuple(tell.asks(asking))) for tell in tells]
    rows = iter(together(*chain(*(wanted for _, wanted in asked))))
    for tell, wanted in asked:
        yield [point for point in tell.say(asking, *islice(rows, len(wanted))) if point.said]
