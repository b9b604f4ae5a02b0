"""How long an update has been watched: time that passed, without the time it was stopped."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from technology.rollouts.kinds import StageState, StopReason
from technology.rollouts.progress import (
    Counts,
    Emergency,
    Progress,
    Stage,
    Stop,
    done_at,
    shortfalls,
    soak_needed,
    soak_over_at,
    soaked,
    stage_states,
)
from technology.rollouts.rings import HOUR, Ring

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
UK = ZoneInfo("Europe/London")
RING = Ring("Pilot", 72)
GOOD = Counts(100, 98, 98, 0)
moments = st.integers(0, 500).map(lambda hours: NOW - hours * HOUR)


def stop(begun: int, end: int | None = None) -> Stop:
    """So many hours ago until so many hours ago."""
    return Stop(NOW - begun * HOUR, None if end is None else NOW - end * HOUR, StopReason.OTHER)


stops = st.lists(
    st.tuples(st.integers(0, 300), st.one_of(st.none(), st.integers(0, 300))).map(
        lambda two: stop(max(two[0], two[1] or 0), None if two[1] is None else min(two))
    ),
    max_size=5,
)


@pytest.mark.parametrize(
    ("entered", "now", "hours"),
    [
        # the clocks go back: from noon to noon are 25 hours; forward: 23
        (datetime(2026, 10, 24, 12, tzinfo=UK), datetime(2026, 10, 25, 12, tzinfo=UK), 25),
        (datetime(2026, 3, 28, 12, tzinfo=UK), datetime(2026, 3, 29, 12, tzinfo=UK), 23),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UK), datetime(2026, 10, 25, 1, 30, tzinfo=UK, fold=1), 1),
    ],
)
def test_soak_is_time_that_has_really_passed(entered: datetime, now: datetime, hours: int) -> None:
    assert soaked(Stage(RING, entered), (), now) == hours * HOUR


def test_time_stopped_is_not_watched_and_counts_once() -> None:
    stage = Stage(RING, NOW - 72 * HOUR)

    assert soaked(stage, [stop(40, 30), stop(35, 20)], NOW) == 52 * HOUR
    assert soaked(stage, [stop(10)], NOW) == 62 * HOUR
    assert soaked(stage, [stop(100, 80)], NOW) == 72 * HOUR


@given(moments, stops)
def test_watched_time_is_never_negative_nor_more_than_has_passed(entered: datetime, held: list[Stop]) -> None:
    watched = soaked(Stage(RING, entered), held, NOW)

    assert timedelta() <= watched <= NOW - entered


@given(moments, stops, st.integers(0, 300))
def test_another_stop_never_lengthens_the_watched_time(entered: datetime, held: list[Stop], begun: int) -> None:
    stage = Stage(RING, entered)

    assert soaked(stage, [*held, stop(begun)], NOW) <= soaked(stage, held, NOW)


@given(moments, stops, st.integers(0, 100))
def test_soak_is_over_exactly_when_it_says(entered: datetime, held: list[Stop], later: int) -> None:
    closed = tuple(each for each in held if each.until is not None)
    progress = Progress((Stage(RING, entered), Stage(RING)), closed)
    over = soak_over_at(progress, NOW)

    assert over is not None
    then = max(over, NOW) + later * HOUR
    assert soaked(progress.stages[0], closed, then) >= RING.soak
    if over > NOW:
        assert soaked(progress.stages[0], closed, over - HOUR / 60) < RING.soak


def test_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        soaked(Stage(RING, NOW), (), datetime(2026, 11, 23))


def test_emergency_shortens_only_what_had_not_gone_on_before_it() -> None:
    emergency = Emergency(NOW, 4, "Tom", "Exploited")

    assert soak_needed(Stage(RING, NOW - HOUR), emergency) == 4 * HOUR
    assert soak_needed(Stage(RING, NOW - 9 * HOUR, NOW - HOUR), emergency) == 72 * HOUR
    assert soak_needed(Stage(Ring("Short", 2), NOW), emergency) == 2 * HOUR
    assert soak_needed(Stage(RING, NOW), None) == 72 * HOUR


def test_states_of_the_stages() -> None:
    began = Stage(Ring("Sandbox", 24), NOW - 100 * HOUR, NOW - 76 * HOUR, GOOD)
    here, rest = Stage(RING, NOW - 76 * HOUR, None, GOOD), Stage(Ring("Broad", 0))
    progress = Progress((began, here, rest))

    assert stage_states(progress, NOW) == (StageState.PASSED, StageState.READY, StageState.WAITING)
    assert stage_states(progress, NOW - 20 * HOUR)[1] == StageState.SOAKING
    uncounted = replace(progress, stages=(began, replace(here, counts=None), rest))
    assert stage_states(uncounted, NOW)[1] == StageState.SOAKING
    assert stage_states(replace(progress, stops=(stop(1),)), NOW)[1] == StageState.HELD
    assert stage_states(replace(progress, is_taken_back=True), NOW)[1] == StageState.TAKEN_BACK
    skipped = Progress((Stage(RING), replace(rest, entered_at=NOW)), ended_at=NOW)
    assert stage_states(skipped, NOW) == (StageState.SKIPPED, StageState.REACHED)
    counted = Progress(
        (replace(began, left_at=NOW - 99 * HOUR), replace(rest, entered_at=NOW, counts=GOOD)), ended_at=NOW
    )
    assert stage_states(counted, NOW) == (StageState.EARLY, StageState.PASSED)
    assert stage_states(Progress((Stage(RING),)), NOW) == (StageState.WAITING,)


@pytest.mark.parametrize(
    ("counts", "lacks"),
    [
        (None, "Nobody has counted"),
        (Counts(100, 95, 95, 0), ""),
        (Counts(100, 94, 94, 0), "94 of 100 devices have reported; 95\xa0% must."),
        (Counts(0, 0, 0, 0), "0 of 0 devices"),
        (Counts(100, 100, 98, 2), ""),
        (Counts(100, 100, 97, 3), "3 of 100 failed; at most 2\xa0% may."),
        (Counts(1000, 1000, 999, 1, 1), "1 did not start again."),
    ],
)
def test_what_the_counts_lack(counts: Counts | None, lacks: str) -> None:
    found = " ".join(shortfalls(Stage(RING, NOW, None, counts)))

    assert lacks in found
    assert bool(found) == bool(lacks)


@pytest.mark.parametrize("numbers", [(1, 2, 0, 0), (5, 4, 3, 2), (5, 5, 4, 1, 2), (-1, 0, 0, 0)])
def test_counts_that_cannot_be_are_refused(numbers: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"More devices|counted from 0"):
        Counts(*numbers)


def test_when_the_last_device_has_it_at_the_soonest() -> None:
    stages = (
        Stage(Ring("Sandbox", 24), NOW),
        Stage(Ring("Pilot", 72)),
        Stage(Ring("Broad", 0)),
        Stage(Ring("Tills", 0)),
    )

    assert done_at(Progress(stages), 40, NOW) == NOW + (24 + 72 + 30) * HOUR
    none_begun = tuple(replace(stage, entered_at=None) for stage in stages)
    assert done_at(Progress(none_begun), 40, NOW) == NOW + (24 + 72 + 40) * HOUR
    assert soak_over_at(Progress(none_begun), NOW) is None
