"""Topics out of what was counted and assessed: causes of tickets, protection that falls short, vendors (§9.1)."""

from collections.abc import Iterator
from urllib.parse import urlencode
from uuid import uuid5

from accounts.models import Customer
from contracts.measuring.protection import standing_of
from contracts.measuring.volume import volume_of
from contracts.service_levels.standing import Share, Stand
from contracts.service_levels.vocabulary import Counted
from contracts.service_levels.volume import plain_cause
from contracts.service_levels.windows import quarter_window
from core.addresses import address
from core.words import day, in_a_row
from engagement.agenda import Seed
from engagement.queries.asking import AHEAD, Asking
from engagement.vocabulary import Source
from technology.queries.supply import due_soon, suppliers_of

BACKUPS = (Counted.BACKUP, Counted.RESTORE_TEST)
SERIES = (Counted.BACKUP, Counted.PATCHING)  # a few always fail: their service levels say when that is too many
SHORT, OLD, UNKNOWN = 3, 2, 1
LONGEST_PATH = 300  # of a topic


def topics_of(asking: Asking) -> Iterator[Seed]:
    """For a review: a meeting about one thing stays with it. At most six queries."""
    if asking.meeting.is_review:
        yield from tickets(asking)
        yield from protection(asking)
        yield from vendors(asking)


def tickets(asking: Asking) -> Iterator[Seed]:
    """What keeps coming up: causes of three tickets or more in the last complete quarter."""
    customer = asking.customer
    window = quarter_window(asking.quarter)
    found = volume_of(asking.reader, customer, window, asking.now)
    for cause in found.recurring:
        key = uuid5(customer.pk, f"cause {plain_cause(cause.name)} {window.slug}")
        fact = f"{cause.number} of {found.number} tickets in {window.label} came from it. What would end them?"
        path = _tickets_of(customer, cause.name)
        yield Seed(Source.TICKETS, key, f"Keeps coming up: {cause.name}"[:200], fact[:500], path, cause.number)


def _tickets_of(customer: Customer, cause: str) -> str:
    """The tickets with this cause; of one in other letters, nine signs each in an address, as much as there is room."""
    path = f"{address('contracts:ticket-list', customer.slug)}?{urlencode({'q': cause})}"
    return path if len(path) <= LONGEST_PATH else _tickets_of(customer, cause[:-1])


def protection(asking: Asking) -> Iterator[Seed]:
    """What falls short of all, what was counted more than a quarter ago, and what nobody has counted."""
    path, unknown = address("contracts:tally-list", asking.customer.slug), []
    for stand in standing_of(asking.reader, asking.customer, asking.today):
        if stand.tally is None:
            unknown.append(stand.counted.label)
        elif stand.is_old or (stand.is_short and stand.counted not in SERIES):
            key = uuid5(asking.customer.pk, f"counted {stand.counted} {stand.tally.ends_on}")
            fact, weight = _fact(stand, stand.tally), SHORT if stand.is_short else OLD
            source = Source.BACKUP if stand.counted in BACKUPS else Source.PROTECTION
            yield Seed(source, key, stand.counted.label, fact[:500], path, weight)
    if unknown:
        key = uuid5(asking.customer.pk, "not counted")  # fewer of them are no other topic
        yield Seed(Source.PROTECTION, key, "What nobody has counted", f"{in_a_row(unknown)}."[:500], path, UNKNOWN)


def _fact(stand: Stand, latest: Share) -> str:
    """`23 of 24, 95 %, on Thu 12 Nov 2026. A new starter has no passkey yet.`"""
    age = f", {stand.age}" if stand.age else ""
    note = f" {latest.note.removesuffix('.')}." if latest.note else ""
    took = f", {latest.took}" if latest.took else ""
    return f"{latest.words}, on {day(latest.ends_on)}{age}{took}.{note}"


def vendors(asking: Asking) -> Iterator[Seed]:
    """Whom to assess, and whose support ends within four months."""
    path = address("technology:protection", asking.customer.slug)
    found = suppliers_of(asking.reader, asking.customer, at=asking.now, today=asking.today)
    due = due_soon(found, asking.today, AHEAD.days)
    ending = [(each.pk, f"{each.full_name}: its support", each.support) for each in due.ending]
    to_assess = [(each.pk, f"{each.name}: to assess", each.told) for each in due.to_assess]
    for place, (pk, title, fact) in enumerate([*ending, *to_assess]):  # first what soon nobody mends any more
        yield Seed(Source.VENDOR, pk, title[:200], fact[:500], path, -place)
