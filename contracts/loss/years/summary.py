"""From simulated years to mean, percentiles and the loss exceedance curve of each party (domain.md §4.8)."""

from collections.abc import Iterable
from math import ceil, sqrt

import numpy as np

from contracts.loss.years.pence import PENCE, Ints
from contracts.loss.years.results import Chance, PartyYears, Percentile, Point, YearsResult, round_figures
from contracts.loss.years.simulation import Simulation

PERCENTILES = (0.90, 0.95, 0.99)
STEPS = (10, 12, 15, 20, 25, 30, 40, 50, 60, 80)  # of the curve, in each power of ten
LOWEST = 100  # pounds
NINETY_FIVE = 1.959963984540054  # standard errors either side


def summarise(simulation: Simulation, thresholds: Iterable[float] = ()) -> YearsResult:
    """The figures. The curve also has points at `thresholds` (pounds), rounded to two significant figures."""
    asked = {int(round_figures(pounds)) for pounds in thresholds}
    return YearsResult(
        seed=simulation.seed,
        years=simulation.years,
        parties={party: _party(np.sort(amounts), asked) for party, amounts in simulation.shares.items()},
    )


def _party(amounts: Ints, asked: set[int]) -> PartyYears:
    """`amounts` in rising order."""
    n = len(amounts)
    return PartyYears(
        mean=float(amounts.mean()) / PENCE,
        error=float(amounts.std(ddof=1)) / sqrt(n) / PENCE,
        median=_at(amounts, 0.5),
        percentiles=tuple(_percentile(amounts, chance) for chance in PERCENTILES),
        loss=_chance(n - int(np.searchsorted(amounts, 0, side="right")), n),
        curve=tuple(_curve(amounts, asked)),
    )


def _curve(amounts: Ints, asked: set[int]) -> Iterable[Point]:
    pounds = np.array(sorted(asked | _ladder(int(amounts[-1]) // PENCE)), np.int64)
    below = np.searchsorted(amounts, pounds * PENCE, side="left")
    for each, count in zip(pounds, below, strict=True):
        yield Point(int(each), _chance(len(amounts) - int(count), len(amounts)))


def _ladder(highest: int) -> set[int]:
    """Round amounts up to the first above the highest."""
    found, power = {LOWEST}, LOWEST // STEPS[0]
    while max(found) <= highest:
        found |= {step * power for step in STEPS}
        power *= 10
    return {pounds for pounds in found if pounds <= highest} | {min(p for p in found if p > highest)}


def _percentile(amounts: Ints, chance: float) -> Percentile:
    reach = NINETY_FIVE * _chance(round(chance * len(amounts)), len(amounts)).error
    return Percentile(chance, _at(amounts, chance), _at(amounts, chance - reach), _at(amounts, chance + reach))


def _at(amounts: Ints, chance: float) -> float:
    """The lowest amount that at least this part of the years does not exceed, in pounds."""
    place = ceil(round(chance * len(amounts), 6)) - 1
    return int(amounts[min(max(place, 0), len(amounts) - 1)]) / PENCE


def _chance(count: int, n: int) -> Chance:
    value = count / n
    return Chance(value, sqrt(value * (1 - value) / n))
