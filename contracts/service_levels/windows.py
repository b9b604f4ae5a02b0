"""Measurement windows: calendar months and quarters, from local midnight to local midnight (domain.md §1.3)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from contracts.service_levels.intervals import Interval
from core.quarters import FIRST_YEAR, LAST_YEAR, MONTH_NAMES, Quarter, parse_slug, quarter_of

DAY = timedelta(days=1)
MONTH_SLUG = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """Days over which a figure is worked out, first and last included; `slug` and `label` name the whole window."""

    first: date
    last: date
    slug: str
    label: str

    def clipped(self, first: date, last: date | None) -> "Window | None":
        """The part of it in which the contract ran: a part month counts only those days. None when there is none."""
        start, end = max(self.first, first), self.last if last is None else min(self.last, last)
        return replace(self, first=start, last=end) if start <= end else None

    def span(self, zone: ZoneInfo) -> Interval:
        """From local midnight at its start to local midnight after its last day."""
        return Interval(midnight(self.first, zone), midnight(self.last + DAY, zone))

    def months(self) -> Iterator["Window"]:
        """Its calendar months, cut at its ends."""
        day = self.first
        while day <= self.last:
            whole = month_of(day)
            cut = whole.clipped(self.first, self.last)
            if cut:
                yield cut
            day = whole.last + DAY


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The beginning of a day there."""
    return datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)


def month_of(day: date) -> Window:
    """The calendar month that holds a day."""
    first = day.replace(day=1)
    last = (first + 31 * DAY).replace(day=1) - DAY
    return Window(first, last, f"{first:%Y-%m}", f"{MONTH_NAMES[first.month - 1]} {first.year}")


def quarter_window(quarter: Quarter) -> Window:
    """A quarter as a window."""
    return Window(quarter.start, quarter.end, quarter.slug, quarter.label)


def windows_between(first: date, last: date, kind: str, fiscal_start_month: int = 1) -> list[Window]:
    """Every month, or quarter, that has a day between the two, whole, in order."""
    found: list[Window] = []
    day = first
    while day <= last:
        window = month_of(day) if kind == "month" else quarter_window(quarter_of(day, fiscal_start_month))
        found.append(window)
        day = window.last + DAY
    return found


def parse_window(slug: str, fiscal_start_month: int = 1) -> Window:
    """The window of an address: "2026-09" or "2026-q3"; ValueError for anything else."""
    found = MONTH_SLUG.fullmatch(slug)
    if found is None:
        return quarter_window(parse_slug(slug, fiscal_start_month))
    if not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        raise ValueError(f"“{slug}” is not a month.")
    return month_of(date(int(found[1]), int(found[2]), 1))
