"""Credits owed for missed windows, and the right to end that repeated misses give."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from contracts.service_levels.credits import NOTHING, Band, band_of, claim_by, credit, within_term
from contracts.service_levels.facts import Fee, Promise, fee_of
from contracts.service_levels.measure import Result
from contracts.service_levels.termination import right_to_end
from contracts.service_levels.windows import Window


@dataclass(frozen=True)
class Owed:
    """A missed window and what it gives, to the penny: `amount` after both caps, of the `fee` of that window."""

    result: Result
    band: Band | None
    fee: Decimal
    amount: Decimal
    claim_by: date | None


def owed(
    promise: Promise,
    results: Iterable[Result],
    fees: Sequence[Fee],
    term_of: Callable[[date], Window],
    before: Sequence[Owed] = (),
) -> list[Owed]:
    """Every finished window that was missed. `term_of` names the contract's term that holds a day.

    `results` must begin with the term's first window, or `before` hold what earlier versions of the contract owed in
    it, for the term's cap to count all of it.
    """
    missed = [each for each in results if each.is_missed and each.is_final]
    found: list[Owed] = []
    for term in sorted({term_of(each.window.last) for each in missed}):
        inside = [each for each in missed if term_of(each.window.last) == term]
        single = [credit(fee_of(fees, promise.service, each.window), each.measured, promise.credit) for each in inside]
        whole = fee_of(fees, promise.service, term)
        capped = within_term(single, whole, promise.credit.term_cap, owed_in(term, before))
        found += [_owed(promise, each, fees, amount) for each, amount in zip(inside, capped, strict=True)]
    return found


def owed_in(term: Window, several: Iterable[Owed]) -> Decimal:
    """What the windows that end in a term come to together."""
    return sum((each.amount for each in several if term.first <= each.result.window.last <= term.last), NOTHING)


def _owed(promise: Promise, result: Result, fees: Sequence[Fee], amount: Decimal) -> Owed:
    return Owed(
        result,
        band_of(result.measured, promise.credit.bands),
        fee_of(fees, promise.service, result.window),
        amount,
        claim_by(result.window.last, promise.credit.claim_days),
    )


def months_of_right(promise: Promise, results: Iterable[Result]) -> list[Window]:
    """The months whose misses give the right to end the contract; none when there is no such right.

    Only finished months count, and only for promises that are measured by the month. `results` are those of the
    contract's earlier versions too: a new version does not begin the count anew.
    """
    if promise.window != "month":
        return []
    final = [each for each in results if each.is_final]
    return [final[at].window for at in right_to_end([each.is_missed for each in final], promise.termination)]
