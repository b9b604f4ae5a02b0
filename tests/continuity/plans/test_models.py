"""What the database refuses about plans, whoever writes."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError

from continuity.models import Plan
from tests.cast import NOW, Cast
from tests.factories.plans import (
    DAY,
    make_call,
    make_contact,
    make_exercise,
    make_follow_up,
    make_plan,
    make_time,
    make_use,
)


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "draft", "current_at": NOW},
        {"state": "current", "current_at": None, "current_by": None},
        {"state": "current", "current_by": None},
        {"state": "retired", "retired_at": None, "retired_by": None},
        {"state": "current", "retired_at": NOW},
        {"state": "lost"},
    ],
)
def test_plan_refuses(cast: Cast, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        make_plan(cast.customer, by=cast.provider_lead, steps=0, **wrong)


@pytest.mark.parametrize("state", ["draft", "current"])
def test_a_plan_has_one_draft_and_one_version_in_force(cast: Cast, state: str) -> None:
    line = uuid4()
    make_plan(cast.customer, by=cast.provider_lead, state=state, line=line)

    with pytest.raises(IntegrityError):
        make_plan(cast.customer, by=cast.provider_lead, state=state, line=line, number=2)


def test_versions_are_numbered_once(cast: Cast) -> None:
    line = uuid4()
    make_plan(cast.customer, by=cast.provider_lead, state="retired", line=line)

    with pytest.raises(IntegrityError):
        make_plan(cast.customer, by=cast.provider_lead, line=line)


@pytest.mark.parametrize("wrong", [{"party": "friend"}, {"verified_by": None}, {"retired_at": NOW}])
def test_contact_refuses(cast: Cast, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        make_contact(cast.customer, by=cast.provider_lead, **wrong)


def test_everybody_is_rung_by_one_person_and_not_by_themselves(cast: Cast) -> None:
    plan = make_plan(cast.customer, by=cast.provider_lead)
    amara = make_contact(cast.customer, by=cast.provider_lead)
    make_call(plan, amara)

    with pytest.raises(IntegrityError):
        make_call(plan, amara)


def test_nobody_rings_themselves(cast: Cast) -> None:
    amara = make_contact(cast.customer, by=cast.provider_lead)

    with pytest.raises(IntegrityError, match="not_oneself"):
        make_call(make_plan(cast.customer, by=cast.provider_lead), amara, amara)


@pytest.mark.parametrize(
    "wrong",
    [
        {"stood_down_at": NOW},
        {"stood_down_at": NOW - DAY, "over": True},
        {"reported_at": NOW, "over": True},
        {"reported_at": NOW, "reported_by": "lead"},
    ],
)
def test_use_refuses(cast: Cast, wrong: dict[str, Any]) -> None:
    if wrong.get("reported_by"):
        wrong = wrong | {"reported_by": cast.provider_lead}
    with pytest.raises(IntegrityError):
        make_use(make_plan(cast.customer, by=cast.provider_lead), by=cast.provider_lead, **wrong)


def test_a_version_is_in_use_once_at_a_time(cast: Cast) -> None:
    plan = make_plan(cast.customer, by=cast.provider_lead)
    make_use(plan, by=cast.provider_lead, over=True)
    make_use(plan, by=cast.provider_lead)

    with pytest.raises(IntegrityError):
        make_use(plan, by=cast.provider_lead)


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "dance"},
        {"every_months": 0},
        {"every_months": 61},
        {"held_on": date(2026, 11, 2), "recorded_at": None, "recorded_by": None},
        {"held_on": date(2026, 11, 2), "recorded_by": None},
        {"held_on": date(2026, 11, 2), "outcome": "great"},
        {"outcome": "met"},
    ],
)
def test_exercise_refuses(cast: Cast, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        make_exercise(make_plan(cast.customer, by=cast.provider_lead), by=cast.provider_lead, **wrong)


def test_each_kind_is_planned_once(cast: Cast) -> None:
    plan = make_plan(cast.customer, by=cast.provider_lead)
    make_exercise(plan, by=cast.provider_lead, held_on=date(2026, 11, 2))
    make_exercise(plan, by=cast.provider_lead)

    with pytest.raises(IntegrityError):
        make_exercise(plan, by=cast.provider_lead)


@pytest.mark.parametrize("wrong", [{"side": "vendor"}, {"done_at": NOW}, {"exercise": None}, {"use": "too"}])
def test_action_refuses(cast: Cast, wrong: dict[str, Any]) -> None:
    plan = make_plan(cast.customer, by=cast.provider_lead)
    exercise = make_exercise(plan, by=cast.provider_lead, held_on=date(2026, 11, 2))
    row = make_follow_up(exercise, by=cast.provider_lead)
    if wrong.get("use"):
        wrong = {"use": make_use(plan, by=cast.provider_lead, over=True)}
    for name, value in wrong.items():
        setattr(row, name, value)

    with pytest.raises(IntegrityError):
        row.save()


def test_the_list_shows_each_plan_by_the_version_that_counts(cast: Cast) -> None:
    lines = [uuid4() for _ in range(3)]
    by = cast.provider_lead
    make_plan(cast.customer, by=by, state="retired", line=lines[0])
    current = make_plan(cast.customer, by=by, line=lines[0], number=2)
    make_plan(cast.customer, by=by, state="draft", line=lines[0], number=3)
    draft = make_plan(cast.customer, by=by, state="draft", line=lines[1])
    make_plan(cast.customer, by=by, state="retired", line=lines[2])
    last = make_plan(cast.customer, by=by, state="retired", line=lines[2], number=2)

    assert set(Plan.objects.one_of_each()) == {current, draft, last}


def test_a_time_without_a_figure_is_refused(cast: Cast) -> None:
    exercise = make_exercise(make_plan(cast.customer, by=cast.provider_lead), by=cast.provider_lead)

    with pytest.raises(IntegrityError):
        make_time(exercise, target_minutes=None, observed_minutes=None)
