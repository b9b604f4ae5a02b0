"""One month of every customer's service levels, in a constant number of queries."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse

from accounts.actor import Actor
from contracts.measuring.loading import Book, load_books, targets_to_measure
from contracts.measuring.pages import KEPT, MISSED, NOTHING, state_of
from contracts.measuring.promises import promise_of
from contracts.models import CreditClaim, SlaTarget
from contracts.service_levels.measure import measure
from contracts.service_levels.windows import Window, month_of
from core.searching import with_words


@dataclass(frozen=True)
class CustomerMonth:
    """How a customer's promises came out in a month."""

    customer: str
    url: str
    promises: int
    kept: int
    missed: int
    nothing: int
    which: str
    claims: int


SORTS: dict[str, Callable[[CustomerMonth], Any]] = {
    "customer": lambda row: row.customer.casefold(),
    "missed": lambda row: row.missed,
    "claims": lambda row: row.claims,
}


def last_month(today: date) -> Window:
    """The latest month that is over."""
    return month_of(today.replace(day=1) - timedelta(days=1))


def listed(actor: Actor, window: Window, now: datetime, *, search: str, sort: str) -> list[CustomerMonth]:
    """Customers with service levels in live contracts, sorted by one of SORTS (`-` turns it round)."""
    targets = SlaTarget.objects.visible_to(actor).filter(contract__customer__archived_at=None)
    targets = with_words(targets, search, "contract__customer__name")
    books = load_books(targets_to_measure(targets), now, since=window.first)
    claims = _open_claims(actor)
    rows = [_row(book, window, claims[pk]) for pk, book in books.items()]
    by = SORTS.get(sort.removeprefix("-"), SORTS["missed"])
    rows.sort(key=lambda row: row.customer.casefold())
    return sorted(rows, key=by, reverse=sort.startswith("-"))


def _open_claims(actor: Actor) -> Counter[UUID]:
    rows = CreditClaim.objects.visible_to(actor).open().values_list("customer_id", flat=True)
    return Counter(rows)


def _row(book: Book, window: Window, claims: int) -> CustomerMonth:
    states: Counter[str] = Counter()
    missed = []
    for target in book.targets:
        promise = promise_of(target)
        results = measure(promise, [window], book.facts) if promise else []
        state = state_of(results[0]) if results else NOTHING
        states[state] += 1
        missed += [str(target)] if state == MISSED else []
    return CustomerMonth(
        customer=book.customer.name,
        url=reverse("contracts:level-list", args=[book.customer.slug]),
        promises=len(book.targets),
        kept=states[KEPT],
        missed=states[MISSED],
        nothing=states[NOTHING],
        which="; ".join(missed),
        claims=claims,
    )
