"""Whole pence in numpy: sums are exact, and a percentage is rounded half up as in the engine of one event."""

from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from contracts.loss.reasons import CapClass
from contracts.loss.vocabulary import Head

Ints: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float64]
PerHead: TypeAlias = dict[Head, Ints]
PerClass: TypeAlias = dict[CapClass, Ints]
PENCE, MINUTES = 100, 60
MOST = 10**14  # pence; a cost drawn from a range without an end stops here, so that sums stay inside 64 bits
NO_LIMIT = 10**17  # pence; more than any event can cost
FINEST = 10**9  # parts of a whole that a share may name


def pence(pounds: Decimal | None) -> int:
    """A limit in pence; none is one that nothing reaches."""
    return NO_LIMIT if pounds is None else min(NO_LIMIT, int(pounds * PENCE))


def minutes(hours: Decimal) -> int:
    """The whole minutes in so many hours."""
    return int(hours * MINUTES)


def part(amounts: Ints, numerator: Ints | int, denominator: Ints | int) -> Ints:
    """numerator/denominator (at most 1) of each amount, none below 0: half up and without overflow."""
    whole, rest = amounts // denominator, amounts % denominator
    return whole * numerator + (2 * rest * numerator + denominator) // (2 * denominator)


def share(amounts: Ints, of: Decimal) -> Ints:
    """This share (0 to 1) of each amount, half up."""
    if of in (0, 1):
        return amounts * int(of)
    exact = Fraction(of).limit_denominator(FINEST)
    return part(amounts, exact.numerator, exact.denominator)


def from_pounds(values: Floats) -> Ints:
    """Drawn amounts in whole pence, half up."""
    return np.minimum(np.floor(values * PENCE + 0.5), MOST).astype(np.int64)
