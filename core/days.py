"""The days that the product counts with: none so far off that nothing could be counted from it."""

from datetime import date, datetime, time

from django.utils import timezone

EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)


def day_begins(day: date) -> datetime:
    """0:00 of the day by the clocks on site."""
    return timezone.make_aware(datetime.combine(day, time.min))
