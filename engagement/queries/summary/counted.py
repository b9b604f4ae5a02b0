"""What was counted: tickets of the last quarter, how well the customer is protected, backups."""

from collections.abc import Iterator

from contracts.measuring.protection import standing_of
from contracts.measuring.volume import volume_of
from contracts.service_levels.standing import Share, Stand
from contracts.service_levels.vocabulary import Counted
from contracts.service_levels.volume import volume_words
from contracts.service_levels.windows import quarter_window
from core.addresses import address
from core.words import day, in_a_row
from engagement.queries.asking import Asking
from engagement.queries.summary.point import Point

BACKUPS = (Counted.BACKUP, Counted.RESTORE_TEST)


def tickets(asking: Asking) -> Iterator[Point]:
    """How many in the last complete quarter, for each person, what from, and how many were opened again."""
    found = volume_of(asking.reader, asking.customer, quarter_window(asking.quarter), asking.now)
    if found.number or found.change:
        path = address("contracts:ticket-list", asking.customer.slug)
        for place, said in enumerate(volume_words(found)):
            yield Point("Tickets", said.removesuffix("."), "" if place else path)


def protected(asking: Asking) -> Iterator[Point]:
    """The latest count of each kind as at its day, backups by themselves; for a review what nobody has counted."""
    path = address("contracts:tally-list", asking.customer.slug)
    stands = standing_of(asking.reader, asking.customer, asking.today)
    for label, is_backup in (("Security", False), ("Backups", True)):
        several = [_said(each, each.tally) for each in stands if each.tally and (each.counted in BACKUPS) == is_backup]
        for place, said in enumerate(several):
            yield Point(label, said, "" if place else path)
    unknown = [stand.counted.label for stand in stands if stand.tally is None]
    if unknown and asking.meeting.is_review:
        is_all = len(unknown) == len(stands)
        said = f"How well {asking.customer} is protected" if is_all else in_a_row(unknown)
        yield Point("Not counted", said, path)


def _said(stand: Stand, latest: Share) -> str:
    """`People who sign in with a second factor: 23 of 24, 95 % (Thu 12 Nov 2026)`."""
    age = f", {stand.age}" if stand.age else ""
    return f"{stand.counted.label}: {latest.words} ({day(latest.ends_on)}{age})"
