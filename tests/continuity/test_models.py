"""What the database refuses, and who sees which rows."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError

from continuity.models import BusinessModel, ImpactScore, Link, Node, StepCost, Takings
from tests.cast import NOW, Cast, make_cast
from tests.factories.continuity import make_business_model, make_link, make_node, make_step_cost, make_takings


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def model(cast: Cast) -> BusinessModel:
    return make_business_model(cast.customer)


@pytest.mark.parametrize(
    "about",
    [
        {"gross_profit": Decimal("1.1")}, {"gross_profit": Decimal(-1)}, {"minimum": Decimal(2)},
        {"minimum": Decimal("-0.1")}, {"tolerance": Decimal(-1)},
    ],
)  # fmt: skip
def test_facts_make_sense(cast: Cast, about: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        BusinessModel.objects.create(customer=cast.customer, started_at=NOW, **about)


def test_customer_has_one_model(model: BusinessModel) -> None:
    with pytest.raises(IntegrityError):
        make_business_model(model.customer)


@pytest.mark.parametrize(
    "about",
    [
        {"name": "Serve customers"}, {"kind": "service"}, {"kind": "wizard"}, {"priority": "p9"},
        {"restored_on": date(2026, 11, 1)}, {"restore_minutes": 30},
    ],
)  # fmt: skip
def test_things_make_sense(model: BusinessModel, about: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        make_node(model, **about)


@pytest.mark.parametrize(
    "about",
    [
        {"kind": "maybe"}, {"share": Decimal("1.1")}, {"share": Decimal("-0.1")},
        {"fallback": "Flasks"}, {"fallback_capacity": Decimal("0.5")}, {"fallback_minutes": 90},
        {"fallback": "Flasks", "fallback_capacity": Decimal(0)}, {"fallback": "Flasks", "fallback_capacity": 2},
        {"kind": "soft", "tolerance_minutes": 5},
        {"kind": "soft", "fallback": "Flasks", "fallback_capacity": Decimal("0.5")},
    ],
)  # fmt: skip
def test_links_make_sense(model: BusinessModel, about: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        make_link(make_node(model, "Till"), make_node(model), **about)


def test_link_is_there_once(model: BusinessModel) -> None:
    link = make_link(make_node(model, "Till"), make_node(model))

    with pytest.raises(IntegrityError):
        make_link(link.node, link.needs)


def test_nothing_needs_itself(model: BusinessModel) -> None:
    node = make_node(model)

    with pytest.raises(IntegrityError):
        make_link(node, node)


@pytest.mark.parametrize("about", [{"weekday": 7}, {"per_hour": -1}])
def test_takings_make_sense(model: BusinessModel, about: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        make_takings(model, **about)


def test_takings_begin_once(model: BusinessModel) -> None:
    make_takings(model)

    with pytest.raises(IntegrityError):
        make_takings(model)


def test_cost_is_not_below_nothing(model: BusinessModel) -> None:
    with pytest.raises(IntegrityError):
        make_step_cost(model, amount=-1)


def test_cost_is_there_once(model: BusinessModel) -> None:
    make_step_cost(model)

    with pytest.raises(IntegrityError):
        make_step_cost(model)


@pytest.mark.parametrize("about", [{"score": 6}, {"score": 0}, {"kind": "money"}, {"point": "2h"}])
def test_scores_make_sense(model: BusinessModel, about: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        ImpactScore.objects.create(model=model, **{"kind": "legal", "point": "1d", "score": 3} | about)


def test_score_is_there_once(model: BusinessModel) -> None:
    ImpactScore.objects.create(model=model, kind="legal", point="1d", score=3)

    with pytest.raises(IntegrityError):
        ImpactScore.objects.create(model=model, kind="legal", point="1d", score=4)


def test_only_those_who_reach_the_customer_see_its_model(cast: Cast) -> None:
    model = make_business_model(cast.customer)
    make_link(make_node(model, "Till"), make_node(model))
    make_step_cost(model)
    make_takings(model)
    ImpactScore.objects.create(model=model, kind="legal", point="1d", score=3)
    foreign = cast.actor(cast.stranger, cast.strange_customer)
    neighbour = cast.actor(cast.other_owner, cast.other_customer)

    for kind in (BusinessModel, Node, Link, StepCost, Takings, ImpactScore):
        assert kind.objects.visible_to(cast.actor(cast.customer_reader)).exists(), kind
        assert kind.objects.visible_to(cast.actor(cast.provider_auditor)).exists(), kind
        assert not kind.objects.visible_to(foreign).exists(), kind
        assert not kind.objects.visible_to(neighbour).exists(), kind
