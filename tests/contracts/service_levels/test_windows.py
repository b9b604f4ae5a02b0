"""Measurement windows in real minutes."""

from datetime import date

import pytest

from contracts.service_levels.windows import month_of, parse_window, windows_between
from tests.contracts.service_levels.times import LONDON


@pytest.mark.parametrize(
    ("day", "minutes"),
    [
        (date(2026, 3, 5), 44_580),
        (date(2026, 10, 5), 44_700),
        (date(2026, 6, 5), 43_200),
        (date(2024, 7, 5), 44_640),
    ],
)
def test_a_month_is_as_long_as_the_clocks_make_it(day: date, minutes: int) -> None:
    assert month_of(day).span(LONDON).length.total_seconds() / 60 == minutes


def test_a_part_month_uses_only_the_days_in_the_term() -> None:
    june = month_of(date(2026, 6, 1))

    part = june.clipped(date(2026, 6, 11), date(2026, 6, 20))

    assert part is not None
    assert part.span(LONDON).length.days == 10
    assert (part.slug, part.label) == ("2026-06", "June 2026")
    assert june.clipped(date(2026, 7, 1), None) is None
    assert june.clipped(date(2026, 1, 1), date(2026, 5, 31)) is None


def test_a_quarter_holds_its_months() -> None:
    quarter = parse_window("2026-q3")

    assert [month.slug for month in quarter.months()] == ["2026-07", "2026-08", "2026-09"]
    assert (quarter.first, quarter.last) == (date(2026, 7, 1), date(2026, 9, 30))


def test_windows_follow_the_financial_year() -> None:
    found = windows_between(date(2026, 1, 15), date(2026, 6, 1), "quarter", 2)

    assert [window.slug for window in found] == ["2025-q4", "2026-q1", "2026-q2"]
    assert [each.slug for each in windows_between(date(2026, 1, 15), date(2026, 3, 1), "month")] == [
        "2026-01", "2026-02", "2026-03",
    ]  # fmt: skip


@pytest.mark.parametrize("slug", ["2026-13", "0001-01", "9999-12", "2026-q5", "soon"])
def test_what_names_no_window_is_refused(slug: str) -> None:
    with pytest.raises(ValueError, match="is not a"):
        parse_window(slug)


def test_a_month_reads_back_from_its_address() -> None:
    assert parse_window("2026-02") == month_of(date(2026, 2, 11))
