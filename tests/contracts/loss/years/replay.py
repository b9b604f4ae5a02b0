"""The same events through the engine of one event, one after the other, in pounds."""

from dataclasses import replace
from decimal import Decimal

from numpy.random import SeedSequence, default_rng

from contracts.loss.allocation import Allocation, allocate
from contracts.loss.terms import CustomerPolicy, MspContract, MspPolicy, Scenario
from contracts.loss.years.draws import draw_events
from contracts.loss.years.losses import Losses
from contracts.loss.years.model import YearModel, YearScenario
from contracts.loss.years.party import Party
from contracts.loss.years.plan import plan

ZERO = Decimal(0)
Borne = dict[Party, int]


def event_of(scenario: YearScenario, losses: Losses, row: int) -> Scenario:
    """The row as an event. What others paid back is already off the amounts."""
    heads, waiting, beyond = (
        {head: pounds(found[row]) for head, found in each.items()}
        for each in (losses.amounts, losses.waiting, losses.beyond)
    )
    return scenario.event(
        heads,
        hours=Decimal(int(losses.minutes[row])) / 60,
        in_waiting={head: min(amount, heads[head]) for head, amount in waiting.items()},
        beyond_indemnity={head: min(amount, heads[head]) for head, amount in beyond.items()},
    )


def pounds(amount: int) -> Decimal:
    return Decimal(int(amount)) / 100


def borne(allocation: Allocation, others: int = 0) -> Borne:
    """Pence of each party and in all. `others` are pence that third parties had paid back before."""
    parties = {party: int(getattr(allocation, party.value) * 100) for party in Party if party != Party.TOTAL}
    parties[Party.THIRD_PARTY] += others
    return parties | {Party.TOTAL: int(allocation.loss * 100) + others}


class Year:
    """The terms as they stand in a year, used up by each event that is taken."""

    def __init__(self, model: YearModel) -> None:
        self.model = model
        self.contract: MspContract = model.contract
        self.customer_policy: CustomerPolicy | None = model.customer_policy
        self.msp_policy: MspPolicy | None = model.msp_policy

    def take(self, event: Scenario) -> Allocation:
        allocation = allocate(event, self.contract, self.customer_policy, self.msp_policy)
        ledgers = allocation.ledgers
        if not self.model.caps_per_claim:
            self.contract = replace(self.contract, general_used=ledgers.general_used, super_used=ledgers.super_used)
        if self.customer_policy:
            self.customer_policy = replace(self.customer_policy, aggregate_used=ledgers.customer_aggregate_used)
        if self.msp_policy:
            self.msp_policy = replace(self.msp_policy, aggregate_used=ledgers.msp_aggregate_used)
        return allocation


def replay(model: YearModel, *, years: int, seed: int, first: int) -> list[Borne]:
    """What the first of so many years come to. The events are those that the simulation draws in its first chunk."""
    happened: list[list[tuple[float, Scenario, int]]] = [[] for _ in range(years)]
    for place, scenario in enumerate(model.scenarios):
        events = draw_events(plan(model, scenario), default_rng(SeedSequence(seed, spawn_key=(0, place))), years)
        for row, year in enumerate(events.years):
            if year < first:
                event = event_of(scenario, events.losses, row)
                happened[year].append((float(events.instants[row]), event, int(events.losses.others[row])))
    return [_take_year(model, sorted(found, key=lambda each: each[0])) for found in happened[:first]]


def _take_year(model: YearModel, happened: list[tuple[float, Scenario, int]]) -> Borne:
    year, sums = Year(model), dict.fromkeys(Party, 0)
    for _, event, others in happened:
        for party, amount in borne(year.take(event), others).items():
            sums[party] += amount
    return sums
