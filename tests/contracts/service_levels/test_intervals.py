"""Stretches of time."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.service_levels.intervals import Interval, clip, merge, subtract, total
from tests.contracts.service_levels.times import LONDON

BEGIN = datetime(2026, 3, 1, tzinfo=UTC)
intervals = st.lists(
    st.builds(
        lambda start, length: Interval(BEGIN + timedelta(minutes=start), BEGIN + timedelta(minutes=start + length)),
        st.integers(0, 2000),
        st.integers(0, 400),
    ),
    max_size=12,
)


def at(*minutes: tuple[int, int]) -> tuple[Interval, ...]:
    return tuple(Interval(BEGIN + timedelta(minutes=a), BEGIN + timedelta(minutes=b)) for a, b in minutes)


def test_overlapping_and_touching_stretches_are_one() -> None:
    assert merge(at((5, 10), (0, 6), (10, 12), (20, 21), (1, 2))) == at((0, 12), (20, 21))


def test_a_stretch_without_length_is_nothing() -> None:
    assert merge(at((5, 5))) == ()


def test_clipping_keeps_what_lies_inside() -> None:
    assert clip(at((0, 10), (8, 30)), *at((5, 9), (20, 25))) == at((5, 9), (20, 25))


def test_a_hole_cuts_a_stretch_in_two() -> None:
    assert subtract(at((0, 10)), at((3, 4))) == at((0, 3), (4, 10))
    assert subtract(at((0, 10)), at((0, 10))) == ()


def test_a_skipped_hour_has_no_length() -> None:
    night = Interval(datetime(2026, 3, 29, 0, 30, tzinfo=LONDON), datetime(2026, 3, 29, 2, 30, tzinfo=LONDON))

    assert night.length == timedelta(hours=1)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (datetime(2026, 1, 1), datetime(2026, 1, 2), "time zone"),
        (BEGIN, BEGIN - timedelta(seconds=1), "ends before"),
    ],
)
def test_a_stretch_that_cannot_be_is_refused(start: datetime, end: datetime, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Interval(start, end)


@given(intervals, st.randoms())
def test_merging_does_not_depend_on_order(several: list[Interval], random: object) -> None:
    mixed = list(several)
    random.shuffle(mixed)

    assert merge(mixed) == merge(several)
    assert merge(merge(several)) == merge(several)
    assert total(several) <= sum((each.length for each in several), timedelta())


@given(intervals, intervals)
def test_what_is_taken_and_what_is_left_make_the_whole(several: list[Interval], holes: list[Interval]) -> None:
    left = subtract(several, holes)

    assert total(left) + total(clip(several, *merge(holes))) == total(several)
    assert not clip(left, *merge(holes))
