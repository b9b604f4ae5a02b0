"""The coffee shop's power cut, to the penny and the minute (domain.md §7.4)."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from continuity.survival.course import Course, simulate
from continuity.survival.model import NEVER, Failure
from continuity.survival.points import alone, single_points
from tests.continuity.survival.cafe import CAFE, HOUR, NINE

PENCE = Decimal("0.01")


def fail(*keys: str, back: int | None = None) -> Course:
    return simulate(CAFE, [Failure(key=key, back=back) for key in keys], NINE)


@pytest.fixture
def cut() -> Course:
    """Mains power out from 09:00 to 17:00."""
    return fail("power", back=8 * HOUR)


@pytest.mark.parametrize(
    ("key", "hours"),
    [
        ("power", 0), ("broadband", 0.5), ("hotspot", 5), ("connectivity", 5), ("epos", 4), ("card_reader", 6),
        ("cash_till", 7), ("payment", 7), ("hot_drinks", 1.5), ("chiller", 4), ("food", 6), ("product", 6),
        ("serve", 6),
    ],
)  # fmt: skip
def test_power_cut_takes_each_thing_out_at_its_time(cut: Course, key: str, hours: float) -> None:
    assert cut.out(key) == hours * HOUR


def test_power_cut_leaves_less_and_less(cut: Course) -> None:
    assert cut.capacity == (
        (0, Fraction("0.725")), (1.5 * HOUR, Fraction("0.45")), (6 * HOUR, 0), (8 * HOUR, 1),
    )  # fmt: skip
    assert cut.survival == cut.below_minimum == 6 * HOUR


def test_power_cut_costs_to_the_penny(cut: Course) -> None:
    loss = cut.loss(8 * HOUR)

    assert (loss.normal_revenue, loss.kept_revenue) == (Decimal(960), Decimal("373.50"))
    assert (loss.lost_revenue, loss.lost_profit) == (Decimal("586.50"), Decimal("410.55"))
    assert [cut.impact.at(hours * HOUR) for hours in (1.5, 6, 8)] == [
        Fraction("34.65"), Fraction("242.55"), Fraction("410.55"),
    ]  # fmt: skip


def test_350_pounds_are_gone_after_7_279_hours(cut: Course) -> None:
    assert cut.mtpd == 6 * HOUR + (350 - Fraction("242.55")) / 84 * HOUR
    assert round(Decimal(float(cut.mtpd)) / HOUR, 3) == Decimal("7.279")


def test_everything_is_back_with_the_power(cut: Course) -> None:
    assert {cut.back(node.key) for node in CAFE.nodes} == {8 * HOUR}
    assert cut.recovered == 8 * HOUR


def test_way_of_the_power_cut_is_named(cut: Course) -> None:
    assert [(stop.key, stop.at / HOUR) for stop in cut.way_to("serve")] == [
        ("power", 0), ("chiller", 4), ("food", 6), ("product", 6), ("serve", 6),
    ]  # fmt: skip


def test_both_ways_to_the_internet_stop_trade_after_five_hours() -> None:
    course = fail("broadband", "hotspot")

    outs = {key: course.out(key) / HOUR for key in ("card_reader", "epos", "cash_till", "serve")}
    assert outs == {"card_reader": 1, "epos": 2, "cash_till": 5, "serve": 5}


def test_broadband_alone_has_no_effect() -> None:
    course = fail("broadband")

    assert (course.survival, course.below_minimum, course.recovered) == (NEVER, NEVER, 0)


def test_till_alone_leaves_the_cards() -> None:
    course = fail("epos")

    assert course.out("cash_till") == 3 * HOUR
    assert (course.out("card_reader"), course.survival) == (NEVER, NEVER)


def test_card_reader_alone_is_below_the_minimum_at_once() -> None:
    course = fail("card_reader")

    assert (course.survival, course.below_minimum) == (NEVER, 0)
    assert course.capacity == ((0, Fraction("0.2")),)


def test_power_is_the_only_single_point_of_failure() -> None:
    assert [(each.key, each.survival) for each in single_points(CAFE)] == [("power", 6 * HOUR)]


def test_whole_groups_are_tried_too() -> None:
    groups = {each.key: each.survival for each in alone(CAFE) if each.is_group}

    assert groups == {"connectivity": 5 * HOUR, "payment": 0, "product": 0}


def test_card_reader_breaks_the_minimum_alone() -> None:
    found = {each.key: each.below_minimum for each in alone(CAFE) if each.breaks_minimum and not each.is_group}

    assert found == {"power": 6 * HOUR, "card_reader": 0}


def test_short_cut_is_not_noticed_by_what_has_a_battery() -> None:
    course = fail("power", back=20)

    assert {node.key for node in CAFE.nodes if course.out(node.key) < NEVER} == {"power"}
    assert course.loss(HOUR).lost_revenue == (Decimal(40) * Decimal("0.275")).quantize(PENCE)


def test_fallback_is_gone_when_what_it_needs_is_out() -> None:
    links = tuple(
        replace(link, workaround=replace(link.workaround, needs=("power",)))
        if link.node == "cash_till" and link.workaround
        else link
        for link in CAFE.links
    )
    course = simulate(replace(CAFE, links=links), [Failure(key="epos"), Failure(key="power")], NINE)

    assert course.out("cash_till") == 0
    assert course.way_to("cash_till")[-1].ended_by == "power"
