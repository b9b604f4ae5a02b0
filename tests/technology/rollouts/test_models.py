"""What the database holds true of updates, rings and ways back."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from technology.models import RingPlan, RollbackPlan, Rollout, Stage, StageCount, Stop, Update
from tests.cast import NOW, Cast
from tests.factories.rollouts import (
    make_plan,
    make_rollout,
    make_share,
    make_update,
    make_update_under_way,
    make_way_back,
    make_way_test,
)
from tests.factories.technology import make_deployment, make_product


@pytest.fixture
def rollout(cast: Cast) -> Rollout:
    return make_update_under_way(cast.provider, by=cast.provider_lead)


def refused() -> Any:
    return pytest.raises(IntegrityError, match=r"constraint|UNIQUE")


def test_ring_of_old_that_asks_for_fewer_reports_is_read_with_the_floor(rollout: Rollout) -> None:
    stage = Stage.objects.first()
    assert stage is not None
    stage.min_reporting = 50

    assert stage.facts.min_reporting == 95


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Update, {"version": ""}),
        (Update, {"kind": "other"}),
        (Rollout, {"state": "lost"}),
        (Rollout, {"state": "done"}),
        (Rollout, {"ended_at": NOW}),
        (Rollout, {"emergency_hours": 4}),
        (Rollout, {"emergency_at": NOW}),
        (Rollout, {"reviewed_at": NOW}),
        (Stage, {"soak_hours": 721}),
        (Stage, {"max_failed": 3}),
        (Stage, {"min_reporting": 101}),
        (Stage, {"share": 0}),
        (Stage, {"share": 5, "devices": 5}),
        (Stage, {"audience": "none"}),
        (Stage, {"entered_at": None}),
        (Stage, {"left_at": NOW - timedelta(days=99)}),
    ],
)
def test_what_cannot_be_is_refused(rollout: Rollout, model: type, values: dict[str, Any]) -> None:
    rows = model.objects.filter(position=0) if model is Stage else model.objects.all()

    with refused(), transaction.atomic():
        rows.update(**values)

    assert not rows.filter(**values).exists()


@pytest.mark.parametrize("counts", [{"reporting": 21}, {"ok": 20, "failed": 1}, {"not_booting": 1}])
def test_parts_are_no_more_than_the_whole(rollout: Rollout, cast: Cast, counts: dict[str, int]) -> None:
    with refused(), transaction.atomic():
        make_share(rollout.stages.get(position=0), by=cast.provider_lead, **counts)

    assert not StageCount.objects.exists()


def test_one_rollout_of_an_update_at_a_time(rollout: Rollout, cast: Cast) -> None:
    with refused(), transaction.atomic():
        make_rollout(rollout.update, by=cast.provider_lead)

    assert Rollout.objects.get() == rollout


def test_the_same_version_once_for_each_kind(rollout: Rollout, cast: Cast) -> None:
    content = make_update(rollout.update.product, by=cast.provider_lead, kind="content")
    with refused(), transaction.atomic():
        make_update(rollout.update.product, by=cast.provider_lead, version="7.20")

    assert set(Update.objects.all()) == {rollout.update, content}


def test_one_plan_for_all_and_one_for_a_product(cast: Cast) -> None:
    plans = {make_plan(cast.provider), make_plan(cast.provider, make_product(cast.provider))}
    with refused(), transaction.atomic():
        make_plan(cast.provider)

    assert set(RingPlan.objects.all()) == plans


@pytest.mark.parametrize("closed", [{"closed_at": NOW}, {"closing": "Mended"}])
def test_stop_is_closed_by_somebody_with_words(rollout: Rollout, cast: Cast, closed: dict[str, Any]) -> None:
    stage = rollout.stages.get(position=0)
    with refused(), transaction.atomic():
        Stop.objects.create(
            stage=stage, reason="boot", words="Black", opened_at=NOW, opened_by=cast.provider_lead, **closed
        )

    assert not Stop.objects.exists()


@pytest.mark.parametrize("values", [{"minutes": 0}, {"test_months": 0}, {"test_months": 61}])
def test_way_back_takes_time_and_is_tested(cast: Cast, values: dict[str, int]) -> None:
    with refused(), transaction.atomic():
        make_way_back(make_product(cast.provider), **values)

    assert not RollbackPlan.objects.exists()


def test_customer_sees_updates_of_what_runs_with_it_and_nothing_of_how_they_go(cast: Cast, rollout: Rollout) -> None:
    reader = cast.actor(cast.customer_reader)
    assert not Update.objects.visible_to(reader)
    make_deployment(cast.customer, rollout.update.product)

    assert Update.objects.visible_to(reader).get() == rollout.update
    assert Rollout.objects.visible_to(reader).get() == rollout
    assert not Stage.objects.visible_to(reader)
    assert not Update.objects.visible_to(cast.actor(cast.other_owner, cast.other_customer))


def test_ways_back_and_plans_are_the_providers_own(cast: Cast) -> None:
    plan, way = make_plan(cast.provider), make_way_back(make_product(cast.provider))
    test = make_way_test(way, by=cast.provider_lead)
    staff = cast.actor(cast.provider_auditor, provider=cast.provider)
    strange = cast.actor(cast.stranger, provider=cast.strange_provider)

    for row in (plan, plan.rings.get(position=0), way, test):
        rows = type(row)._default_manager
        assert row in rows.visible_to(staff)
        assert not rows.visible_to(strange)
        assert not rows.visible_to(cast.actor(cast.customer_owner))
