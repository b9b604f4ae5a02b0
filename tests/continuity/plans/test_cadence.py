"""When a plan is practised next, and how long a checked number counts."""

from datetime import date, timedelta

import pytest

from continuity.plans.cadence import check_by, checked_since, first_due, is_overdue, next_due
from continuity.plans.kinds import CADENCE, Kind


@pytest.mark.parametrize(
    ("kind", "months"),
    [("call_tree", 3), ("walkthrough", 6), ("tabletop", 12), ("simulation", 12), ("full_scale", 36)],
)
def test_each_kind_has_the_usual_interval(kind: str, months: int) -> None:
    assert CADENCE[Kind(kind)] == months


@pytest.mark.parametrize(
    ("held_on", "expected"),
    [
        (date(2026, 1, 10), date(2026, 4, 15)),  # early: counted from the day it was due all the same
        (date(2026, 1, 15), date(2026, 4, 15)),
        (date(2026, 3, 1), date(2026, 4, 15)),  # late: the calendar is not pushed
        (date(2026, 4, 15), date(2026, 7, 15)),  # so late that the next would be due that day
        (date(2026, 8, 1), date(2026, 10, 15)),
    ],
)
def test_the_next_one_counts_from_the_day_this_one_was_due(held_on: date, expected: date) -> None:
    assert next_due(date(2026, 1, 15), every_months=3, held_on=held_on) == expected


def test_the_first_one_is_an_interval_after_the_plan_came_into_force() -> None:
    assert first_due(Kind.CALL_TREE, date(2026, 11, 30)) == date(2027, 2, 28)


def test_the_due_day_itself_is_in_time() -> None:
    day = date(2026, 11, 23)

    assert not is_overdue(day, day)
    assert is_overdue(day, day + timedelta(days=1))


@pytest.mark.parametrize("today", [date(2026, 5, 31), date(2026, 2, 28), date(2028, 2, 29), date(2026, 11, 23)])
def test_checked_since_is_the_first_day_whose_check_still_counts(today: date) -> None:
    first = checked_since(today)

    assert check_by(first) >= today
    assert check_by(first - timedelta(days=1)) < today
