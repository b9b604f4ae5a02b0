"""Takings over the week, from ordinary hours, days with hours of their own, and busy hours."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from decimal import Decimal

from continuity.interview.answers import Open
from continuity.survival.model import Takings
from continuity.survival.trade import DAY

Span = tuple[int, int]  # minutes since midnight, over 1440 on the next day


@dataclass(frozen=True, slots=True)
class Trading:
    """When it is open and what an hour brings in; `also`: the days with other hours; when it is busy, once or twice a
    day, and what an hour brings in then."""

    hours: Open
    rate: Decimal
    busy: Open | None = None
    busy_rate: Decimal = Decimal(0)
    second: Open | None = None
    also: Open | None = None

    def takings(self) -> tuple[Takings, ...]:
        spans = self._spans()
        return tuple(
            Takings(weekday=(day + begins // DAY) % 7, opens=_time(begins), closes=_time(ends), per_hour=rate)
            for day in sorted(spans)
            for begins, ends, rate in self._day(day, *_until_the_next(day, spans))
        )

    def _spans(self) -> dict[int, Span]:
        """When it is open by weekday: a day with hours of its own has no others."""
        own = {day: _span(self.also) for day in self.also.days} if self.also else {}
        return {day: _span(self.hours) for day in self.hours.days} | own

    def _day(self, day: int, at: int, closes: int) -> Iterator[tuple[int, int, Decimal]]:
        """The day's stretches, the busy ones cut to what is open."""
        for since, until in self._busy_on(day, at, closes):
            if at < since:
                yield at, since, self.rate
            if max(at, since) < until:
                yield max(at, since), until, self.busy_rate
            at = max(at, until)
        if at < closes:
            yield at, closes, self.rate

    def _busy_on(self, day: int, opens: int, closes: int) -> list[Span]:
        """In order; they may overlap."""
        busy = [each for each in (self.busy, self.second) if each and day in each.days]
        return sorted(_within(_span(each), opens, closes) for each in busy)


def trading_of(takings: tuple[Takings, ...]) -> Trading | None:
    """The ordinary hours, those of other days and the rate behind these; None for any other pattern."""
    days: dict[tuple[time, time], list[int]] = {}
    for each in takings:
        days.setdefault((each.opens, each.closes), []).append(each.weekday)
    rates = {each.per_hour for each in takings}
    if len(rates) != 1 or len(days) > 2 or len({each.weekday for each in takings}) < len(takings):
        return None
    hours = [Open(tuple(sorted(found)), opens, closes) for (opens, closes), found in days.items()]
    hours.sort(key=lambda each: (-len(each.days), each.days))
    return Trading(hours[0], rates.pop(), also=hours[1] if hours[1:] else None)


def _span(hours: Open) -> Span:
    begins = hours.opens.hour * 60 + hours.opens.minute
    ends = hours.closes.hour * 60 + hours.closes.minute
    return begins, ends if ends > begins else ends + DAY


def _until_the_next(day: int, spans: Mapping[int, Span]) -> Span:
    """A night ends at the latest as the next day opens."""
    begins, ends = spans[day]
    following = spans.get((day + 1) % 7)
    return begins, min(ends, DAY + following[0]) if following else ends


def _within(busy: Span, opens: int, closes: int) -> Span:
    """The part of the busy stretch that is open; after midnight it belongs to the evening before."""
    for shift in (0, DAY):
        since, until = max(busy[0] + shift, opens), min(busy[1] + shift, closes)
        if since < until:
            return since, until
    return opens, opens


def _time(minute: int) -> time:
    hour, rest = divmod(minute % DAY, 60)
    return time(hour, rest)
