"""Many events at once are shared out as the engine of one event shares out each, and years as it would one by one."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from numpy.random import default_rng

from contracts.loss.interchange import Case, read_case
from contracts.loss.years.draws import draw_losses
from contracts.loss.years.losses import Losses, Used
from contracts.loss.years.model import Cost, YearModel, YearScenario
from contracts.loss.years.party import Party
from contracts.loss.years.pence import Ints, PerHead, minutes, pence
from contracts.loss.years.plan import plan
from contracts.loss.years.simulation import simulate
from contracts.loss.years.spreads import Pert
from contracts.loss.years.waterfall import allocate
from tests.contracts.loss.strategies import cases
from tests.contracts.loss.test_examples import WORKED
from tests.contracts.loss.years.cases import Cases
from tests.contracts.loss.years.replay import Borne, Year, borne, event_of, replay

EVENTS = 8
NEVER = Pert.certain(0)


@pytest.mark.parametrize("example", WORKED["examples"], ids=lambda example: example["name"])
def test_worked_examples_to_the_penny(example: dict) -> None:
    found = share_out(read_case(example))

    told = [party for party in Party if party.value in example["expected"]]
    assert {party: found[party] for party in told} == {
        party: pence(Decimal(example["expected"][party.value])) for party in told
    }


@settings(max_examples=400)
@given(cases)
def test_any_event_equals_the_engine_of_one_event(case: Case) -> None:
    found = share_out(case)

    assert found == borne(case.allocate())


@pytest.mark.parametrize("seed", range(10))
def test_many_events_equal_the_engine_of_one_event(seed: int) -> None:
    cases = Cases(seed)
    for _ in range(50):
        model = cases.model(1)
        planned, scenario = plan(model, model.scenarios[0]), model.scenarios[0]
        losses = draw_losses(planned, default_rng(cases.random.randint(0, 10**6)), EVENTS)

        shares, uses = allocate(planned, losses, Used.at_first(model, EVENTS))

        for row in range(EVENTS):
            expected = Year(model).take(event_of(scenario, losses, row))
            assert {party: int(amounts[row]) for party, amounts in shares.items()} == borne(
                expected, int(losses.others[row])
            )
            assert int(uses.policy[row]) == int(expected.gross_insurer * 100)


@pytest.mark.parametrize("seed", range(6))
def test_years_use_up_caps_and_limits_event_by_event(seed: int) -> None:
    model = Cases(seed + 1_000).model(3)

    simulation = simulate(model, years=10_000, seed=seed)

    for year, expected in enumerate(replay(model, years=10_000, seed=seed, first=250)):
        assert {party: int(amounts[year]) for party, amounts in simulation.shares.items()} == expected


@pytest.mark.parametrize("seed", range(5))
def test_parties_sum_to_the_total_of_every_year(seed: int) -> None:
    shares = simulate(Cases(seed + 2_000).model(3), years=10_000, seed=seed).shares

    parts = [amounts for party, amounts in shares.items() if party != Party.TOTAL]
    assert np.array_equal(np.sum(parts, axis=0), shares[Party.TOTAL])
    assert all((amounts >= 0).all() for amounts in parts)


def share_out(case: Case) -> Borne:
    """The case through the steps for many events, as one event of a year."""
    event = case.scenario
    scenario = YearScenario(
        name="case",
        cause=event.cause,
        frequency=NEVER,
        duration=NEVER,
        costs=tuple(Cost(head=head, amount=NEVER) for head in event.heads),
        msp_share=event.msp_share,
        indirect_heads=event.indirect_heads,
        availability_failure=event.availability_failure,
        advice_declined=event.advice_declined,
        service_credits=event.service_credits,
    )
    model = YearModel(
        scenarios=(scenario,),
        contract=case.msp_contract,
        customer_policy=case.customer_policy,
        msp_policy=case.msp_policy,
    )
    losses = Losses(
        minutes=one(minutes(event.duration_hours)),
        amounts=row_of(event.net_losses, scenario),
        waiting=row_of(event.in_waiting, scenario),
        beyond=row_of(event.beyond_indemnity, scenario),
        refunds=row_of(event.other_recoveries, scenario),
    )
    shares, _ = allocate(plan(model, scenario), losses, Used.at_first(model, 1))
    return {party: int(amounts[0]) for party, amounts in shares.items()}


def row_of(amounts: dict, scenario: YearScenario) -> PerHead:
    return {head: one(pence(amounts.get(head, Decimal(0)))) for head in scenario.heads}


def one(value: int) -> Ints:
    return np.array([value], np.int64)
