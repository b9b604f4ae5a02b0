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
from core.sorting import order_of, sorted_by

SHORT, STALE = "short", "stale"


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


def _share_of(counted: Counted) -> Callable[[Protected], tuple[bool, Fraction]]:
    """What nobody has counted comes before the lowest share."""

    def share(row: Protected) -> tuple[bool, Fraction]:
        tally = row.stands[list(Counted).index(counted)].tally
        return tally is not None, Fraction(tally.good, tally.total) if tally else Fraction(0)

    return share


SORTS: dict[str, Callable[[Protected], Any]] = {
    "customer": lambda row: row.customer.casefold(), **{each: _share_of(each) for each in Counted},
}  # fmt: skip


def listed(reader: Actor, on: date, chosen: Mapping[str, Any], sort: str) -> CustomerQuerySet | list[Protected]:
    """Customers that fit, for `rows_of`. Only where their shares decide on that are those of all worked out."""
    customers = Customer.objects.visible_to(reader).named(chosen.get("q", "")).order_by("name", "pk")
    sort, state = order_of(sort, SORTS, "customer"), chosen.get("state", "")
    if not state and sort.removeprefix("-") == "customer":
        return customers.reverse() if sort.startswith("-") else customers
    rows = [row for row in rows_of(reader, customers, on) if not state or STATES[state](row)]
    return sorted_by(rows, SORTS, sort)


def rows_of(reader: Actor, found: Iterable[Customer | Protected], on: date) -> list[Protected]:
    """Rows for what `listed` found, or for a page of it; one query where they are not worked out already."""
    several = list(found)
    customers = [each for each in several if isinstance(each, Customer)]
    standings = standings_of(reader, customers, on) if customers else {}
    return [each if isinstance(each, Protected) else _row(each, standings[each.pk]) for each in several]


def _row(customer: Customer, stands: tuple[Stand, ...]) -> Protected:
    return Protected(customer.name, address("contracts:tally-list", customer.slug), stands)
