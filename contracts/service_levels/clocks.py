"""The clocks a service level runs on: around the clock, or opening hours without bank holidays.

Elapsed and due times are counted on the clock, less pauses: so time out of hours never counts, and a ticket logged
out of hours begins at the next opening (domain.md §1.4).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile
from typing import Protocol
from zoneinfo import ZoneInfo

from contracts.service_levels.intervals import ZERO, Interval, merge, subtract

DAY = timedelta(days=1)
END_OF_TIME = datetime(9999, 12, 30, tzinfo=UTC)
LONGEST_SEARCH = 3660  # days ahead in which a due time is sought

Span = tuple[time, time]
Week = tuple[tuple[Span, ...], ...]  # Monday to Sunday


class Clock(Protocol):
    """When time counts."""

    @property
    def day(self) -> timedelta:
        """How much counted time a target in days means by one day."""

    def periods(self, start: datetime) -> Iterator[Interval]:
        """The stretches that count from then on, in order."""


@dataclass(frozen=True)
class AroundTheClock:
    """Every minute counts."""

    @property
    def day(self) -> timedelta:
        return DAY

    def periods(self, start: datetime) -> Iterator[Interval]:
        yield Interval(start, END_OF_TIME)


@dataclass(frozen=True)
class OpeningHours:
    """Minutes inside a week's opening hours, on days that are no bank holidays, in one time zone."""

    week: Week
    zone: ZoneInfo
    holidays: frozenset[date] = frozenset()
    _known: dict[date, tuple[Interval, ...]] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        if len(self.week) != 7 or not any(self.week):
            raise ValueError("Opening hours need seven days, and be open on one of them.")

    @property
    def day(self) -> timedelta:
        """A business day is as long as the longest of the week."""
        return max(sum((_length(span) for span in spans), ZERO) for spans in self.week)

    def periods(self, start: datetime) -> Iterator[Interval]:
        day = start.astimezone(self.zone).date()
        for number in range(LONGEST_SEARCH):
            for each in self.open_on(day + number * DAY):
                if each.end > start:
                    yield Interval(max(each.start, start), each.end)

    def open_on(self, day: date) -> tuple[Interval, ...]:
        """When it is open that day; nothing on a bank holiday."""
        if day not in self._known:
            self._known[day] = () if day in self.holidays else self._spans(day)
        return self._known[day]

    def _spans(self, day: date) -> tuple[Interval, ...]:
        moments = ((self._at(day, opens), self._at(day, closes)) for opens, closes in self.week[day.weekday()])
        # An hour that the clocks skip has no length.
        return merge(Interval(opens, closes) for opens, closes in moments if opens < closes)

    def _at(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, tzinfo=self.zone).astimezone(UTC)


def _length(span: Span) -> timedelta:
    opens, closes = (timedelta(hours=each.hour, minutes=each.minute) for each in span)
    return closes - opens


def counted(clock: Clock, span: Interval, pauses: Iterable[Interval] = ()) -> tuple[Interval, ...]:
    """The stretches of a span that count, less the pauses."""
    inside = (Interval(period.start, min(period.end, span.end)) for period in _periods_in(clock, span))
    return subtract(inside, pauses)


def elapsed(clock: Clock, span: Interval, pauses: Iterable[Interval] = ()) -> timedelta:
    """How much of a span counts."""
    held = tuple(pauses)
    if held:
        return sum((each.length for each in counted(clock, span, held)), ZERO)
    return sum((min(period.end, span.end) - period.start for period in _periods_in(clock, span)), ZERO)


def _periods_in(clock: Clock, span: Interval) -> Iterator[Interval]:
    return takewhile(lambda period: period.start < span.end, clock.periods(span.start))


def due_at(clock: Clock, start: datetime, target: timedelta, pauses: Iterable[Interval] = ()) -> datetime | None:
    """The moment at which exactly `target` has been counted; None when that is more than ten years ahead."""
    held = merge(pauses)
    left = target
    for period in clock.periods(start):
        for part in subtract([period], held):
            if left <= part.length:
                return part.start + left
            left -= part.length
    return None
