"""Service credits: bands, caps and the last day to claim (domain.md §1.5). Amounts to the penny."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

PENNY = Decimal("0.01")
NOTHING = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Band:
    """Below this limit of what was measured, in per cent, so much of the fee comes back, in per cent. Of the days
    between restore tests it is beyond the limit: `is_above`."""

    limit: Decimal
    percent: Decimal
    is_above: bool = False

    def holds(self, measured: Fraction) -> bool:
        """Whether the measured value falls in it, compared unrounded."""
        return measured > Fraction(self.limit) if self.is_above else measured < Fraction(self.limit)


@dataclass(frozen=True, slots=True)
class CreditTerms:
    """What the contract gives for a miss. `cap` limits one window and `term_cap` the whole term, both in per cent of
    the fee of that time; `claim_days` are the days after the window's end in which to claim. None: no such limit."""

    bands: tuple[Band, ...] = ()
    cap: Decimal | None = None
    term_cap: Decimal | None = None
    claim_days: int | None = None


def band_of(measured: Fraction | None, bands: Iterable[Band]) -> Band | None:
    """The furthest band that the measured value falls in; None when it falls in none."""
    if measured is None:
        return None
    held = (band for band in bands if band.holds(measured))
    return min(held, key=lambda band: -band.limit if band.is_above else band.limit, default=None)


def credit(fee: Decimal, measured: Fraction | None, terms: CreditTerms) -> Decimal:
    """The credit for one window of the affected service's `fee`, up to the window's cap."""
    band = band_of(measured, terms.bands)
    if band is None:
        return NOTHING
    due = part_of(fee, band.percent)
    return due if terms.cap is None else min(due, part_of(fee, terms.cap))


def within_term(
    credits: Sequence[Decimal], term_fees: Decimal, term_cap: Decimal | None, before: Decimal = NOTHING
) -> list[Decimal]:
    """The credits of a term in order, as far as the term's cap lets them grow together with those `before` them."""
    if term_cap is None:
        return list(credits)
    left, given = max(part_of(term_fees, term_cap) - before, NOTHING), []
    for each in credits:
        given.append(min(each, left))
        left -= given[-1]
    return given


def part_of(fee: Decimal, percent: Decimal) -> Decimal:
    """A percentage of a fee, to the penny."""
    return (fee * percent / 100).quantize(PENNY, ROUND_HALF_UP)


def claim_by(last_day: date, claim_days: int | None) -> date | None:
    """The last day to claim for a window that ended then; None when the contract sets no limit."""
    return None if claim_days is None else last_day + timedelta(days=claim_days)


def shown(percent: Fraction) -> Decimal:
    """A percentage for people, cut off after two decimals: never rounded up to reach a target."""
    return (Decimal(percent.numerator * 100 // percent.denominator) / 100).quantize(PENNY, ROUND_DOWN)
