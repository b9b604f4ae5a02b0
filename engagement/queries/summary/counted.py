"""What was counted: tickets of the last quarter, how well the customer is protected, backups."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet

from continuity.models import Node
from contracts.measuring.protection import standing_of
from contracts.measuring.volume import sites_of, volumes_with
from contracts.models import Site
from contracts.service_levels.standing import Share, Stand
from contracts.service_levels.volume import volume_words
from contracts.service_levels.windows import quarter_window
from core.addresses import address
from core.lengths import lasting
from core.words import day, in_a_row, lower_first
from engagement.queries.asking import Asking
from engagement.queries.measured import BACKUPS
from engagement.queries.summary.point import Point, tells


@tells(lambda asking: [sites_of(asking.reader, asking.customer).only("people")])
def tickets(asking: Asking, sites: list[Site]) -> Iterator[Point]:
    """How many in the last complete quarter, for each person, what from, and how many were opened again. One query."""
    window = quarter_window(asking.quarter)
    (found,) = volumes_with(sites, asking.reader, asking.customer, [window], asking.now)
    path = address("contracts:ticket-list", asking.customer.slug)
    if found.number or found.change:
        for place, said in enumerate(volume_words(found)):
            yield Point("Tickets", said.removesuffix("."), "" if place else path)
    elif asking.meeting.is_review:
        yield Point("Tickets", f"None noted in {window.label}", path)


def _wanted_soonest(asking: Asking) -> Sequence[QuerySet[Any]]:
    """Of what is backed up, the thing that is wanted back first."""
    things = Node.objects.visible_to(asking.reader).filter(model__customer=asking.customer)
    backed_up = things.exclude(backup_minutes=None).exclude(rto_minutes=None).order_by("rto_minutes", "name", "pk")
    return (Node.objects.filter(pk__in=backed_up.values("pk")[:1]).only("name", "rto_minutes"),)


@tells(_wanted_soonest)
def protected(asking: Asking, wanted: list[Node]) -> Iterator[Point]:
    """The latest count of each kind as at its day, backups by themselves; for a review what nobody has measured. One
    query."""
    path = address("contracts:tally-list", asking.customer.slug)
    stands = standing_of(asking.reader, asking.customer, asking.today)
    for label, is_backup in (("Security", False), ("Backups", True)):
        mine = [each for each in stands if (each.counted in BACKUPS) == is_backup]
        told = [_said(each, each.tally, wanted) for each in mine if each.tally]
        unknown = [each.counted.label for each in mine if each.tally is None]
        if unknown and asking.meeting.is_review:
            told.append(f"Not measured: {in_a_row([lower_first(unknown[0]), *unknown[1:]])}")
        for place, said in enumerate(told):
            yield Point(label, said, "" if place else path)


def _said(stand: Stand, latest: Share, wanted: list[Node]) -> str:
    """`People who sign in with a second factor: 23 of 24, 95 % (Thu 12 Nov 2026)`."""
    about = [day(latest.ends_on), stand.age, latest.took, _in_time(stand, latest.took_minutes, wanted)]
    return f"{stand.counted.label}: {latest.words} ({', '.join(filter(None, about))})"


def _in_time(stand: Stand, took: int | None, wanted: list[Node]) -> str:
    """`within the 4 h wanted`, where all that was restored came back by then: what is wanted back first is wanted by
    then. Of a longer test it is said what that is, as the test may have been of something else."""
    if took is None or stand.is_short:
        return ""
    for thing in wanted:
        by = thing.rto_minutes or 0
        return f"within the {lasting(by)} wanted" if took <= by else f"longer than the {lasting(by)} wanted for {thing}"
    return ""
