"""Pounds: exact sums, and one rule for rounding (domain.md §4.1)."""

from decimal import ROUND_HALF_UP, Context, Decimal

ZERO = Decimal(0)
PENNY = Decimal("0.01")
# Wide enough to multiply any amount by any fraction exactly, so that the pennies are rounded once.
EXACT = Context(prec=80, rounding=ROUND_HALF_UP)


def part_of(amount: Decimal, fraction: Decimal) -> Decimal:
    """`fraction` (0 to 1) of an amount, half-up to the penny. The other side gets the rest by subtraction."""
    return EXACT.quantize(EXACT.multiply(amount, fraction), PENNY)


def up_to(amount: Decimal, limit: Decimal | None) -> Decimal:
    """The amount, or the limit where there is one and it is lower."""
    return amount if limit is None else min(amount, limit)


def left_of(limit: Decimal | None, used: Decimal) -> Decimal | None:
    """What is left of a limit of which `used` is gone, never below nought; None where there is no limit."""
    return None if limit is None else max(ZERO, limit - used)
