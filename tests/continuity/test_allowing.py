"""What a contract allows at the worst moment to report a fault (domain.md §6, C-23)."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from continuity.outages.allowing import Allowed, Promised, allowed
from contracts.service_levels.clocks import AroundTheClock, Clock, OpeningHours, due_at

LONDON = ZoneInfo("Europe/London")
WEEK = (((time(9), time(17)),),) * 5 + ((), ())
CLOCKS: dict[str, Clock] = {"always": AroundTheClock(), "business": OpeningHours(WEEK, LONDON)}
SINCE = datetime(2026, 11, 23, tzinfo=LONDON)  # a Monday
HOUR = timedelta(hours=1)


def promise(metric: str, hours: float, calendar: str = "always", priority: str = "p1") -> Promised:
    return Promised(f"{metric} in {hours} h", metric, priority, hours * HOUR, calendar)


def found(*promised: Promised, priority: str = "p1") -> Allowed:
    answer = allowed(promised, priority, CLOCKS, SINCE)
    assert answer is not None
    return answer


def test_around_the_clock_the_start_does_not_matter() -> None:
    assert found(promise("response", 1), promise("restore", 8)).minutes == 9 * 60


@pytest.mark.parametrize(
    ("hours", "longest"),
    [
        (1, 66),  # reported as it closes on the Friday before summer time ends: Monday ten o'clock
        (8, 73),  # Monday five o'clock
        (9, 90),  # Tuesday ten o'clock
        (16, 97),
    ],
)
def test_in_office_hours_a_closing_is_the_worst_time(hours: int, longest: int) -> None:
    assert found(promise("restore", hours, "business")).minutes == longest * 60


def test_an_answer_that_comes_as_the_office_closes_is_the_worst() -> None:
    """Answered around the clock within an hour, restored in four hours of work: reported on Friday at four."""
    worst = found(promise("response", 1), promise("restore", 4, "business"))

    assert worst.minutes == (1 + 65 + 4) * 60
    assert (worst.begins.weekday(), worst.begins.hour, worst.ends.weekday(), worst.ends.hour) == (4, 16, 0, 13)


def test_bank_holidays_make_it_longer() -> None:
    clocks = CLOCKS | {"business": OpeningHours(WEEK, LONDON, frozenset({date(2026, 12, 25), date(2026, 12, 28)}))}
    worst = allowed([promise("restore", 1, "business")], "p1", clocks, SINCE)

    assert worst is not None
    assert worst.minutes == (4 * 24 + 17) * 60
    assert f"{worst.begins:%d %b %H:%M}" == "24 Dec 17:00"


def test_promise_of_another_priority_does_not_count_one_for_all_does() -> None:
    assert allowed([promise("restore", 8, priority="p2")], "p1", CLOCKS, SINCE) is None
    assert found(promise("restore", 8, priority="")).minutes == 480
    assert found(promise("resolution", 4), priority="p1").minutes == 240


def test_quickest_of_several_promises_counts() -> None:
    assert found(promise("restore", 8), promise("restore", 6)).minutes == 360


@settings(max_examples=60)
@given(
    st.integers(1, 30), st.integers(1, 30), st.sampled_from(["always", "business"]),
    st.sampled_from(["always", "business"]), st.integers(0, 60 * 24 * 21),
)  # fmt: skip
def test_no_moment_to_report_is_worse_than_the_worst(
    respond: int, restore: int, first: str, second: str, after: int
) -> None:
    parts = promise("response", respond / 2, first), promise("restore", restore / 2, second)
    start = SINCE + timedelta(minutes=after)

    answered = due_at(CLOCKS[first], start, parts[0].length)
    ended = due_at(CLOCKS[second], answered, parts[1].length) if answered else None

    assert ended is not None
    assert ended - start <= timedelta(minutes=found(*parts).minutes)
