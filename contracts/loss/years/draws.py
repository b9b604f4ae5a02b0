"""The events of many years drawn at random, and put into the order in which they are worked on."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.random import Generator

from contracts.loss.vocabulary import INTERRUPTION
from contracts.loss.years.losses import Losses
from contracts.loss.years.model import Cost
from contracts.loss.years.pence import MINUTES, MOST, Floats, Ints, from_pounds, minutes, part, pence
from contracts.loss.years.plan import Plan
from contracts.loss.years.spreads import Pert, Spread

RARE = 1  # events a year; beyond it more would be drawn to be dropped than is saved


@dataclass(frozen=True, slots=True)
class Events:
    """The events of one scenario: the year and the instant in it (0 to 1) of each, and what it costs."""

    years: Ints
    instants: Floats
    losses: Losses


@dataclass(frozen=True, slots=True)
class Turn:
    """Events of one scenario that come at the same turn in their years; each in a year of its own."""

    scenario: int
    years: Ints
    losses: Losses


def draw_events(plan: Plan, rng: Generator, years: int) -> Events:
    """A Poisson number of events each year, its rate drawn too, at instants all alike."""
    frequency = plan.scenario.frequency
    rare = frequency.high <= RARE and not frequency.is_certain
    found = _thinned(frequency, rng, years) if rare else _counted(frequency, rng, years)
    return Events(found, rng.random(len(found)), draw_losses(plan, rng, len(found)))


def _counted(frequency: Pert, rng: Generator, years: int) -> Ints:
    """The year of each event: a rate for each year, then a number of events."""
    return np.repeat(np.arange(years), rng.poisson(frequency.draw(rng, years), years))


def _thinned(frequency: Pert, rng: Generator, years: int) -> Ints:
    """The same for rare events, by thinning: as many as at the highest rate, each kept with the chance that its year's
    rate is of the highest. Rates are drawn for the years that need one alone."""
    found = rng.integers(0, years, rng.poisson(frequency.high * years))
    touched = np.zeros(years, bool)
    touched[found] = True
    rates = np.zeros(years)
    rates[touched] = frequency.draw(rng, int(touched.sum()))
    return found[rng.random(len(found)) * frequency.high < rates[found]]


def draw_losses(plan: Plan, rng: Generator, size: int) -> Losses:
    """What so many events of a scenario cost."""
    lasted = np.floor(_drawn(plan.scenario.duration, rng, size) * MINUTES + 0.5).astype(np.int64)
    nothing = np.zeros(size, np.int64)
    amounts = dict.fromkeys(plan.scenario.heads, nothing)
    waiting = {head: nothing for head in amounts if head in INTERRUPTION}
    beyond = dict(waiting)
    for cost in plan.scenario.costs:
        amount = _amount(cost, lasted, _drawn(cost.amount, rng, size))
        amounts[cost.head] = amounts[cost.head] + amount
        if plan.answer and cost.head in waiting and cost.head in plan.answer.places:
            hours = plan.answer.section(cost.head).waiting_hours
            waiting[cost.head] = waiting[cost.head] + _within(amount, cost, lasted, hours)
            if plan.model.indemnity_hours is not None:
                paid_for = _within(amount, cost, lasted, plan.model.indemnity_hours)
                beyond[cost.head] = beyond[cost.head] + amount - paid_for
    refunds = {
        head: np.minimum(amounts[head], pence(recovered))
        for head, recovered in plan.scenario.other_recoveries.items()
        if head in amounts
    }
    amounts |= {head: amounts[head] - refund for head, refund in refunds.items()}
    return Losses(lasted, amounts, waiting, beyond, refunds)


def _drawn(spread: Spread, rng: Generator, size: int) -> Floats:
    return np.broadcast_to(spread.draw(rng, size), size)


def _amount(cost: Cost, lasted: Ints, drawn: Floats) -> Ints:
    """Pence of a cost, given how many minutes each event lasted."""
    amount, running = from_pounds(drawn), lasted - minutes(cost.from_hours)
    if cost.is_hourly:
        hours, rest = np.divmod(np.maximum(running, 0), MINUTES)
        amount = np.minimum(amount * hours + part(amount, rest, MINUTES), MOST)
    return np.where(running >= 0, amount, 0) if cost.from_hours else amount


def _within(amount: Ints, cost: Cost, lasted: Ints, hours: Decimal) -> Ints:
    """The part of a cost that falls into the first so many hours, each clock hour costing the same."""
    begin = minutes(cost.from_hours)
    running = np.maximum(lasted - begin, 1)
    return part(amount, np.clip(minutes(hours) - begin, 0, running), running)


def in_turns(found: list[Events], years: int) -> Iterator[Turn]:
    """The first events of all years, then the second: within a year by instant, in a turn scenario by scenario."""
    year = np.concatenate([events.years for events in found])
    scenario = np.repeat(np.arange(len(found)), [len(events.years) for events in found])
    row = np.concatenate([np.arange(len(events.years)) for events in found])
    turn = np.zeros_like(year)
    counts = np.bincount(year, minlength=years)
    crowded = np.where(counts > 1, counts, 0)
    several = np.flatnonzero(crowded[year])
    instants = np.concatenate([events.instants for events in found])
    in_order = several[np.argsort(year[several] + instants[several])]
    turn[in_order] = np.arange(len(in_order)) - (np.cumsum(crowded) - crowded)[year[in_order]]
    group = (turn * len(found) + scenario).astype(np.int16)  # MOST_EVENTS and MOST_SCENARIOS keep it far below
    together = np.argsort(group, kind="stable")
    for rows in np.split(together, np.flatnonzero(np.diff(group[together])) + 1):
        if len(rows):
            which = int(scenario[rows[0]])
            yield Turn(which, year[rows], found[which].losses.take(row[rows]))
