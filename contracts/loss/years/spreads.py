"""How much, how long, how often: a range with a shape (domain.md §4.8).

Imports no numpy, so that a form can check a range and a page can show its mean; `draw` takes numpy's generator from
the job that simulates.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, inf, isfinite, log, sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING

from contracts.loss.years import beta
from core.words import per_cent

if TYPE_CHECKING:
    from numpy import float64
    from numpy.random import Generator
    from numpy.typing import NDArray

LAMBDA = 4  # weight of the most likely value in a PERT range
NINETY = 2 * NormalDist().inv_cdf(0.95)  # standard deviations between the 5th and the 95th percentile
MOST = 1_000_000_000_000  # the largest value a range may name
FALSE_RANGE = "A range needs its lowest, most likely and highest value in this order, none below 0."
FALSE_INTERVAL = f"A {per_cent(90)} interval needs a lower value above 0 and an upper value that is not below it."
TOO_MUCH = f"A range may not go beyond {MOST:,}."


@dataclass(frozen=True, slots=True)
class Pert:
    """A range with a most likely value: lowest, most likely, highest. All three equal: a certain value."""

    low: float
    mode: float
    high: float

    def __post_init__(self) -> None:
        _check(0 <= self.low <= self.mode <= self.high < inf, FALSE_RANGE)
        _check(self.high <= MOST, TOO_MUCH)

    @classmethod
    def certain(cls, value: float) -> Pert:
        return cls(value, value, value)

    @property
    def is_certain(self) -> bool:
        return self.low == self.high

    @property
    def alpha(self) -> float:
        return 1.0 if self.is_certain else 1 + LAMBDA * (self.mode - self.low) / (self.high - self.low)

    @property
    def beta(self) -> float:
        return 1.0 if self.is_certain else 1 + LAMBDA * (self.high - self.mode) / (self.high - self.low)

    @property
    def mean(self) -> float:
        return (self.low + LAMBDA * self.mode + self.high) / (LAMBDA + 2)

    @property
    def sd(self) -> float:
        return sqrt(max(0.0, (self.mean - self.low) * (self.high - self.mean) / (LAMBDA + 3)))

    def quantile(self, chance: float) -> float:
        """The value that is not exceeded with this chance (0 to 1)."""
        return self.low + (self.high - self.low) * beta.quantile(chance, self.alpha, self.beta)

    def draw(self, rng: Generator, size: int) -> NDArray[float64] | float:
        """So many values; the plain number where it is certain."""
        if self.is_certain:
            return self.low
        return self.low + (self.high - self.low) * rng.beta(self.alpha, self.beta, size)


@dataclass(frozen=True, slots=True)
class Lognormal:
    """A range without an end, from the interval that holds 90 % of cases: 5th and 95th percentile."""

    low: float
    high: float

    def __post_init__(self) -> None:
        _check(isfinite(self.low) and 0 < self.low <= self.high < inf, FALSE_INTERVAL)
        _check(self.high <= MOST, TOO_MUCH)

    @property
    def mu(self) -> float:
        return (log(self.low) + log(self.high)) / 2

    @property
    def sigma(self) -> float:
        return (log(self.high) - log(self.low)) / NINETY

    @property
    def mean(self) -> float:
        return exp(self.mu + self.sigma**2 / 2)

    @property
    def sd(self) -> float:
        return self.mean * sqrt(exp(self.sigma**2) - 1)

    def quantile(self, chance: float) -> float:
        """The value that is not exceeded with this chance (0 to 1, both excluded)."""
        return exp(self.mu + self.sigma * NormalDist().inv_cdf(chance))

    def draw(self, rng: Generator, size: int) -> NDArray[float64]:
        """So many values."""
        return rng.lognormal(self.mu, self.sigma, size)


Spread = Pert | Lognormal


def yearly_mean(rate: Spread, amount: Spread) -> float:
    """The mean of a year's sum (annualised loss expectancy): E[Λ]·E[X]."""
    return rate.mean * amount.mean


def yearly_sd(rate: Spread, amount: Spread) -> float:
    """The standard deviation of a year's sum: Var[S] = E[Λ]·E[X²] + Var(Λ)·E[X]²."""
    return sqrt(rate.mean * (amount.sd**2 + amount.mean**2) + rate.sd**2 * amount.mean**2)


def chance_of_any(rate: Pert) -> float:
    """The chance of at least one event in a year: 1 − E[e^−Λ], by Kummer's series, whose terms are all positive."""
    width, total, term, n = rate.high - rate.low, 1.0, 1.0, 0
    while term > total * 1e-17:
        term *= (rate.beta + n) / (rate.alpha + rate.beta + n) * width / (n + 1)
        total, n = total + term, n + 1
    return 1 - exp(log(total) - rate.high)


def _check(is_right: bool, sentence: str) -> None:
    if not is_right:
        raise ValueError(sentence)
