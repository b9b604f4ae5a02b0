"""Days of the story, counted back from today."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from dateutil.relativedelta import relativedelta
from django.utils import timezone

FRIDAY, SATURDAY = 4, 5


@dataclass(frozen=True)
class Step:
    """Something that somebody does at a moment."""

    at: datetime
    do: Callable[[datetime], object]


def step(at: datetime, do: Callable[[datetime], object]) -> Step:
    return Step(at, do)


def morning(now: datetime, *, months: int = 0, days: int = 0) -> datetime:
    """Twelve past nine on a working day so long ago."""
    day = timezone.localtime(now).date() - relativedelta(months=months, days=days)
    while day.weekday() >= SATURDAY:
        day -= timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, time(9, 12)))


def faulty_update(now: datetime) -> datetime:
    """When every till of Harbour Roast went down after an update that its maker sent: early, for 36 hours."""
    return morning(now, months=2) - timedelta(hours=4)
