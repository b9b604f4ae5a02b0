"""Many years, each event shared out in date order while caps and limits are used up (domain.md §4.8).

All years take their first event together, then their second: one pass of numpy for each. Years come in chunks, so that
memory stays the same however many there are. The same model, number of years and seed give the same figures.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.random import SeedSequence, default_rng

from contracts.loss.forms import FORM_OF, Form, forms_of
from contracts.loss.terms import InvalidTerms
from contracts.loss.vocabulary import Head
from contracts.loss.years.draws import draw_events, in_turns
from contracts.loss.years.losses import Losses, Used
from contracts.loss.years.model import YearModel
from contracts.loss.years.party import Party
from contracts.loss.years.pence import Ints
from contracts.loss.years.plan import Plan, plan
from contracts.loss.years.waterfall import Shares, allocate

FEWEST, MOST = 10_000, 1_000_000
CHUNK_YEARS = 50_000
CHUNK_EVENTS = 200_000  # expected; a year of many events comes with fewer others, so that memory stays the same


@dataclass(frozen=True, slots=True)
class Simulation:
    """What each party bears in each simulated year, in pence; drawn from this seed.

    `forms` is what each form of loss costs in each year, whoever bears it; `heads` each head in all years together.
    """

    seed: int
    shares: Shares
    forms: dict[Form, Ints] = field(default_factory=dict)
    heads: dict[Head, float] = field(default_factory=dict)

    @property
    def years(self) -> int:
        return len(self.shares[Party.TOTAL])


def simulate(
    model: YearModel, *, years: int, seed: int, on_chunk: Callable[[int], None] = lambda done: None
) -> Simulation:
    """So many years (10,000 to 1,000,000). `on_chunk` hears after each chunk how many are done."""
    if not FEWEST <= years <= MOST:
        raise InvalidTerms("years", f"The number of years must be between {FEWEST:,} and {MOST:,}.")
    plans = [plan(model, scenario) for scenario in model.scenarios]
    whole = _empty(plans, seed, years)
    size = chunk_of(model)
    for begin in range(0, years, size):
        _simulate_chunk(plans, begin, _chunk(whole, begin, size))
        on_chunk(min(begin + size, years))
    return whole


def chunk_of(model: YearModel) -> int:
    """How many years are simulated together."""
    return min(CHUNK_YEARS, int(CHUNK_EVENTS / max(1, model.events_a_year)))


def _empty(plans: list[Plan], seed: int, years: int) -> Simulation:
    """Years in which nothing has happened yet, with the forms and heads that something could cost under."""
    heads = [head for head in Head if any(head in plan.scenario.heads for plan in plans)]
    return Simulation(
        seed,
        shares={party: np.zeros(years, np.int64) for party in Party},
        forms={form: np.zeros(years, np.int64) for form in forms_of(heads)},
        heads=dict.fromkeys(heads, 0.0),
    )


def _chunk(whole: Simulation, begin: int, size: int) -> Simulation:
    """Some of the years, to be filled in place."""
    rows = slice(begin, begin + size)
    return Simulation(
        whole.seed,
        shares={party: found[rows] for party, found in whole.shares.items()},
        forms={form: found[rows] for form, found in whole.forms.items()},
        heads=whole.heads,
    )


def _simulate_chunk(plans: list[Plan], begin: int, chunk: Simulation) -> None:
    """Fill the years of a chunk. Each scenario has chance of its own: what one costs leaves the others alone."""
    years = chunk.years
    chances = [default_rng(SeedSequence(chunk.seed, spawn_key=(begin, place))) for place in range(len(plans))]
    found = [draw_events(plan, rng, years) for plan, rng in zip(plans, chances, strict=True)]
    used = Used.at_first(plans[0].model, years)
    for turn in in_turns(found, years):
        borne, more = allocate(plans[turn.scenario], turn.losses, used.take(turn.years))
        used.add(turn.years, more)
        for party, amount in borne.items():
            if amount.any():
                chunk.shares[party][turn.years] += amount
        _count_forms(turn.losses, turn.years, chunk)


def _count_forms(losses: Losses, years: Ints, chunk: Simulation) -> None:
    """What these events cost by head and by form, each in a year named once."""
    sums: dict[Form, Ints] = {}
    for head in losses.amounts:
        amount, form = losses.gross(head), FORM_OF[head]
        chunk.heads[head] += float(amount.sum(dtype=np.float64))
        sums[form] = sums[form] + amount if form in sums else amount
    for form, amount in sums.items():
        chunk.forms[form][years] += amount
