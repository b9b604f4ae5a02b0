"""What an event costs follows from how long it lasts."""

from decimal import Decimal

import numpy as np
import pytest
from numpy.random import default_rng

from contracts.loss.terms import CustomerPolicy, MspContract, Section
from contracts.loss.vocabulary import Cause, Head
from contracts.loss.years.draws import draw_events, draw_losses, in_turns
from contracts.loss.years.losses import Losses
from contracts.loss.years.model import Cost, YearModel, YearScenario
from contracts.loss.years.plan import plan
from contracts.loss.years.spreads import Lognormal, Pert
from tests.contracts.loss.years.cases import Cases

PROFIT, STOCK = Head.LOST_GROSS_PROFIT, Head.STOCK_SPOILAGE


def losses_of(hours: float, *costs: Cost, size: int = 1, indemnity: str | None = None, **refunds) -> Losses:
    """Events of a system failure under a policy that waits eight hours."""
    cause = Cause.SYSTEM_FAILURE
    scenario = YearScenario(
        name="outage",
        cause=cause,
        frequency=Pert.certain(1),
        duration=Pert.certain(hours),
        costs=costs,
        msp_share=Decimal(0),
        **refunds,
    )
    section = Section(causes=frozenset({cause}), heads=frozenset({PROFIT}), waiting_hours=Decimal(8))
    model = YearModel(
        scenarios=(scenario,),
        contract=MspContract(),
        customer_policy=CustomerPolicy(sections=(section,)),
        indemnity_hours=Decimal(indemnity) if indemnity else None,
    )
    return draw_losses(plan(model, scenario), default_rng(1), size)


def cost(head: Head, pounds: float, **when) -> Cost:
    return Cost(head=head, amount=Pert.certain(pounds), **when)


def test_an_hourly_cost_counts_clock_hours_to_the_minute() -> None:
    found = losses_of(12.5, cost(PROFIT, 100.01, is_hourly=True))

    assert found.minutes.tolist() == [750]
    assert found.amounts[PROFIT].tolist() == [1_250_13]  # 1,250.125, half up
    assert found.waiting[PROFIT].tolist() == [800_08]


def test_a_cost_once_under_an_interruption_head_is_spread_over_the_hours() -> None:
    found = losses_of(32, cost(PROFIT, 1_000))

    assert found.amounts[PROFIT].tolist() == [1_000_00]
    assert found.waiting[PROFIT].tolist() == [250_00]


def test_what_begins_after_the_waiting_period_lies_outside_it() -> None:
    found = losses_of(20, cost(PROFIT, 1_200, from_hours=Decimal(8)), cost(PROFIT, 10, is_hourly=True))

    assert found.amounts[PROFIT].tolist() == [1_400_00]
    assert found.waiting[PROFIT].tolist() == [80_00]


def test_what_comes_after_the_indemnity_period_lies_beyond_it() -> None:
    found = losses_of(40, cost(PROFIT, 10, is_hourly=True), indemnity="30")

    assert found.beyond[PROFIT].tolist() == [100_00]


@pytest.mark.parametrize(("hours", "pounds"), [(5.98, 0), (6, 500), (7, 500)])
def test_a_step_arises_once_the_event_has_lasted_so_long(hours: float, pounds: int) -> None:
    assert losses_of(hours, cost(STOCK, 500, from_hours=Decimal(6))).amounts[STOCK].tolist() == [pounds * 100]


def test_an_hourly_cost_from_an_hour_on_counts_the_hours_after_it() -> None:
    found = losses_of(10, cost(STOCK, 7, is_hourly=True, from_hours=Decimal(6)))

    assert found.amounts[STOCK].tolist() == [28_00]


def test_what_others_pay_back_comes_off_its_head() -> None:
    found = losses_of(1, cost(STOCK, 500), other_recoveries={STOCK: Decimal(600), Head.OTHER: Decimal(5)})

    assert found.amounts[STOCK].tolist() == [0]
    assert found.others.tolist() == [500_00]


def test_the_widest_range_stays_inside_whole_pence() -> None:
    found = losses_of(8_760, Cost(head=PROFIT, amount=Lognormal(0.01, 1e12), is_hourly=True), size=1_000)

    assert (found.amounts[PROFIT] >= 0).all()
    assert found.amounts[PROFIT].max() == 10**14
    assert (found.waiting[PROFIT] <= found.amounts[PROFIT]).all()


def test_turns_take_each_event_once_in_the_order_of_instants() -> None:
    model = Cases(8).model(3)
    found = [draw_events(plan(model, each), default_rng(place), 500) for place, each in enumerate(model.scenarios)]
    last = np.zeros(500)
    count = 0

    for turn in in_turns(found, 500):
        assert len(set(turn.years)) == len(turn.years)
        count += len(turn.years)
        last[turn.years] += 1

    assert count == sum(len(events.years) for events in found)
    assert np.array_equal(last, sum(np.bincount(events.years, minlength=500) for events in found))
