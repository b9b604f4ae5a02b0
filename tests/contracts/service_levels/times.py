"""Moments and clocks for tests of service levels."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from contracts.service_levels.clocks import OpeningHours
from contracts.service_levels.intervals import Interval

LONDON = ZoneInfo("Europe/London")
NINE_TO_HALF_FIVE = (time(9), time(17, 30))
WEEK = ((NINE_TO_HALF_FIVE,),) * 5 + ((), ())
HOUR = timedelta(hours=1)


def london(text: str) -> datetime:
    """A moment by the clocks in London: "2026-05-01 16:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


def between(start: str, end: str) -> Interval:
    return Interval(london(start), london(end))


def office(*holidays: date) -> OpeningHours:
    """Monday to Friday, 09:00 to 17:30."""
    return OpeningHours(WEEK, LONDON, frozenset(holidays))
