"""What a contract allows from fault to end, begun at the worst time, in clock time (domain.md §6, C-23). Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from contracts.service_levels.clocks import AroundTheClock, Clock, due_at

A_YEAR = timedelta(days=366)
A_MINUTE = timedelta(minutes=1)
RESPONDING, RESTORING = ("response",), ("restore", "resolution")


@dataclass(frozen=True, slots=True)
class Promised:
    """A service level for faults of one priority: its words, its metric, the time promised, the clock it
    runs on."""

    words: str
    metric: str
    priority: str
    length: timedelta
    calendar: str


@dataclass(frozen=True, slots=True)
class Allowed:
    """The longest that it may take and still keep the contract: minutes by the clock, the promises it follows from,
    and the worst moment to report, with when it is over."""

    minutes: int
    parts: tuple[Promised, ...]
    begins: datetime
    ends: datetime


def answering(promised: Sequence[Promised], priority: str) -> Promised | None:
    """The time to respond to a fault of this priority."""
    return _of(promised, priority, RESPONDING)


def allowed(
    promised: Sequence[Promised], priority: str, clocks: Mapping[str, Clock], since: datetime
) -> Allowed | None:
    """Response, then restoring, of all moments to report within a year. None where no time to restore is promised, or
    it would take ten years. Its moments are in the zone of `since`.

    The worst moment to report is one at which a clock stops, or from which the answer comes as the second one stops:
    later it only waits less, earlier some time counts.
    """
    respond, restore = answering(promised, priority), _of(promised, priority, RESTORING)
    if restore is None:
        return None
    parts = tuple(each for each in (respond, restore) if each is not None)
    worst = Allowed(-1, parts, since, since)
    for start in _starts(parts, clocks, since):
        end: datetime | None = start
        for each in parts:
            end = due_at(clocks[each.calendar], end, each.length) if end else None
        if end is None:
            return None
        minutes = -(-(end - start) // A_MINUTE)
        if minutes > worst.minutes:
            worst = Allowed(minutes, parts, start.astimezone(since.tzinfo), end.astimezone(since.tzinfo))
    return worst


def _starts(parts: Sequence[Promised], clocks: Mapping[str, Clock], since: datetime) -> Iterator[datetime]:
    yield since
    first, last = parts[0], parts[-1]
    for calendar in dict.fromkeys(each.calendar for each in parts):
        yield from _stops(clocks[calendar], since)
    if isinstance(clocks[first.calendar], AroundTheClock) and first is not last:
        ends = _stops(clocks[last.calendar], since + first.length)
        yield from (moment - first.length for moment in ends)


def _stops(clock: Clock, since: datetime) -> Iterable[datetime]:
    """When the clock stops, within a year."""
    for period in clock.periods(since):
        if period.end > since + A_YEAR:
            return
        yield period.end


def _of(promised: Sequence[Promised], priority: str, metrics: Sequence[str]) -> Promised | None:
    """The first metric promised for this priority, else for every one; of several the quickest."""
    for metric in metrics:
        for level in (priority, "") if priority else ("",):
            found = [each for each in promised if each.metric == metric and each.priority == level]
            if found:
                return min(found, key=lambda each: each.length)
    return None
