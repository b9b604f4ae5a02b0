"""How well protected each customer is as at a day: customers by kinds, narrowed, sorted, a page at a time."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from accounts.actor import Actor
from accounts.models import Customer
from accounts.models.organisations import CustomerQuerySet
from contracts.measuring.protection import standings_of
from contracts.service_levels.standing import Stand
from contracts.service_levels.vocabulary import Counted
from core.addresses import address
from core.sorting import order_of

SHORT, STALE = "short", "stale"
SORTS = ("customer", *Counted)


@dataclass(frozen=True)
class Protected:
    """How one customer stands in each kind."""

    customer: str
    url: str
    stands: tuple[Stand, ...]

    @property
    def is_short(self) -> bool:
        return any(each.is_short for each in self.stands)

    @property
    def is_stale(self) -> bool:
        """Something is old, or nobody has counted it."""
        return any(each.is_old or each.tally is None for each in self.stands)


STATES: dict[str, Callable[[Protected], bool]] = {SHORT: lambda row: row.is_short, STALE: lambda row: row.is_stale}


def customers_of(reader: Actor, search: str) -> CustomerQuerySet:
    """Customers within reach by name, each word of the search found in it."""
    found = Customer.objects.visible_to(reader)
    for word in search.split()[:6]:
        found = found.filter(name__icontains=word)
    return found.order_by("name", "pk")


def listed(reader: Actor, on: date, chosen: Mapping[str, Any], sort: str) -> CustomerQuerySet | list[Protected]:
    """Customers that fit, for `rows_of`. Only where their shares decide on that are those of all worked out."""
    customers, sort = customers_of(reader, chosen.get("q", "")), order_of(sort, SORTS, "customer")
    state = chosen.get("state", "")
    if not state and sort.removeprefix("-") == "customer":
        return customers.reverse() if sort.startswith("-") else customers
    rows = [row for row in rows_of(reader, customers, on) if not state or STATES[state](row)]
    if sort.removeprefix("-") in list(Counted):
        at = list(Counted).index(Counted(sort.removeprefix("-")))
        rows.sort(key=lambda row: _share(row.stands[at]), reverse=sort.startswith("-"))
    elif sort.startswith("-"):
        rows.reverse()
    return rows


def rows_of(reader: Actor, found: Iterable[Customer | Protected], on: date) -> list[Protected]:
    """Rows for what `listed` found, or for a page of it; one query where they are not worked out already."""
    several = list(found)
    customers = [each for each in several if isinstance(each, Customer)]
    standings = standings_of(reader, customers, on) if customers else {}
    return [each if isinstance(each, Protected) else _row(each, standings[each.pk]) for each in several]


def _row(customer: Customer, stands: tuple[Stand, ...]) -> Protected:
    return Protected(customer.name, address("contracts:tally-list", customer.slug), stands)


def _share(stand: Stand) -> tuple[bool, Fraction]:
    """What nobody has counted comes before the lowest share."""
    tally = stand.tally
    return tally is not None, Fraction(tally.good, tally.total) if tally else Fraction(0)
