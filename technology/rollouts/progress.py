"""Where an update stands in its rings, worked out from what was recorded (domain.md §8.2). Pure.

Moments are aware, and compared as time that has really passed: a night on which the clocks change has 23 or 25 hours.
Hours during which a stop was open are not watched hours.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from core.words import per_cent
from technology.rollouts.kinds import StageState, StopReason
from technology.rollouts.rings import HOUR, Ring

NOTHING = timedelta()


@dataclass(frozen=True, slots=True)
class Counts:
    """Devices of a ring at a moment: how many there are, have reported, are well, failed, did not start again."""

    devices: int
    reporting: int
    ok: int
    failed: int
    not_booting: int = 0

    def __post_init__(self) -> None:
        if min(self.devices, self.reporting, self.ok, self.failed, self.not_booting) < 0:
            raise ValueError("Devices are counted from 0.")
        if self.reporting > self.devices or self.ok + self.failed > self.reporting or self.not_booting > self.failed:
            raise ValueError("More devices of a part than of the whole.")

    def reports_at_least(self, percent: int) -> bool:
        """Of all devices in the ring; nothing reported, or no devices, is not enough."""
        return self.reporting > 0 and self.reporting * 100 >= percent * self.devices

    def fails_more_than(self, percent: int) -> bool:
        """Of those that reported: the stricter reading."""
        return self.failed * 100 > percent * self.reporting


@dataclass(frozen=True, slots=True)
class Stage:
    """A ring of one rollout: when the update came into it and left it, and what was counted last.

    `left_at` is the moment at which it went on. A stage that was never entered though a later one was is left out.
    """

    ring: Ring
    entered_at: datetime | None = None
    left_at: datetime | None = None
    counts: Counts | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """A time during which nothing went on; open while `until` is None."""

    at: datetime
    until: datetime | None
    reason: StopReason
    words: str = ""


@dataclass(frozen=True, slots=True)
class Emergency:
    """Somebody shortened the soak of every ring from then on, and said why."""

    at: datetime
    soak_hours: int
    approver: str
    reason: str


@dataclass(frozen=True, slots=True)
class Progress:
    """Everything recorded of one rollout: its stages in order, its stops, and the emergency path if it was taken.

    `ended_at` is when it was complete or taken back.
    """

    stages: tuple[Stage, ...]
    stops: tuple[Stop, ...] = ()
    emergency: Emergency | None = None
    ended_at: datetime | None = None
    is_taken_back: bool = False

    @property
    def open_stops(self) -> tuple[Stop, ...]:
        return tuple(stop for stop in self.stops if stop.until is None)

    @property
    def current(self) -> int | None:
        """The number of the stage it is in, counted from 0; None before it began."""
        entered = [number for number, stage in enumerate(self.stages) if stage.entered_at is not None]
        return entered[-1] if entered else None

    @property
    def is_last(self) -> bool:
        return self.current == len(self.stages) - 1


def soak_needed(stage: Stage, emergency: Emergency | None) -> timedelta:
    """How long it is watched there: the ring's soak, or the emergency's where it was agreed before it left."""
    applies = emergency is not None and (stage.left_at is None or utc(emergency.at) <= utc(stage.left_at))
    if not applies or emergency is None:
        return stage.ring.soak
    return min(stage.ring.soak, emergency.soak_hours * HOUR)


def soaked(stage: Stage, stops: Iterable[Stop], now: datetime) -> timedelta:
    """How long it has been watched in a ring: time that passed there without an open stop."""
    if stage.entered_at is None:
        return NOTHING
    begun, end = utc(stage.entered_at), utc(stage.left_at or now)
    held = _joined((max(utc(s.at), begun), min(utc(s.until or now), end)) for s in stops)
    return max(end - begun - sum((b - a for a, b in held), NOTHING), NOTHING)


def soak_over_at(progress: Progress, now: datetime) -> datetime | None:
    """When the soak of the stage it is in is over, in UTC, if nothing stops it from now on; None before it began."""
    if progress.current is None:
        return None
    stage = progress.stages[progress.current]
    return utc(now) + soak_needed(stage, progress.emergency) - soaked(stage, progress.stops, now)


def done_at(progress: Progress, rollout_hours: int, now: datetime) -> datetime:
    """When the last device has it at the soonest, in UTC, if every ring goes on as soon as it may.

    `rollout_hours` for installing over all rings count in proportion to the rings that are still to come.
    """
    number = progress.current
    rest = progress.stages if number is None else progress.stages[number + 1 :]
    soak = sum((soak_needed(stage, progress.emergency) for stage in rest), NOTHING)
    left = NOTHING if number is None else (soak_over_at(progress, now) or now) - utc(now)
    install = rollout_hours * HOUR * len(rest) / max(len(progress.stages), 1)
    return utc(now) + max(left, NOTHING) + soak + install


def stage_states(progress: Progress, now: datetime) -> tuple[StageState, ...]:
    """How each stage stands, in order."""
    return tuple(_state(progress, number, now) for number in range(len(progress.stages)))


def _state(progress: Progress, number: int, now: datetime) -> StageState:
    stage, current = progress.stages[number], progress.current
    if stage.entered_at is None:
        is_behind = current is not None and number < current
        return StageState.SKIPPED if is_behind else StageState.WAITING
    if progress.is_taken_back:
        return StageState.TAKEN_BACK
    if number != current:
        watched, needed = soaked(stage, progress.stops, now), soak_needed(stage, progress.emergency)
        return StageState.PASSED if watched >= needed else StageState.EARLY
    if progress.ended_at is not None:  # nobody calls complete what was not counted
        return StageState.PASSED if stage.counts else StageState.REACHED
    if progress.open_stops:
        return StageState.HELD
    is_over = soaked(stage, progress.stops, now) >= soak_needed(stage, progress.emergency)
    return StageState.READY if is_over and not shortfalls(stage) else StageState.SOAKING


def shortfalls(stage: Stage) -> tuple[str, ...]:
    """What the counts of a stage lack before it may go on, in sentences."""
    counts, ring = stage.counts, stage.ring
    if counts is None:
        return ("Nobody has counted yet how many devices have it and are well.",)
    found = []
    if not counts.reports_at_least(ring.min_reporting):
        found.append(
            f"{counts.reporting} of {counts.devices} devices have reported; {per_cent(ring.min_reporting)} must."
        )
    if counts.not_booting:
        found.append(f"{counts.not_booting} did not start again.")
    if counts.fails_more_than(ring.max_failed):
        found.append(f"{counts.failed} of {counts.reporting} failed; at most {per_cent(ring.max_failed)} may.")
    return tuple(found)


def _joined(spans: Iterable[tuple[datetime, datetime]]) -> Sequence[tuple[datetime, datetime]]:
    """The spans without overlaps; what has no length is left out."""
    joined: list[tuple[datetime, datetime]] = []
    for begun, end in sorted(span for span in spans if span[0] < span[1]):
        if joined and begun <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((begun, end))
    return joined


def utc(moment: datetime) -> datetime:
    """The moment in UTC, where differences are time that has passed. ValueError without a zone."""
    if moment.tzinfo is None:
        raise ValueError("A moment needs its time zone.")
    return moment.astimezone(UTC)
