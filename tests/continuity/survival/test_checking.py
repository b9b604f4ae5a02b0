"""What the engine refuses, each in a sentence."""

from dataclasses import replace
from datetime import time
from decimal import Decimal
from typing import Any

import pytest

from continuity.survival.checking import CycleRefused, ModelRefused
from continuity.survival.course import simulate
from continuity.survival.model import Business, Failure, Link, LinkKind, NodeKind, Point, StepCost, Takings, Workaround
from tests.continuity.survival.cafe import CAFE, NINE, hard, node, way


def refused(business: Business, key: str = "power", back: int | None = None) -> str:
    with pytest.raises(ModelRefused) as refusal:
        simulate(business, [Failure(key=key, back=back)], NINE)
    return str(refusal.value)


def with_link(**about: Any) -> Business:
    return replace(CAFE, links=(*CAFE.links, Link(**{"node": "chiller", "needs": "epos"} | about)))


def with_facts(**about: Any) -> Business:
    return replace(CAFE, facts=replace(CAFE.facts, **about))


def test_circle_is_refused_with_its_way() -> None:
    business = replace(CAFE, links=(*CAFE.links, hard("power", "epos")))

    with pytest.raises(CycleRefused) as refusal:
        simulate(business, [], NINE)

    assert refusal.value.path[0] == refusal.value.path[-1]
    assert set(refusal.value.path) >= {"power", "epos"}
    assert "epos needs power" in str(refusal.value)


def test_circle_over_a_fallback_is_refused() -> None:
    around = Workaround(capacity=Decimal(1), needs=("serve",))

    assert "in a circle" in refused(with_link(workaround=around))


@pytest.mark.parametrize(
    ("business", "sentence"),
    [
        (replace(CAFE, nodes=(*CAFE.nodes, node("power"))), "Two things have the same key."),
        (replace(CAFE, nodes=(*CAFE.nodes, node("b", NodeKind.SERVICE))), "exactly one thing"),
        (replace(CAFE, nodes=(*CAFE.nodes, node("b", holds=-1))), "b: the own holding time can't be below nought."),
        (replace(CAFE, nodes=(*CAFE.nodes, node("b", restart=-1))), "b: the restart time can't be below nought."),
        (with_link(needs="nothing"), "“nothing”, which is not in this model"),
        (with_link(workaround=Workaround(capacity=Decimal(1), needs=("x",))), "“x”, which is not in this model"),
        (replace(CAFE, links=(*CAFE.links, way("epos", "chiller"))), "only a group has them"),
        (replace(CAFE, links=(*CAFE.links, hard("payment", "chiller"))), "only a group has them"),
        (with_link(kind=LinkKind.SOFT, tolerance=5), "only a thing that can't do without"),
        (with_link(tolerance=-5), "chiller on epos: the time to carry on can't be below nought."),
        (with_link(kind=LinkKind.SOFT, share=Decimal("1.1")), "between 0\xa0% and 100\xa0%"),
        (with_link(workaround=Workaround(capacity=Decimal(0))), "more than 0\xa0% and at most 100\xa0%"),
        (with_link(workaround=Workaround(capacity=Decimal(1), longest=-1)), "longest time of the fallback"),
        (with_facts(gross_profit=Decimal(2)), "The gross-profit rate must be"),
        (with_facts(minimum=Decimal(-1)), "The minimum must be"),
        (with_facts(tolerance=Decimal(-1)), "the money it can lose can't be below nought"),
        (with_facts(step_costs=(StepCost(name="Milk", amount=Decimal(1), when="x"),)), "The cost “Milk” names “x”"),
        (with_facts(step_costs=(StepCost(name="Milk", amount=Decimal(-1)),)), "Milk: the amount"),
        (with_facts(step_costs=(StepCost(name="Milk", amount=Decimal(1), after=-1),)), "Milk: the time after"),
        (with_facts(scores=((Point.HOUR, 6),)), "A score is a number from 1 to 5."),
    ],
)
def test_what_cannot_be_worked_out_is_refused(business: Business, sentence: str) -> None:
    assert sentence in refused(business)


@pytest.mark.parametrize(
    ("weekday", "opens", "per_hour", "sentence"),
    [
        (7, 9, 1, "A weekday is a number"),
        (0, 9, -1, "the revenue per hour"),
        (6, 17, 1, "overlap on Sunday"),
    ],
)
def test_takings_must_make_sense(weekday: int, opens: int, per_hour: int, sentence: str) -> None:
    more = Takings(weekday=weekday, opens=time(opens), closes=time(20), per_hour=Decimal(per_hour))

    assert sentence in refused(with_facts(takings=(*CAFE.facts.takings, more)))


def test_unknown_thing_cannot_fail() -> None:
    assert refused(CAFE, "boiler") == "“boiler” is not in this model, so it can't fail."


def test_thing_is_not_back_before_it_failed() -> None:
    assert refused(CAFE, back=-1) == "power: the time until it is back can't be below nought."


def test_thing_fails_once() -> None:
    with pytest.raises(ModelRefused, match="named twice"):
        simulate(CAFE, [Failure(key="power"), Failure(key="power")], NINE)
