"""The makers of what runs at the customer: whom to assess, and whose support ends."""

from collections.abc import Iterator
from datetime import date

from core.addresses import address
from core.words import day, listed
from engagement.queries.asking import AHEAD, Asking
from engagement.queries.summary.point import Point, tells
from technology.queries.supply import due_soon, suppliers_of

NAMED = 3


@tells()
def vendors(asking: Asking) -> Iterator[Point]:
    """What is due within four months, or already. Three queries."""
    path = address("technology:protection", asking.customer.slug)
    found = suppliers_of(asking.reader, asking.customer, at=asking.now, today=asking.today)
    due = due_soon(found, asking.today, AHEAD.days)
    if due.to_assess:
        yield Point("Vendors", f"To assess: {listed([each.name for each in due.to_assess], NAMED)}", path)
    ending = [f"{each.full_name} {_when(each.support_ends_on, asking.today)}" for each in due.ending]
    if ending:
        yield Point("Support ends", listed(ending, NAMED), path)


def _when(ends: date | None, today: date) -> str:
    """`on Tue 1 Dec 2026`, `out of support since Mon 5 Oct 2026`."""
    return f"{'out of support since' if ends and ends < today else 'on'} {day(ends)}"
