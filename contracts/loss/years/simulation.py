"""Many years, each event shared out in date order while caps and limits are used up (domain.md §4.8).

All years take their first event together, then their second: one pass of numpy for each. Years come in chunks, so that
memory stays the same however many there are. The same model, number of years and seed give the same figures.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.random import SeedSequence, default_rng

from contracts.loss.terms import InvalidTerms
from contracts.loss.years.draws import draw_events, in_turns
from contracts.loss.years.losses import Used
from contracts.loss.years.model import YearModel
from contracts.loss.years.party import Party
from contracts.loss.years.plan import Plan, plan
from contracts.loss.years.waterfall import Shares, allocate

FEWEST, MOST = 10_000, 1_000_000
CHUNK_YEARS = 50_000
CHUNK_EVENTS = 200_000  # expected; a year of many events comes with fewer others, so that memory stays the same


@dataclass(frozen=True, slots=True)
class Simulation:
    """What each party bears in each simulated year, in pence; drawn from this seed."""

    seed: int
    shares: Shares

    @property
    def years(self) -> int:
        return len(self.shares[Party.TOTAL])


def simulate(
    model: YearModel, *, years: int, seed: int, on_chunk: Callable[[int], None] = lambda done: None
) -> Simulation:
    """So many years (10,000 to 1,000,000). `on_chunk` hears after each chunk how many are done."""
    if not FEWEST <= years <= MOST:
        raise InvalidTerms("years", f"The number of years must be between {FEWEST:,} and {MOST:,}.")
    shares = {party: np.zeros(years, np.int64) for party in Party}
    plans = [plan(model, scenario) for scenario in model.scenarios]
    size = chunk_of(model)
    for begin in range(0, years, size):
        chunk = {party: found[begin : begin + size] for party, found in shares.items()}
        _simulate_chunk(plans, seed, begin, chunk)
        on_chunk(min(begin + size, years))
    return Simulation(seed, shares)


def chunk_of(model: YearModel) -> int:
    """How many years are simulated together."""
    return min(CHUNK_YEARS, int(CHUNK_EVENTS / max(1, model.events_a_year)))


def _simulate_chunk(plans: list[Plan], seed: int, begin: int, shares: Shares) -> None:
    """Fill the years of a chunk. Each scenario has chance of its own: what one costs leaves the others alone."""
    years = len(shares[Party.TOTAL])
    chances = [default_rng(SeedSequence(seed, spawn_key=(begin, place))) for place in range(len(plans))]
    found = [draw_events(plan, rng, years) for plan, rng in zip(plans, chances, strict=True)]
    used = Used.at_first(plans[0].model, years)
    for turn in in_turns(found, years):
        borne, more = allocate(plans[turn.scenario], turn.losses, used.take(turn.years))
        used.add(turn.years, more)
        for party, amount in borne.items():
            if amount.any():
                shares[party][turn.years] += amount
