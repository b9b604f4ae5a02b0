"""Promises against results: what the pages, checks and reminders show of one customer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from contracts.measuring.loading import Book, term_of
from contracts.measuring.promises import promise_of
from contracts.measuring.versions import fees_over, former_of, in_order_of_versions
from contracts.models import CreditClaim, SlaTarget
from contracts.service_levels.facts import Facts, Fee, Promise
from contracts.service_levels.measure import Result, measure
from contracts.service_levels.owed import Owed, months_of_right, owed
from contracts.service_levels.windows import Window, windows_between

Claims = dict[tuple[UUID, str], CreditClaim]


@dataclass(frozen=True)
class Miss:
    """A finished window that was missed, the credit it gives, and what became of it."""

    target: SlaTarget
    owed: Owed
    claim: CreditClaim | None

    @property
    def window(self) -> Window:
        return self.owed.result.window

    @property
    def amount(self) -> Decimal:
        return self.owed.amount

    @property
    def is_settled(self) -> bool:
        """Claimed, or left for a reason: nothing more is owed to be done by the customer."""
        return self.claim is not None

    @property
    def is_published(self) -> bool:
        """The customer has been shown the contract."""
        return self.target.contract.is_published

    @property
    def is_credit(self) -> bool:
        """The contract gives money back for it."""
        return self.owed.amount > 0

    def is_claimable(self, today: date) -> bool:
        """There is a credit under a published contract, nobody claimed it, and it is not too late."""
        in_time = self.owed.claim_by is None or today <= self.owed.claim_by
        return self.is_credit and self.is_published and not self.is_settled and in_time


@dataclass(frozen=True)
class Kept:
    """One service level with its results by window; `promise` is None when it cannot be measured.

    What the next version of the contract counts on with: `running` are its own windows and those of earlier versions,
    `before` what they owe, `fees` what was paid for while each version held.
    """

    target: SlaTarget
    promise: Promise | None
    facts: Facts
    results: dict[str, Result]
    misses: tuple[Miss, ...] = ()
    right: tuple[Window, ...] = ()
    running: tuple[Result, ...] = ()
    before: tuple[Owed, ...] = ()
    fees: tuple[Fee, ...] = ()

    def result(self, window: Window) -> Result | None:
        """What came out over a window; None when it did not run then or cannot be measured."""
        return self.results.get(window.slug)

    def is_like(self, promise: Promise) -> bool:
        """Measured over windows of the same kind, so that its misses can be counted together with those of another."""
        return self.promise is not None and self.promise.window == promise.window


def claims_of(targets: Iterable[SlaTarget]) -> Claims:
    """What became of misses, by service level and window; one query."""
    claims = CreditClaim.objects.filter(target__in=[target.pk for target in targets])
    return {(claim.target_id, claim.window): claim for claim in claims.select_related("recorded_by", "decided_by")}


def board_of(book: Book, claims: Claims) -> list[Kept]:
    """Every service level of the customer over months and quarters since the book begins."""
    found: dict[UUID, Kept] = {}
    for target in in_order_of_versions([*book.targets, *book.former]):
        former = former_of(target, (kept.target for kept in found.values()))
        found[target.pk] = _kept(book, target, claims, found[former.pk] if former else None)
    return [found[target.pk] for target in book.targets]


def _kept(book: Book, target: SlaTarget, claims: Claims, former: Kept | None) -> Kept:
    promise, day = promise_of(target), book.facts.today
    if promise is None:
        return Kept(target, None, book.facts, {})
    months = windows_between(book.since, day, "month")
    quarters = windows_between(book.since, day, "quarter", book.customer.fiscal_year_start)
    results = {each.window.slug: each for each in measure(promise, [*months, *quarters], book.facts)}
    own = [
        results[window.slug] for window in (months if promise.window == "month" else quarters) if window.slug in results
    ]
    fees = fees_over(promise, book.fees[target.contract_id], former.fees if former else ())
    before = former.before if former else ()
    due = owed(promise, own, fees, lambda day: term_of(target.contract, day), before)
    misses = tuple(Miss(target, each, claims.get((target.pk, each.result.window.slug))) for each in due)
    running = [*former.running, *own] if former and former.is_like(promise) else own
    right = months_of_right(promise, running) if promise.holds_on(day) else []
    return Kept(
        target, promise, book.facts, results, misses, tuple(right),
        running=tuple(running), before=(*before, *due), fees=fees,
    )  # fmt: skip
