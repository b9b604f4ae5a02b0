"""Months as a calendar page lays them out: whole weeks from Monday to Sunday. Pure."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from core.days import EARLIEST, LATEST

DAY, WEEK = timedelta(days=1), 7
SLUG = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
LISTED_MONTHS = 3  # what a list shows from a month on


@dataclass(frozen=True)
class Month:
    """A month by its first day."""

    first: date

    @property
    def last(self) -> date:
        return self.first + relativedelta(months=1) - DAY

    @property
    def slug(self) -> str:
        """`2026-11`, as it stands in an address."""
        return f"{self.first:%Y-%m}"

    @property
    def label(self) -> str:
        """`November 2026`."""
        return f"{self.first:%B %Y}"

    @property
    def grid_first(self) -> date:
        """The Monday of the week in which it begins."""
        return self.first - timedelta(days=self.first.weekday())

    @property
    def grid_last(self) -> date:
        """The Sunday of the week in which it ends."""
        return self.last + timedelta(days=WEEK - 1 - self.last.weekday())

    def days(self) -> list[date]:
        """Every day of its weeks, those of the months beside it included."""
        return [self.grid_first + n * DAY for n in range((self.grid_last - self.grid_first).days + 1)]

    def on(self, months: int) -> "Month":
        """So many months later, or earlier below nought; no further than the product counts."""
        moved = self.first + relativedelta(months=months)
        return Month(min(max(moved, EARLIEST), LATEST.replace(day=1)))

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


def month_of(text: str, today: date) -> Month:
    """The month that an address names, or the one that today is in."""
    named = SLUG.fullmatch(text)
    first = date(int(named[1]), int(named[2]), 1) if named and named[1] != "0000" else today.replace(day=1)
    return Month(first if EARLIEST <= first <= LATEST else today.replace(day=1))
