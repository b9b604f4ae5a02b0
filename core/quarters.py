"""Quarters of a year that may start in any month.

A quarter belongs to the year in which its fiscal year starts: with a year that starts in October,
October to December 2026 is 2026-q1 and July to September 2027 is 2026-q4.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)
MONTHS = 3
MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
FIRST_YEAR, LAST_YEAR = 2, date.max.year - 2  # so that the quarters around each are dates too
SLUG = re.compile(r"(?P<year>[0-9]{4})-q(?P<number>[1-4])")


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Three whole months. `start` and `end` are its first and last day; `number` is 1 to 4."""

    start: date
    end: date
    number: int
    fiscal_year: int

    @property
    def label(self) -> str:
        """For people: "July to September 2026", or "December 2026 to February 2027"."""
        first_year = "" if self.start.year == self.end.year else f" {self.start.year}"
        return f"{_month(self.start)}{first_year} to {_month(self.end)} {self.end.year}"

    @property
    def slug(self) -> str:
        """For addresses and file names: "2026-q3"."""
        return f"{self.fiscal_year:04}-q{self.number}"

    def __str__(self) -> str:
        return self.label

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end


def quarter_of(day: date, fiscal_start_month: int = 1) -> Quarter:
    """The quarter that holds a day."""
    _check_month(fiscal_start_month)
    months_in = (day.month - fiscal_start_month) % 12
    fiscal_year = day.year if day.month >= fiscal_start_month else day.year - 1
    return _quarter(fiscal_year, months_in // MONTHS + 1, fiscal_start_month)


def previous(quarter: Quarter) -> Quarter:
    """The quarter before this one, in the same kind of fiscal year."""
    return quarter_of(quarter.start - DAY, _fiscal_start_month(quarter))


def following(quarter: Quarter) -> Quarter:
    """The quarter after this one, in the same kind of fiscal year."""
    return quarter_of(quarter.end + DAY, _fiscal_start_month(quarter))


def last_complete(today: date, fiscal_start_month: int = 1) -> Quarter:
    """The latest quarter whose last day is in the past."""
    return previous(quarter_of(today, fiscal_start_month))


def latest(today: date, fiscal_start_month: int = 1) -> Iterator[Quarter]:
    """The quarter that holds today, then each one before it, without end."""
    quarter = quarter_of(today, fiscal_start_month)
    while True:
        yield quarter
        quarter = previous(quarter)


def parse_slug(slug: str, fiscal_start_month: int = 1) -> Quarter:
    """The quarter that a slug names; ValueError with a sentence when it names none."""
    _check_month(fiscal_start_month)
    found = SLUG.fullmatch(slug)
    if found is None or not FIRST_YEAR <= int(found["year"]) <= LAST_YEAR:
        raise ValueError(f"“{slug}” is not a quarter; write it like 2026-q3.")
    return _quarter(int(found["year"]), int(found["number"]), fiscal_start_month)


def _quarter(fiscal_year: int, number: int, fiscal_start_month: int) -> Quarter:
    start = _first_of(fiscal_year, fiscal_start_month + (number - 1) * MONTHS)
    end = _first_of(fiscal_year, fiscal_start_month + number * MONTHS) - DAY
    return Quarter(start=start, end=end, number=number, fiscal_year=fiscal_year)


def _first_of(year: int, month: int) -> date:
    """First day of a month that may be counted beyond December."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def _fiscal_start_month(quarter: Quarter) -> int:
    return (quarter.start.month - 1 - (quarter.number - 1) * MONTHS) % 12 + 1


def _month(day: date) -> str:
    return MONTH_NAMES[day.month - 1]


def _check_month(month: int) -> None:
    if not 1 <= month <= len(MONTH_NAMES):
        raise ValueError("A fiscal year starts in a month from 1 to 12.")
