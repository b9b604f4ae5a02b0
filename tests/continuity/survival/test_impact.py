"""Money and other impacts over time (domain.md §7.2)."""

from dataclasses import replace
from datetime import datetime, time
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from continuity.survival.course import Course, simulate
from continuity.survival.model import NEVER, Failure, Point, StepCost, Takings
from continuity.survival.trade import WEEK, minute_of_week, pence, week_of
from tests.continuity.survival.cafe import CAFE, HOUR, NINE

MILK = StepCost(name="Spoiled stock", amount=Decimal(200), after=2 * HOUR, when="chiller")


def cut(hours: int | None, *, start: datetime = NINE, fails: str = "power", **facts: Any) -> Course:
    business = replace(CAFE, facts=replace(CAFE.facts, **facts))
    return simulate(business, [Failure(key=fails, back=None if hours is None else hours * HOUR)], start)


def test_stock_spoils_two_hours_after_the_chiller_stops() -> None:
    course = cut(8, step_costs=(MILK,))

    assert [(due.name, due.at) for due in course.impact.dues] == [("Spoiled stock", 6 * HOUR)]
    assert course.impact.at(6 * HOUR) == Fraction("442.55")
    assert course.mtpd == 6 * HOUR  # the step alone passes £350


def test_stock_keeps_when_the_power_is_back_in_time() -> None:
    assert cut(6, step_costs=(MILK,)).impact.dues == ()


def test_penalty_without_a_condition_needs_only_time() -> None:
    penalty = StepCost(name="Late delivery", amount=Decimal(50), after=3 * HOUR)

    assert cut(3, step_costs=(penalty,)).impact.dues == ()
    assert cut(4, step_costs=(penalty,)).impact.costs(3 * HOUR) == 50


def test_both_sides_of_a_step_are_drawn() -> None:
    points = cut(8, step_costs=(MILK,)).impact.points(8 * HOUR)

    assert (360, Fraction("242.55")) in points
    assert (360, Fraction("442.55")) in points
    assert points[-1] == (480, Fraction("610.55"))


def test_night_costs_nothing() -> None:
    course = cut(None, start=datetime(2026, 11, 23, 17))

    assert course.impact.lost_revenue(14 * HOUR) == course.impact.lost_revenue(HOUR)


def test_far_away_moment_is_found_by_weeks() -> None:
    course = cut(None, tolerance=Decimal(1_000_000))

    weekly = 7 * 11 * 120 * Fraction("0.7")
    assert course.impact.at(course.mtpd) == 1_000_000
    assert course.mtpd > 1_000_000 / weekly * WEEK - WEEK


def test_business_that_takes_nothing_never_loses_all() -> None:
    assert cut(None, takings=()).mtpd == NEVER


def test_business_without_a_tolerance_has_no_such_moment() -> None:
    assert cut(None, tolerance=None).mtpd == NEVER


def test_reputation_counts_from_the_fall_below_the_minimum() -> None:
    scores = ((Point.HOUR, 2), (Point.FOUR_HOURS, 4), (Point.DAY, 5))

    assert cut(24, tolerance=None, scores=scores).mtpd == 10 * HOUR
    assert cut(9, tolerance=None, scores=scores).mtpd == NEVER


def test_reputation_counts_from_the_stop_where_no_minimum_is_named() -> None:
    scores = ((Point.FOUR_HOURS, 4),)

    assert cut(24, tolerance=None, scores=scores, minimum=Decimal(0)).mtpd == 10 * HOUR
    assert cut(9, tolerance=None, scores=scores, minimum=Decimal(0)).mtpd == NEVER


def test_trade_after_midnight_belongs_to_the_evening() -> None:
    week = week_of([Takings(weekday=6, opens=time(22), closes=time(2), per_hour=Decimal(60))])

    assert week.stretches == ((0, 120, 1), (WEEK - 120, WEEK, 1))


def test_equal_times_mean_day_and_night() -> None:
    week = week_of([Takings(weekday=0, opens=time(0), closes=time(0), per_hour=Decimal(60))])

    assert week.stretches == ((0, 1440, 1),)


def test_week_starts_on_monday() -> None:
    assert minute_of_week(datetime(2026, 11, 24, 0, 1)) == 1441


@pytest.mark.parametrize(("amount", "shown"), [("0.005", "0.01"), ("0.0049", "0.00"), ("12.345", "12.35")])
def test_pence_are_rounded_half_up(amount: str, shown: str) -> None:
    assert pence(Fraction(amount)) == Decimal(shown)


def test_hour_of_the_failure_decides_what_it_costs() -> None:
    rates = tuple(
        Takings(weekday=0, opens=time(hour), closes=time(hour + 1), per_hour=Decimal(rate))
        for hour, rate in ((9, 10), (10, 100), (11, 40))
    )
    course = cut(None, fails="card_reader", takings=rates)

    assert course.loss(3 * HOUR).lost_revenue == Decimal(120)
    assert course.loss(2 * HOUR).kept_revenue == Decimal(22)


def test_restart_time_comes_on_top() -> None:
    nodes = tuple(replace(node, restart=40) if node.key == "epos" else node for node in CAFE.nodes)
    course = simulate(replace(CAFE, nodes=nodes), [Failure(key="power", back=480)], NINE)

    assert (course.back("epos"), course.back("cash_till"), course.recovered) == (520, 520, 480)
