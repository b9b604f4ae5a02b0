"""Reminders of a clock in hours: which comes next and when."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagement.hours import LEADS, Planned, plan

HOUR = timedelta(hours=1)
DAY = 24 * HOUR
AWARE = datetime(2026, 11, 27, 17, 20, tzinfo=UTC)  # a Friday evening: the weekend counts
DUE = AWARE + 72 * HOUR


def sent_over(due_at: datetime, *, armed_at: datetime, until: datetime, every: timedelta = HOUR / 12) -> list:
    """What leaves when a tick looks so often, from when it was armed."""
    sent, last, now = [], None, armed_at
    while now <= until:
        planned = plan(due_at, armed_at=armed_at, last_stage=last, now=now)
        if planned.at <= now:
            sent.append((planned.stage, now))
            last = planned.stage
        now += every
    return sent


def test_seventy_two_hours_are_told_at_48_24_6_and_when_they_have_run_out() -> None:
    sent = sent_over(DUE, armed_at=AWARE, until=DUE + 2 * DAY)

    assert sent == [
        ("48h", DUE - 48 * HOUR),
        ("24h", DUE - 24 * HOUR),
        ("6h", DUE - 6 * HOUR),
        ("overdue-1", DUE),
        ("overdue-2", DUE + DAY),
        ("overdue-3", DUE + 2 * DAY),
    ]


def test_what_would_have_left_before_it_was_entered_is_left_out() -> None:
    sent = sent_over(DUE, armed_at=DUE - 30 * HOUR, until=DUE)

    assert [stage for stage, _ in sent] == ["24h", "6h", "overdue-1"]


def test_entered_with_few_hours_to_go_it_is_told_at_once() -> None:
    armed_at = DUE - 2 * HOUR

    assert sent_over(DUE, armed_at=armed_at, until=DUE) == [("6h", armed_at), ("overdue-1", DUE)]


def test_entered_too_late_it_begins_with_overdue() -> None:
    armed_at = DUE + 3 * HOUR

    assert plan(DUE, armed_at=armed_at, last_stage=None, now=armed_at) == Planned("overdue-1", armed_at, escalate=False)


def test_after_a_standstill_only_the_latest_is_sent() -> None:
    assert plan(DUE, armed_at=AWARE, last_stage=None, now=DUE - 5 * HOUR).stage == "6h"
    assert plan(DUE, armed_at=AWARE, last_stage="48h", now=DUE + 30 * HOUR) == Planned(
        "overdue-2", DUE + 30 * HOUR, escalate=True
    )


def test_far_off_moments_are_told_days_before() -> None:
    assert plan(DUE + 30 * DAY, armed_at=AWARE, last_stage=None, now=AWARE) == Planned(
        "14", DUE + 16 * DAY, escalate=False
    )


def test_a_stage_of_days_is_none_of_hours() -> None:
    with pytest.raises(ValueError, match="not a stage"):
        plan(DUE, armed_at=AWARE, last_stage="30", now=AWARE)


@given(
    entered=st.integers(-400, 100), down_from=st.integers(0, 400), down_for=st.integers(0, 400),
    every=st.sampled_from([1, 2, 5]),
)  # fmt: skip
def test_nothing_is_sent_twice_or_before_its_time(entered: int, down_from: int, down_for: int, every: int) -> None:
    armed_at, last, now, sent = DUE + entered * HOUR, None, DUE + entered * HOUR, []
    while now <= DUE + 100 * HOUR:
        planned = plan(DUE, armed_at=armed_at, last_stage=last, now=now)
        is_down = down_from * HOUR <= now - armed_at < (down_from + down_for) * HOUR
        if planned.at <= now and not is_down:
            sent.append(planned.stage)
            last = planned.stage
            assert planned.stage not in LEADS or now < DUE
            assert not planned.stage.startswith("overdue") or now >= DUE
        now += every * HOUR

    assert len(sent) == len(set(sent))
