"""By when somebody has to be told: real hours, whole days, and nights on which the clocks change."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.incidents.clocks import ICO, UK, Within, clock, due_at, soonest
from contracts.incidents.kinds import Unit

HOURS, DAYS, WORKING = Unit.HOURS, Unit.DAYS, Unit.BUSINESS_DAYS
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))
NUMBERS = st.integers(1, 400)


def london(*at: int) -> datetime:
    return datetime(*at, tzinfo=UK)  # type: ignore[arg-type, misc]  # year to minute


@pytest.mark.parametrize(
    ("aware", "due"),
    [
        (london(2026, 11, 26, 14, 20), london(2026, 11, 29, 14, 20)),  # over a weekend: it counts
        (london(2026, 3, 27, 14, 20), london(2026, 3, 30, 15, 20)),  # one hour is left out on Sunday
        (london(2026, 10, 23, 14, 20), london(2026, 10, 26, 13, 20)),  # one hour comes twice
        (london(2026, 10, 25, 1, 30).replace(fold=1), london(2026, 10, 28, 1, 30)),
        (london(2026, 10, 25, 1, 30), london(2026, 10, 28, 0, 30)),
    ],
)
def test_the_ico_is_told_72_real_hours_later(aware: datetime, due: datetime) -> None:
    assert due_at(aware, ICO) == due


@pytest.mark.parametrize(
    ("within", "due"),
    [
        (Within(24, HOURS), london(2026, 12, 25, 16, 0)),
        (Within(1, DAYS), london(2026, 12, 26)),  # all of the 25th
        (Within(30, DAYS), london(2027, 1, 24)),
        (Within(1, WORKING), london(2026, 12, 30)),  # 25th and 28th are bank holidays: the 29th to its end
        (Within(2, WORKING), london(2026, 12, 31)),
    ],
)
def test_days_are_whole_and_working_days_leave_out_holidays(within: Within, due: datetime) -> None:
    holidays = frozenset({date(2026, 12, 25), date(2026, 12, 28)})

    assert due_at(london(2026, 12, 24, 16, 0), within, holidays=holidays) == due


@given(MOMENTS, NUMBERS)
def test_hours_are_hours_as_they_pass(aware: datetime, number: int) -> None:
    assert due_at(aware, Within(number, HOURS)) - aware == timedelta(hours=number)
    assert due_at(aware.astimezone(UK), Within(number, HOURS)) == due_at(aware, Within(number, HOURS))


@given(MOMENTS, NUMBERS)
def test_days_end_at_a_midnight_in_london_and_are_never_short(aware: datetime, number: int) -> None:
    due = due_at(aware, Within(number, DAYS))

    assert (due.astimezone(UK).hour, due.astimezone(UK).minute) == (0, 0)
    assert timedelta(days=number) - timedelta(hours=1) <= due - aware <= timedelta(days=number + 1, hours=1)


@given(MOMENTS, st.integers(1, 30))
def test_working_days_end_on_one_and_are_not_before_days(aware: datetime, number: int) -> None:
    due = due_at(aware, Within(number, WORKING))

    assert (due - timedelta(seconds=1)).astimezone(UK).weekday() < 5
    assert due >= due_at(aware, Within(number, DAYS))


@given(MOMENTS, st.sampled_from(list(Unit)), NUMBERS)
def test_more_time_is_never_due_sooner(aware: datetime, unit: Unit, number: int) -> None:
    assert due_at(aware, Within(number, unit)) < due_at(aware, Within(number + 1, unit))


@given(MOMENTS, MOMENTS)
def test_what_is_left_and_what_has_passed_are_the_due_moment(due: datetime, now: datetime) -> None:
    found = clock(due, now)

    assert now + found.left == due
    assert found.is_late == (now > due)


def test_the_shortest_promise_counts() -> None:
    aware = london(2026, 11, 27, 9, 0)  # a Friday

    assert soonest(aware, [Within(72, HOURS), Within(1, WORKING), Within(48, HOURS)]) == Within(48, HOURS)
    assert soonest(aware, []) is None


def test_no_time_and_no_zone_are_refused() -> None:
    with pytest.raises(ValueError, match="at least"):
        Within(0, HOURS)
    with pytest.raises(ValueError, match="time zone"):
        due_at(datetime(2026, 11, 26), ICO)
