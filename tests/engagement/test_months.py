"""Months as whole weeks."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagement.months import Month, month_of

TODAY = date(2026, 11, 23)
FIRSTS = st.dates(date(1900, 1, 1), date(2199, 12, 31)).map(lambda day: day.replace(day=1))


def test_november_2026_begins_on_a_sunday_so_its_weeks_reach_from_october_to_december() -> None:
    month = Month(date(2026, 11, 1))

    assert (month.grid_first, month.grid_last) == (date(2026, 10, 26), date(2026, 12, 6))
    assert (month.label, month.slug, month.last) == ("November 2026", "2026-11", date(2026, 11, 30))
    assert (month.on(2).slug, month.on(-11).slug) == ("2027-01", "2025-12")


@given(FIRSTS)
def test_a_month_is_whole_weeks_that_hold_each_of_its_days_once(first: date) -> None:
    month = Month(first)
    days = month.days()

    assert len(days) in (28, 35, 42)
    assert (days[0].weekday(), days[-1].weekday()) == (0, 6)
    assert sum(month.holds(day) for day in days) == month.last.day
    assert len(set(days)) == len(days)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("2027-02", "2027-02"), ("", "2026-11"), ("2027-13", "2026-11"), ("0000-01", "2026-11"), ("9999-12", "2026-11"),
        ("2027-2", "2026-11"), ("x", "2026-11"),
    ],
)  # fmt: skip
def test_an_address_that_names_no_month_means_this_one(text: str, slug: str) -> None:
    assert month_of(text, TODAY).slug == slug


def test_nobody_leafs_past_the_days_that_the_product_counts() -> None:
    assert Month(date(2199, 12, 1)).on(3).first == date(2199, 12, 1)
    assert Month(date(1900, 1, 1)).on(-3).first == date(1900, 1, 1)
