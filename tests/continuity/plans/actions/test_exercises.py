"""Exercises planned, moved, left out, recorded, and what follows."""

from datetime import date

import pytest

from accounts.actor import Actor
from audit.models import Event
from continuity.actions.plans import exercises, plans
from continuity.models import Exercise, FollowUp, Plan
from continuity.queries.plans.exercises import times_of
from continuity.trace import token
from core.errors import Conflict, NotAllowed
from tests.cast import NOW, Cast
from tests.factories.plans import make_exercise, make_plan

SEEN = {"held_on": date(2026, 11, 20), "participants": "Jory, Kit", "findings": "Slow.\n\nDark. "}


@pytest.fixture
def engineer(cast: Cast) -> Actor:
    return cast.actor(cast.provider_engineer)


@pytest.fixture
def plan(cast: Cast) -> Plan:
    return make_plan(cast.customer, by=cast.provider_lead)


def test_a_recorded_exercise_plans_the_next_from_the_day_it_was_due(cast: Cast, engineer: Actor, plan: Plan) -> None:
    planned = make_exercise(plan, by=cast.provider_lead, due_on=date(2026, 8, 1), objectives="Everybody in 30 minutes")

    held = exercises.record_exercise(
        exercise=planned, by=engineer, at=NOW, times=[("Reach everybody", 30, 42), ("Restart", None, 5)], **SEEN
    )

    assert held.findings_lines == ["Slow.", "Dark."]
    assert [(time.says, time.what) for time in times_of(held)] == [
        ("12 min too long", "Reach everybody"), ("No target", "Restart"),
    ]  # fmt: skip
    coming = Exercise.objects.planned().get()
    assert (coming.due_on, coming.kind, coming.objectives) == (date(2027, 8, 1), "tabletop", "Everybody in 30 minutes")
    assert list(coming.times.values_list("what", "target_minutes", "observed_minutes")) == [
        ("Reach everybody", 30, None)
    ]
    assert Event.objects.get(verb="exercise_recorded").after["times"][0] == ["Reach everybody", 30, 42]


@pytest.mark.parametrize(
    ("times", "stated", "outcome"),
    [([("Doors", 30, 42)], "met", "not_met"), ([("Doors", 30, 12)], "", "met"), ([], "partly", "partly"), ([], "", "")],
)
def test_what_it_showed_is_kept_and_told(
    cast: Cast, engineer: Actor, plan: Plan, times: list[tuple[str, int, int]], stated: str, outcome: str
) -> None:
    planned = make_exercise(plan, by=cast.provider_lead)

    exercises.record_exercise(exercise=planned, by=engineer, at=NOW, times=times, stated=stated, **SEEN)

    assert Exercise.objects.held().get().outcome == outcome
    assert Exercise.objects.planned().get().outcome == ""
    assert Event.objects.get(verb="exercise_recorded").after["outcome"] == outcome


def test_after_a_plan_was_retired_no_next_one_is_planned(cast: Cast, engineer: Actor, plan: Plan) -> None:
    planned = make_exercise(plan, by=cast.provider_lead)
    Plan.objects.filter(pk=plan.pk).update(state="retired", retired_at=NOW, retired_by=cast.provider_lead)

    exercises.record_exercise(exercise=planned, by=engineer, at=NOW, **SEEN)

    assert not Exercise.objects.planned().exists()


def test_the_next_one_is_of_the_version_in_force(cast: Cast, engineer: Actor, plan: Plan) -> None:
    planned = make_exercise(plan, by=cast.provider_lead)
    owner = cast.actor(cast.customer_owner)
    new = plans.put_in_force(plan=plans.revise_plan(plan=plan, by=owner, at=NOW), by=owner, at=NOW)
    planned.refresh_from_db()

    held = exercises.record_exercise(exercise=planned, by=engineer, at=NOW, **SEEN)

    assert held.plan == new == Exercise.objects.planned().get().plan


def test_a_day_that_has_not_come_is_not_recorded(cast: Cast, engineer: Actor, plan: Plan) -> None:
    planned = make_exercise(plan, by=cast.provider_lead)

    with pytest.raises(NotAllowed, match="has not come yet"):
        exercises.record_exercise(exercise=planned, by=engineer, at=NOW, **SEEN | {"held_on": date(2026, 11, 24)})


def test_recorded_twice_is_refused(cast: Cast, engineer: Actor, plan: Plan) -> None:
    planned = make_exercise(plan, by=cast.provider_lead)
    exercises.record_exercise(exercise=planned, by=engineer, at=NOW, **SEEN)

    with pytest.raises(NotAllowed, match="held and recorded"):
        exercises.record_exercise(exercise=planned, by=engineer, at=NOW, **SEEN)


def test_an_exercise_is_planned_moved_and_left_out(engineer: Actor, plan: Plan) -> None:
    made = exercises.plan_exercise(plan=plan, kind="full_scale", due_on=date(2027, 1, 1), by=engineer, at=NOW)
    with pytest.raises(Conflict, match="planned already"):
        exercises.plan_exercise(plan=plan, kind="full_scale", due_on=date(2027, 1, 1), by=engineer, at=NOW)

    moved = exercises.edit_exercise(
        exercise=made, edited=token(made), by=engineer, at=NOW, due_on=date(2027, 2, 1), every_months=24
    )

    assert (made.every_months, moved.every_months, moved.due_on) == (36, 24, date(2027, 2, 1))
    with pytest.raises(Conflict):
        exercises.edit_exercise(exercise=made, edited="old", by=engineer, at=NOW, every_months=1)
    exercises.leave_out(exercise=moved, by=engineer, at=NOW)
    assert not Exercise.objects.exists()
    assert Event.objects.get(verb="exercise_left_out").before["every_months"] == 24


def test_an_action_is_agreed_and_done(cast: Cast, engineer: Actor, plan: Plan) -> None:
    held = make_exercise(plan, by=cast.provider_lead, held_on=date(2026, 11, 2))
    row = exercises.add_follow_up(
        exercise=held, what="Buy a lamp", owner="Jory", side="customer", due_on=date(2026, 12, 1), by=engineer, at=NOW
    )

    exercises.finish_follow_up(follow_up=row, by=engineer, at=NOW)

    done = FollowUp.objects.get()
    assert (done.done_at, done.done_by_id, done.source) == (NOW, engineer.user_id, held)
    with pytest.raises(NotAllowed, match="done already"):
        exercises.finish_follow_up(follow_up=row, by=engineer, at=NOW)


def test_what_an_exercise_will_measure_is_planned_with_it_and_goes_with_it(
    cast: Cast, engineer: Actor, plan: Plan
) -> None:
    about = {"plan": plan, "kind": "tabletop", "due_on": date(2027, 1, 1), "by": engineer, "at": NOW}
    made = exercises.plan_exercise(targets=[("Till back", 360), ("Reach everybody", 30)], **about)

    assert [(line.what, line.target, line.took) for line in times_of(made)] == [
        ("Till back", "6 h", "not timed"), ("Reach everybody", "30 min", "not timed"),
    ]  # fmt: skip
    exercises.leave_out(exercise=made, by=engineer, at=NOW)
    assert not Exercise.objects.exists()
