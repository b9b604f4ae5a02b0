"""From simulated years to mean, percentiles and the loss exceedance curve of each party (domain.md §4.8)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil, sqrt

import numpy as np

from contracts.loss.forms import FORM_OF, Form
from contracts.loss.years.party import Party
from contracts.loss.years.pence import PENCE, Ints
from contracts.loss.years.results import Chance, FormYears, PartyYears, Percentile, Point, YearsResult, round_figures
from contracts.loss.years.simulation import Simulation

PERCENTILES = (0.90, 0.95, 0.99)
STEPS = (10, 12, 15, 20, 25, 30, 40, 50, 60, 80)  # of the curve, in each power of ten
LOWEST = 100  # pounds
NINETY_FIVE = 1.959963984540054  # standard errors either side


def summarise(simulation: Simulation, thresholds: Iterable[float] = ()) -> YearsResult:
    """The figures. The curve also has points at `thresholds` (pounds), rounded to two significant figures."""
    asked = {int(round_figures(pounds)) for pounds in thresholds}
    costly = np.flatnonzero(simulation.shares[Party.TOTAL])
    return YearsResult(
        seed=simulation.seed,
        years=simulation.years,
        parties={
            party: _summarise(_Years.of(amounts[costly], simulation.years), asked)
            for party, amounts in simulation.shares.items()
        },
        forms={
            form: _summarise_form(simulation, form, _Years.of(amounts[costly], simulation.years))
            for form, amounts in simulation.forms.items()
        },
    )


@dataclass(frozen=True, slots=True)
class _Years:
    """A party's years: in how many, and in rising order what those cost that cost something, in pence."""

    number: int
    losses: Ints

    @classmethod
    def of(cls, amounts: Ints, number: int) -> "_Years":
        """From the amounts of years that cost anybody anything. Half as wide they sort in half the time."""
        losses = amounts[amounts > 0]
        if len(losses) and losses.max() <= np.iinfo(np.int32).max:
            return cls(number, np.sort(losses.astype(np.int32)).astype(np.int64))
        return cls(number, np.sort(losses))

    @property
    def mean(self) -> float:
        return float(self.losses.sum(dtype=np.float64)) / self.number

    @property
    def sd(self) -> float:
        squares = float(((self.losses - self.mean) ** 2).sum()) + (self.number - len(self.losses)) * self.mean**2
        return sqrt(squares / (self.number - 1))

    @property
    def error(self) -> float:
        """The standard error of the mean."""
        return self.sd / sqrt(self.number)

    def chance_of(self, count: int) -> Chance:
        value = count / self.number
        return Chance(value, sqrt(value * (1 - value) / self.number))

    def reaching(self, pounds: Ints) -> Ints:
        """How many years cost as much or more."""
        return len(self.losses) - np.searchsorted(self.losses, pounds * PENCE, side="left")

    def quantile(self, chance: float) -> float:
        """The lowest amount of pounds that at least this part of the years does not exceed."""
        place = ceil(round(min(chance, 1) * self.number, 6)) - 1 - (self.number - len(self.losses))
        return int(self.losses[place]) / PENCE if place >= 0 else 0.0


def _summarise_form(simulation: Simulation, form: Form, years: _Years) -> FormYears:
    means = {head: pence / simulation.years / PENCE for head, pence in simulation.heads.items()}
    return FormYears(
        mean=years.mean / PENCE,
        error=years.error / PENCE,
        percentiles=tuple(_percentile(years, chance) for chance in PERCENTILES),
        loss=years.chance_of(len(years.losses)),
        heads={head: mean for head, mean in means.items() if FORM_OF[head] == form},
    )


def _summarise(years: _Years, asked: set[int]) -> PartyYears:
    return PartyYears(
        mean=years.mean / PENCE,
        error=years.error / PENCE,
        median=years.quantile(0.5),
        percentiles=tuple(_percentile(years, chance) for chance in PERCENTILES),
        loss=years.chance_of(len(years.losses)),
        curve=tuple(_curve(years, asked)),
    )


def _percentile(years: _Years, chance: float) -> Percentile:
    reach = NINETY_FIVE * sqrt(chance * (1 - chance) / years.number)
    return Percentile(
        chance, years.quantile(chance), low=years.quantile(chance - reach), high=years.quantile(chance + reach)
    )


def _curve(years: _Years, asked: set[int]) -> Iterator[Point]:
    highest = int(years.losses[-1]) // PENCE if len(years.losses) else 0
    pounds = np.array(sorted(asked | set(_ladder(highest))), np.int64)
    for each, count in zip(pounds, years.reaching(pounds), strict=True):
        yield Point(int(each), years.chance_of(int(count)))


def _ladder(highest: int) -> Iterator[int]:
    """Round amounts up to the first beyond the highest, where the curve ends at nought."""
    power = LOWEST // STEPS[0]
    while True:
        for step in STEPS:
            yield step * power
            if step * power > highest:
                return
        power *= 10
