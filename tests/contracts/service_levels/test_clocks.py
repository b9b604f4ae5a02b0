"""Due times and elapsed times on both clocks, every worked number of domain.md §1.4."""

import json
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.calendars import bank_holidays
from contracts.service_levels.clocks import AroundTheClock, OpeningHours, due_at, elapsed
from contracts.service_levels.intervals import Interval, total
from tests.contracts.service_levels.times import HOUR, LONDON, WEEK, between, london, office

GOV_UK = Path(__file__).parents[3].parent / "shared/data/real/calendar/govuk-bank-holidays.json"
ENGLAND = bank_holidays("ENG", range(2025, 2028))
moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 1)).map(lambda at: at.replace(tzinfo=LONDON))
lengths = st.integers(1, 6000).map(lambda minutes: timedelta(minutes=minutes))
pauses = st.lists(st.tuples(moments, lengths), max_size=4).map(
    lambda several: tuple(Interval(start, start + length) for start, length in several)
)
clocks = st.sampled_from([AroundTheClock(), office(*ENGLAND)])


def test_four_business_hours_over_a_bank_holiday() -> None:
    due = due_at(office(*ENGLAND), london("2026-05-01 16:00"), 4 * HOUR)

    assert due == london("2026-05-05 11:30")


def test_eight_business_hours_over_christmas() -> None:
    due = due_at(office(*ENGLAND), london("2026-12-24 16:30"), 8 * HOUR)

    assert due == london("2026-12-29 16:00")


@pytest.mark.realdata
@pytest.mark.skipif(not GOV_UK.exists(), reason="the real bank holidays are not here")
def test_both_come_out_the_same_on_the_published_bank_holidays() -> None:
    division = json.loads(GOV_UK.read_text())["divisions"]["common.nations.england-and-wales_slug"]
    dates = [day["date"] for year, days in division.items() if year.isdigit() for day in days]
    published = office(*(datetime.strptime(text, "%d/%m/%Y").date() for text in dates))  # only the day

    assert due_at(published, london("2026-05-01 16:00"), 4 * HOUR) == london("2026-05-05 11:30")
    assert due_at(published, london("2026-12-24 16:30"), 8 * HOUR) == london("2026-12-29 16:00")


def test_a_ticket_logged_out_of_hours_starts_at_the_next_opening() -> None:
    clock = office()

    assert due_at(clock, london("2026-06-06 11:00"), HOUR) == london("2026-06-08 10:00")
    assert elapsed(clock, between("2026-06-05 20:00", "2026-06-08 09:20")) == timedelta(minutes=20)


def test_a_target_that_ends_with_the_day_is_due_at_closing() -> None:
    assert due_at(office(), london("2026-06-08 09:00"), timedelta(hours=8, minutes=30)) == london("2026-06-08 17:30")


def test_clock_minutes_are_real_over_a_clock_change() -> None:
    assert due_at(AroundTheClock(), london("2026-03-29 00:30"), HOUR) == london("2026-03-29 02:30")
    assert elapsed(AroundTheClock(), between("2026-10-25 00:30", "2026-10-25 02:30")) == 3 * HOUR


def test_an_opening_in_the_skipped_hour_has_no_length() -> None:
    clock = OpeningHours((((time(1), time(2)),),) * 7, LONDON)

    assert clock.open_on(date(2026, 3, 29)) == ()
    assert total(clock.open_on(date(2026, 3, 30))) == HOUR


def test_a_business_day_is_as_long_as_the_longest() -> None:
    assert office().day == timedelta(hours=8, minutes=30)
    assert AroundTheClock().day == timedelta(days=1)
    two_days = due_at(office(), london("2026-06-04 15:00"), 2 * office().day)
    assert two_days == london("2026-06-08 15:00")


@pytest.mark.parametrize("week", [((),) * 7, WEEK[:5]])
def test_hours_that_never_open_are_refused(week: object) -> None:
    with pytest.raises(ValueError, match="seven days"):
        OpeningHours(week, LONDON)


def test_a_target_that_is_not_reached_in_ten_years_has_no_due_time() -> None:
    every_day_shut = OpeningHours(WEEK, LONDON, frozenset(date(2026, 1, 1) + timedelta(days=n) for n in range(4000)))

    assert due_at(every_day_shut, london("2026-01-01 09:00"), HOUR) is None


@given(clocks, moments, lengths, pauses)
def test_by_the_due_time_exactly_the_target_has_been_counted(clock, start, target, held) -> None:
    due = due_at(clock, start, target, held)

    assert elapsed(clock, Interval(start, due), held) == target


@given(clocks, moments, lengths, pauses)
def test_pauses_never_lengthen_what_is_counted_nor_bring_the_due_time_forward(clock, start, length, held) -> None:
    span = Interval(start, start + length)

    assert elapsed(clock, span, held) <= elapsed(clock, span) <= span.length
    assert due_at(clock, start, length, held) >= due_at(clock, start, length)


@given(clocks, moments, lengths, lengths)
def test_a_longer_target_is_never_due_earlier(clock, start, one, more) -> None:
    assert due_at(clock, start, one) < due_at(clock, start, one + more)
