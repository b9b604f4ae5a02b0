"""What was counted: tickets of the last quarter, how well the customer is protected, backups."""

from collections.abc import Iterator

from contracts.measuring.protection import standing_of
from contracts.measuring.volume import sites_of, volumes_with
from contracts.models import Site
from contracts.service_levels.standing import Share, Stand
from contracts.service_levels.volume import volume_words
from contracts.service_levels.windows import quarter_window
from core.addresses import address
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


@tells()
def protected(asking: Asking) -> Iterator[Point]:
    """The latest count of each kind as at its day, backups by themselves; for a review what nobody has measured. One
    query."""
    path = address("contracts:tally-list", asking.customer.slug)
    stands = standing_of(asking.reader, asking.customer, asking.today)
    for label, is_backup in (("Security", False), ("Backups", True)):
        mine = [each for each in stands if (each.counted in BACKUPS) == is_backup]
        told = [_said(each, each.tally) for each in mine if each.tally]
        unknown = [each.counted.label for each in mine if each.tally is None]
        if unknown and asking.meeting.is_review:
            told.append(f"Not measured: {in_a_row([lower_first(unknown[0]), *unknown[1:]])}")
        for place, said in enumerate(told):
            yield Point(label, said, "" if place else path)


def _said(stand: Stand, latest: Share) -> str:
    """`People who sign in with a second factor: 23 of 24, 95 % (Thu 12 Nov 2026)`."""
    age = f", {stand.age}" if stand.age else ""
    return f"{stand.counted.label}: {latest.words} ({day(latest.ends_on)}{age})"
