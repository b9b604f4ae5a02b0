"""By when somebody has to be told of an incident (domain.md §2). Pure: moments in, moments out, all of them aware.

Hours are hours as they pass: weekends count, and a night on which the clocks change has 23 or 25 of them. Days
are whole days of the calendar: that of becoming aware is not counted, the last one is counted to its end.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from contracts.incidents.kinds import Unit

UK = ZoneInfo("Europe/London")
ONE_DAY, HOUR = timedelta(days=1), timedelta(hours=1)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Within:
    """How long after becoming aware: 72 hours, 30 days, 2 business days. At least one."""

    number: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.number < 1:
            raise ValueError("The time for telling somebody is one hour or day at least.")


ICO = Within(72, Unit.HOURS)  # UK GDPR Art. 33(1): where feasible, not later than 72 hours after becoming aware


@dataclass(frozen=True, slots=True)
class Clock:
    """A due moment as it stands now. `left` is negative when it has passed."""

    due_at: datetime
    left: timedelta

    @property
    def is_late(self) -> bool:
        return self.left < timedelta()


def due_at(
    aware_at: datetime, within: Within, *, holidays: frozenset[date] = frozenset(), zone: tzinfo = UK
) -> datetime:
    """The last moment, in UTC. For days it is the midnight with which the last of them ends."""
    aware_at = _aware(aware_at)
    if within.unit == Unit.HOURS:
        return aware_at + within.number * HOUR
    last = aware_at.astimezone(zone).date()
    for _ in range(within.number):
        last = _next(last, within.unit, holidays)
    return datetime.combine(last + ONE_DAY, time.min, zone).astimezone(UTC)


def clock(due: datetime, now: datetime) -> Clock:
    """What is left of it, in real time."""
    due, now = _aware(due), _aware(now)
    return Clock(due, due - now)


def soonest(aware_at: datetime, rules: list[Within], *, holidays: frozenset[date] = frozenset()) -> Within | None:
    """Of several promises the one that is due first."""
    return min(rules, key=lambda rule: due_at(aware_at, rule, holidays=holidays), default=None)


def _next(day: date, unit: Unit, holidays: frozenset[date]) -> date:
    day += ONE_DAY
    while unit == Unit.BUSINESS_DAYS and (day.weekday() >= SATURDAY or day in holidays):
        day += ONE_DAY
    return day


def _aware(moment: datetime) -> datetime:
    """In UTC, where a difference is time that passed."""
    if moment.tzinfo is None:
        raise ValueError("A moment needs its time zone.")
    return moment.astimezone(UTC)
