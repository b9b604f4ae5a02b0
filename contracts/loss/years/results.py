"""What comes of a simulation, as plain figures to keep and show: pounds, and chances in any one year. No numpy."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import floor, log10

from contracts.loss.forms import Form
from contracts.loss.vocabulary import Head
from contracts.loss.years.party import Party


@dataclass(frozen=True, slots=True)
class Chance:
    """A probability (0 to 1) and its standard error, √(p(1 − p)/n)."""

    value: float
    error: float

    @property
    def one_in(self) -> float | None:
        """The N of `1 in N years`; None where it never happened."""
        return 1 / self.value if self.value else None


@dataclass(frozen=True, slots=True)
class Point:
    """Of the loss exceedance curve: the chance that a year costs this many pounds or more."""

    pounds: int
    chance: Chance


@dataclass(frozen=True, slots=True)
class Percentile:
    """What a year costs at most with this chance; `low` and `high` are where 95 of 100 simulations would put it."""

    chance: float
    pounds: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True, slots=True)
class PartyYears:
    """A party's years, in pounds. `mean` is the annualised loss expectancy, `loss` the chance of bearing anything."""

    mean: float
    error: float
    median: float
    percentiles: tuple[Percentile, ...]
    loss: Chance
    curve: tuple[Point, ...]

    def at(self, pounds: int) -> Chance:
        """The chance at a point of the curve. Raises KeyError where none was asked for."""
        return {point.pounds: point.chance for point in self.curve}[pounds]


@dataclass(frozen=True, kw_only=True, slots=True)
class FormYears:
    """A form of loss over the years, in pounds, whoever bears it; `heads` are the means of the heads in it."""

    mean: float
    error: float
    percentiles: tuple[Percentile, ...]
    loss: Chance
    heads: Mapping[Head, float]


@dataclass(frozen=True, kw_only=True, slots=True)
class YearsResult:
    """Every party's years, with the seed and the number of years that give the same figures again.

    `forms` tells the whole loss by its form; their means sum to the mean of the whole.
    """

    seed: int
    years: int
    parties: Mapping[Party, PartyYears]
    forms: Mapping[Form, FormYears]


def round_figures(value: float, figures: int = 2) -> float:
    """Rounded half up to so many significant figures: owners never see more than two (domain.md §4.8)."""
    if not value:
        return 0
    digits = figures - 1 - floor(log10(abs(value)))
    return floor(value * 10.0**digits + 0.5) / 10.0**digits
