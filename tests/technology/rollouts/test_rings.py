"""A plan of rings fits into fourteen days, or says by how much it does not."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from technology.rollouts.kinds import Audience
from technology.rollouts.rings import (
    DEFAULT_RINGS,
    DEFAULT_ROLLOUT_HOURS,
    FIX_HOURS,
    Ring,
    fit,
    fix_by,
    order_problem,
)

SANDBOX, BROAD = Ring("Sandbox", 24, Audience.OWN), Ring("Broad", 0)


def test_default_plan_begins_in_a_sandbox_and_ends_with_critical_devices() -> None:
    assert [ring.name for ring in DEFAULT_RINGS] == ["Sandbox", "Pilot", "Early", "Broad", "Critical devices"]
    assert [ring.soak_hours for ring in DEFAULT_RINGS][:3] == [24, 72, 72]
    assert order_problem(DEFAULT_RINGS) == ""


def test_default_plan_takes_ten_days_of_fourteen() -> None:
    found = fit(DEFAULT_RINGS, DEFAULT_ROLLOUT_HOURS)

    assert (found.total, found.spare, found.is_in_time) == (240, 96, True)


@pytest.mark.parametrize(("soak", "rollout", "in_time"), [(288, 48, True), (289, 48, False), (288, 49, False)])
def test_fourteen_days_are_enough_to_the_hour(soak: int, rollout: int, in_time: bool) -> None:
    assert fit([Ring("Pilot", soak)], rollout).is_in_time is in_time


@given(st.lists(st.integers(0, 720), max_size=8), st.integers(0, 1000))
def test_what_is_spare_and_what_is_taken_are_the_limit(soaks: list[int], rollout: int) -> None:
    found = fit([Ring("Ring", soak) for soak in soaks], rollout)

    assert found.total + found.spare == FIX_HOURS
    assert found.is_in_time == (sum(soaks) + rollout <= 14 * 24)


def test_limit_is_the_end_of_the_fourteenth_day_where_the_fix_is_due() -> None:
    assert fix_by(date(2026, 11, 10)) == datetime(2026, 11, 25, 0, 0, tzinfo=UTC)
    assert fix_by(date(2026, 6, 1)) == datetime(2026, 6, 15, 23, 0, tzinfo=UTC)  # summer time


@pytest.mark.parametrize(
    ("rings", "says"),
    [
        ([], "one ring at least"),
        ([BROAD], "sandbox"),
        ([SANDBOX], "every customer"),
        ([SANDBOX, BROAD, Ring("Pilot", 1, Audience.SOME), BROAD], "in order"),
        ([SANDBOX, BROAD], ""),
    ],
)
def test_order_that_tests_nothing_is_named(rings: list[Ring], says: str) -> None:
    assert says in order_problem(rings)
    assert bool(order_problem(rings)) == bool(says)


@pytest.mark.parametrize("about", [{"soak_hours": -1}, {"soak_hours": 721}, {"soak_hours": 1, "max_failed": 3},
                                   {"soak_hours": 1, "min_reporting": 94},
                                   {"soak_hours": 1, "min_reporting": 101}])  # fmt: skip
def test_ring_out_of_bounds_is_refused(about: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="to"):
        Ring("Ring", **about)
