"""Dates that recur."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.recurrence import advance

DUE = date(2026, 12, 16)
DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2040, 12, 31))


def test_recurring_dates_advance_from_the_due_date():
    assert advance(date(2026, 3, 1), months=3, done_on=date(2026, 3, 20)) == date(2026, 6, 1)
    assert advance(date(2026, 3, 1), months=3, done_on=date(2026, 2, 1)) == date(2026, 6, 1)


def test_a_recurring_date_done_very_late_skips_what_is_past():
    assert advance(date(2026, 3, 1), months=3, done_on=date(2026, 12, 1)) == date(2027, 3, 1)


def test_a_recurring_date_comes_back_to_its_day_after_a_short_month():
    february = advance(date(2026, 1, 31), months=1, done_on=date(2026, 1, 31))

    assert february == date(2026, 2, 28)
    assert advance(february, months=1, done_on=february, day=31) == date(2026, 3, 31)


def test_a_date_recurs_after_a_month_at_least():
    with pytest.raises(ValueError, match="one month at least"):
        advance(DUE, months=0, done_on=DUE)


@given(DAYS, st.integers(1, 36), st.integers(-400, 2000))
def test_recurring_dates_are_whole_intervals_on_and_ahead(due_on, months, done_after):
    done_on = due_on + timedelta(days=done_after)

    due = advance(due_on, months=months, done_on=done_on)

    assert due > max(due_on, done_on)
    assert ((due.year - due_on.year) * 12 + due.month - due_on.month) % months == 0
