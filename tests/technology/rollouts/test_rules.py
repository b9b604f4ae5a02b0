"""When an update may go on, when it stops, and what was left out."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from technology.rollouts.kinds import StopReason
from technology.rollouts.progress import Counts, Emergency, Progress, Stage, Stop
from technology.rollouts.rings import DEFAULT_RINGS, HOUR, Ring
from technology.rollouts.rules import hours_words, left_out, stop_reason, why_not_on

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
GOOD = Counts(40, 40, 40, 0)
SANDBOX, PILOT, BROAD = Ring("Sandbox", 24), Ring("Pilot", 72), Ring("Broad", 0)


def at(hours: float) -> datetime:
    return NOW - hours * HOUR


def in_pilot(hours: float, **about: object) -> Progress:
    stages = (Stage(SANDBOX, at(hours + 24), at(hours), GOOD), Stage(PILOT, at(hours), None, GOOD), Stage(BROAD))
    return replace(Progress(stages), **about)


def test_goes_on_when_everything_is_well() -> None:
    assert why_not_on(in_pilot(72), NOW, "Tom Hallett") == ()


def test_waits_to_the_minute() -> None:
    assert why_not_on(in_pilot(72 - 1 / 60), NOW, "Tom") == ("It is watched in Pilot for another 1 minute.",)


def test_every_reason_is_named_at_once() -> None:
    stages = (Stage(PILOT, at(1), None, Counts(100, 90, 80, 10, 1)), Stage(BROAD))
    stopped = Stop(at(0), None, StopReason.BOOT, "A till does not start")

    assert why_not_on(Progress(stages, (stopped,)), NOW, "") == (
        "It is watched in Pilot for another 71 hours.",
        "90 of 100 devices have reported; 95\xa0% must.",
        "1 did not start again.",
        "10 of 90 failed; at most 2\xa0% may.",
        "It is stopped: A till does not start.",
        "Nobody has been named who answers for it.",
    )


def test_nothing_goes_on_before_it_begins_or_after_it_ends() -> None:
    assert why_not_on(Progress((Stage(PILOT),)), NOW, "Tom") == ("It has not begun.",)
    assert why_not_on(in_pilot(99, ended_at=NOW), NOW, "Tom") == ("It has ended.",)


def test_emergency_shortens_the_wait_and_nothing_else() -> None:
    emergency = Emergency(at(4), 4, "Tom", "Exploited on the internet")

    assert why_not_on(in_pilot(4, emergency=emergency), NOW, "Tom") == ()
    assert why_not_on(in_pilot(4, emergency=emergency, stops=(Stop(at(0), None, StopReason.RECALL),)), NOW, "Tom")


@given(st.floats(0, 200), st.booleans(), st.integers(0, 60), st.integers(0, 60), st.sampled_from(["", "Tom"]))
def test_goes_on_only_with_every_condition(
    hours: float, stopped: bool, reporting: int, failed: int, approver: str
) -> None:
    reporting = max(reporting, failed)
    counts = Counts(60, reporting, reporting - failed, failed)
    stops = (Stop(at(0), None, StopReason.OTHER),) if stopped else ()
    progress = in_pilot(hours, stops=stops)
    here = replace(progress.stages[1], counts=counts)
    progress = replace(progress, stages=(progress.stages[0], here, progress.stages[2]))
    is_soaked = NOW - progress.stages[1].entered_at >= timedelta(hours=72)  # type: ignore[operator]

    may = is_soaked and reporting >= 57 and failed * 50 <= reporting and not stopped and bool(approver)

    assert (why_not_on(progress, NOW, approver) == ()) == may


@pytest.mark.parametrize(
    ("counts", "reason"),
    [
        (None, None),
        (Counts(1000, 1000, 999, 1, 1), StopReason.BOOT),
        (Counts(100, 100, 98, 2), None),
        (Counts(1000, 1000, 979, 21), StopReason.FAILED),
        (Counts(100, 10, 9, 1), StopReason.FAILED),  # of those that reported
        (GOOD, None),
    ],
)
def test_stop_rules(counts: Counts | None, reason: StopReason | None) -> None:
    assert stop_reason(counts) == reason
    assert stop_reason(counts, is_recalled=True) == StopReason.RECALL


def test_required_ring_left_out_is_named() -> None:
    progress = Progress((Stage(SANDBOX), Stage(PILOT), Stage(BROAD, at(1))))

    assert left_out(progress) == ("Sandbox was left out.", "Pilot was left out.")


def test_ring_that_may_be_left_out_is_not_missed() -> None:
    assert left_out(Progress((Stage(replace(PILOT, is_required=False)), Stage(BROAD, at(1))))) == ()


def test_soak_cut_short_is_named_with_what_it_had() -> None:
    progress = Progress((Stage(SANDBOX, at(10), at(1)), Stage(BROAD, at(1))))

    assert left_out(progress) == ("Sandbox was watched for 9 hours of 24 hours.",)


def test_time_stopped_does_not_make_up_for_a_soak() -> None:
    stops = (Stop(at(30), at(10), StopReason.OTHER),)
    progress = Progress((Stage(SANDBOX, at(31), at(1)), Stage(BROAD, at(1))), stops)

    assert left_out(progress) == ("Sandbox was watched for 10 hours of 24 hours.",)


def test_emergency_recorded_before_covers_it_and_afterwards_does_not() -> None:
    short = (Stage(SANDBOX, at(9), at(5)), Stage(PILOT), Stage(BROAD, at(5)))
    before, after = (Emergency(at(hours), 4, "Tom", "Exploited") for hours in (8, 2))

    assert left_out(Progress(short, (), before)) == ()
    assert len(left_out(Progress(short, (), after))) == 2


@given(st.lists(st.floats(0, 80), min_size=4, max_size=4))
def test_nothing_is_left_out_exactly_when_every_soak_was_waited_for(waits: list[float]) -> None:
    moment, stages = at(1000), []
    for ring, wait in zip(DEFAULT_RINGS, waits, strict=False):
        stages.append(Stage(ring, moment, moment + wait * HOUR))
        moment += wait * HOUR
    stages.append(Stage(DEFAULT_RINGS[4], moment))
    short = [s for s in stages[:4] if s.left_at and s.entered_at and s.left_at - s.entered_at < s.ring.soak]

    assert len(left_out(Progress(tuple(stages)))) == len(short)


@pytest.mark.parametrize(
    ("length", "words"),
    [(timedelta(0), "0 minutes"), (timedelta(seconds=1), "1 minute"), (24 * HOUR, "24 hours"),
     (71.5 * HOUR, "71 hours 30 minutes"), (HOUR, "1 hour"), (-HOUR, "0 minutes")],
)  # fmt: skip
def test_hours_in_words(length: timedelta, words: str) -> None:
    assert hours_words(length) == words
