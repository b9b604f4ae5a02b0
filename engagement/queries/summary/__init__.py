"""The one page on top of a meeting, in the order of a review (domain.md §9.1), as the customer may read it."""

from datetime import datetime

from engagement.models import Meeting
from engagement.queries.asking import asking_of
from engagement.queries.summary import counted, cover, incidents, jobs, people, since, stops, vendors
from engagement.queries.summary.point import Part, Point, Tell

__all__ = ["Part", "Point", "summary_of"]

PARTS: tuple[tuple[str, tuple[Tell, ...]], ...] = (
    ("Since last time", (since.promised, since.kept, counted.tickets)),
    ("Protection", (counted.protected, incidents.incidents)),
    ("Who does what", (jobs.in_force, jobs.gaps, jobs.views)),
    ("When something stops", (stops.readiness, stops.trade, stops.money)),
    ("Contract, insurance, vendors", (cover.dates, vendors.vendors)),
    ("People and advice", (people.learned, people.advice, people.news)),
)


def summary_of(meeting: Meeting, now: datetime) -> tuple[Part, ...]:
    """What there is to say, part by part (customer and provider loaded beforehand); a constant number of queries."""
    asking = asking_of(meeting, now)
    parts = (
        Part(title, tuple(point for tell in several for point in tell(asking) if point.said))
        for title, several in PARTS
    )
    return tuple(part for part in parts if part.points)
