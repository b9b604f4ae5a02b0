"""Quarters of calendar and fiscal years, their names and slugs."""

from datetime import date, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.quarters import following, last_complete, latest, parse_slug, previous, quarter_of

DAY = timedelta(days=1)
days = st.dates(min_value=date(1990, 1, 1), max_value=date(2150, 12, 31))
months = st.integers(1, 12)


def test_calendar_quarter():
    quarter = quarter_of(date(2026, 8, 14))

    assert (quarter.start, quarter.end) == (date(2026, 7, 1), date(2026, 9, 30))
    assert (quarter.number, quarter.fiscal_year) == (3, 2026)
    assert quarter.slug == "2026-q3"
    assert quarter.label == str(quarter) == "July to September 2026"


def test_fiscal_quarter_belongs_to_the_year_its_fiscal_year_starts_in():
    quarter = quarter_of(date(2027, 2, 28), 4)

    assert (quarter.start, quarter.end) == (date(2027, 1, 1), date(2027, 3, 31))
    assert quarter.slug == "2026-q4"


def test_label_names_both_years_when_a_quarter_spans_two():
    quarter = quarter_of(date(2026, 12, 31), 3)

    assert quarter.label == "December 2026 to February 2027"
    assert quarter.slug == "2026-q4"


def test_last_complete_quarter_on_its_last_day_is_the_one_before():
    assert last_complete(date(2026, 9, 30)).slug == "2026-q2"
    assert last_complete(date(2026, 10, 1)).slug == "2026-q3"


def test_latest_goes_back_one_quarter_at_a_time():
    slugs = [quarter.slug for quarter in islice(latest(date(2026, 2, 1)), 3)]

    assert slugs == ["2026-q1", "2025-q4", "2025-q3"]


@pytest.mark.parametrize(
    "slug",
    [
        "",
        "2026",
        "2026-q0",
        "2026-q5",
        "26-q1",
        "2026-Q3",
        " 2026-q3",
        "0000-q1",
        "0001-q4",
        "9998-q4",
        "9999-q4",
        "²026-q1",
    ],
)
def test_what_names_no_quarter_is_refused(slug):
    with pytest.raises(ValueError, match="is not a quarter"):
        parse_slug(slug)


@pytest.mark.parametrize("month", [0, 13, -1])
def test_a_fiscal_year_starts_in_a_month(month):
    with pytest.raises(ValueError, match="month from 1 to 12"):
        quarter_of(date(2026, 1, 1), month)
    with pytest.raises(ValueError, match="month from 1 to 12"):
        parse_slug("2026-q1", month)


@given(days, months)
def test_a_quarter_holds_its_day_and_starts_a_month(day, month):
    quarter = quarter_of(day, month)

    assert day in quarter
    assert quarter.start.day == (quarter.end + DAY).day == 1
    assert quarter.start - DAY not in quarter
    assert quarter.end + DAY not in quarter


@given(days, months)
def test_quarters_follow_each_other_without_a_gap(day, month):
    quarter = quarter_of(day, month)

    assert previous(following(quarter)) == quarter == following(previous(quarter))
    assert following(quarter).start == quarter.end + DAY
    assert following(quarter) > quarter


@given(days, months)
def test_slugs_can_be_read_back(day, month):
    quarter = quarter_of(day, month)

    assert parse_slug(quarter.slug, month) == quarter


@given(days, months)
def test_the_last_complete_quarter_is_over_and_the_next_is_not(day, month):
    quarter = last_complete(day, month)

    assert quarter.end < day <= following(quarter).end
