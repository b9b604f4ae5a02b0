"""What a migration makes of rows that were there before."""

from datetime import date
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps

from continuity.plans.outcome import timed
from tests.cast import Cast
from tests.factories.plans import make_exercise, make_plan, make_time

tell = import_module("continuity.migrations.0007_exercise_outcomes").tell


@pytest.mark.parametrize(
    "times",
    [[(30, 12)], [(30, 42)], [(30, 12), (10, 24)], [(30, 12), (5, None)], [(30, None)], [(None, 9)], []],
)
def test_exercises_held_before_are_told_by_their_times(cast: Cast, times: list[Any]) -> None:
    plan = make_plan(cast.customer, by=cast.provider_lead)
    held = make_exercise(plan, by=cast.provider_lead, held_on=date(2026, 5, 1))
    planned = make_exercise(plan, by=cast.provider_lead)
    for exercise in (held, planned):
        for target, took in times:
            make_time(exercise, target_minutes=target, observed_minutes=took)

    tell(apps, None)

    for exercise in (held, planned):
        exercise.refresh_from_db()
    assert (held.outcome, planned.outcome) == (timed(("", *each) for each in times) or "", "")
