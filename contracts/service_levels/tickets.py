"""Response, restore and resolution times: what was met, what was missed, what still runs (domain.md §1.4)."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from fractions import Fraction

from contracts.service_levels.clocks import Clock, due_at, elapsed
from contracts.service_levels.intervals import Interval
from contracts.service_levels.vocabulary import PriorityRule


class Standing(StrEnum):
    """How one ticket stands against one target."""

    MET = "met"
    BREACHED = "breached"
    OPEN = "open"  # not stopped and still in time: left out of the percentage


@dataclass(frozen=True, slots=True)
class Case:
    """A ticket as one target sees it: `stopped_at` is its response, restoring or resolution, None when it still
    runs. `pauses` are those the target allows, ended by now at the latest."""

    key: Hashable
    priority: str
    reported_at: datetime
    stopped_at: datetime | None
    changes: tuple[tuple[datetime, str], ...] = ()
    pauses: tuple[Interval, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """A ticket measured, with what the measure was made of."""

    key: Hashable
    standing: Standing
    started_at: datetime
    stopped_at: datetime | None
    elapsed: timedelta
    target: timedelta
    clock: Clock
    pauses: tuple[Interval, ...] = ()

    @property
    def due_at(self) -> datetime | None:
        """When the target is used up, pauses so far included; None when that is more than ten years ahead."""
        return due_at(self.clock, self.started_at, self.target, self.pauses)

    @property
    def late_by(self) -> timedelta:
        """How far over the target; nothing or less when in time."""
        return self.elapsed - self.target


@dataclass(frozen=True, slots=True)
class Compliance:
    """How many of the tickets kept the target. `percent` is exact; None when none was measured, never 100."""

    met: int
    breached: int
    open: int
    worst: Judged | None

    @property
    def percent(self) -> Fraction | None:
        measured = self.met + self.breached
        return Fraction(100 * self.met, measured) if measured else None


def counted_priority(case: Case, until: datetime) -> str:
    """The priority that the target goes by: the last one set before the clock stopped."""
    earlier = [priority for at, priority in sorted(case.changes) if at <= (case.stopped_at or until)]
    return earlier[-1] if earlier else case.priority


def started_at(case: Case, rule: PriorityRule, until: datetime) -> datetime:
    """When the clock began: the report or, where a change restarts it, the last change before it stopped."""
    if rule == PriorityRule.RESTART:
        earlier = [at for at, _ in case.changes if case.reported_at <= at <= (case.stopped_at or until)]
        return max(earlier, default=case.reported_at)
    return case.reported_at


def judge(case: Case, target: timedelta, clock: Clock, rule: PriorityRule, now: datetime) -> Judged:
    """Measure one ticket up to its stop, or to now while it runs."""
    begun = started_at(case, rule, now)
    end = max(case.stopped_at or now, begun)
    taken = elapsed(clock, Interval(begun, end), case.pauses)
    return Judged(
        key=case.key,
        standing=_standing(case.stopped_at is not None, taken, target),
        started_at=begun,
        stopped_at=case.stopped_at,
        elapsed=taken,
        target=target,
        clock=clock,
        pauses=case.pauses,
    )


def _standing(is_stopped: bool, taken: timedelta, target: timedelta) -> Standing:
    if taken > target:
        return Standing.BREACHED
    return Standing.MET if is_stopped else Standing.OPEN


def compliance(judged: Iterable[Judged]) -> Compliance:
    """The share that was met, of those that can be told, and the worst miss."""
    several = list(judged)
    numbers = {standing: sum(each.standing == standing for each in several) for standing in Standing}
    missed = [each for each in several if each.standing == Standing.BREACHED]
    return Compliance(
        numbers[Standing.MET],
        numbers[Standing.BREACHED],
        numbers[Standing.OPEN],
        max(missed, key=lambda each: each.late_by, default=None),
    )
