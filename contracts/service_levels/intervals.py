"""Stretches of time: joined, cut and taken from one another."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

ZERO = timedelta()
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """From `start` up to, not including, `end`. Kept in UTC, because local times of one zone subtract as if clocks
    never changed."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise ValueError("A moment needs its time zone.")
        if self.end < self.start:
            raise ValueError("A stretch of time ends before it starts.")
        object.__setattr__(self, "start", self.start.astimezone(UTC))
        object.__setattr__(self, "end", self.end.astimezone(UTC))

    @property
    def length(self) -> timedelta:
        """Real elapsed time."""
        return self.end - self.start

    def within(self, other: "Interval") -> "Interval | None":
        """The part of it inside the other; None when there is none."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Interval(start, end) if start < end else None


def merge(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """The same time in order, without overlaps, touching stretches as one."""
    merged: list[Interval] = []
    for each in sorted(intervals):
        if merged and each.start <= merged[-1].end:
            if each.end > merged[-1].end:
                merged[-1] = Interval(merged[-1].start, each.end)
        elif each.length:
            merged.append(each)
    return tuple(merged)


def clip(intervals: Iterable[Interval], *to: Interval) -> tuple[Interval, ...]:
    """What of them lies inside any of the given stretches, merged."""
    several = tuple(intervals)
    return merge(part for window in to for each in several if (part := each.within(window)))


def subtract(intervals: Iterable[Interval], taken: Iterable[Interval]) -> tuple[Interval, ...]:
    """What is left of them once the taken stretches are gone, merged."""
    left = merge(intervals)
    for hole in merge(taken):
        left = tuple(part for each in left for part in _without(each, hole))
    return left


def total(intervals: Iterable[Interval]) -> timedelta:
    """How long they are together, overlaps counted once."""
    return sum((each.length for each in merge(intervals)), ZERO)


def _without(each: Interval, hole: Interval) -> tuple[Interval, ...]:
    if hole.end <= each.start or each.end <= hole.start:
        return (each,)
    before = (Interval(each.start, hole.start),) if each.start < hole.start else ()
    after = (Interval(hole.end, each.end),) if hole.end < each.end else ()
    return before + after
