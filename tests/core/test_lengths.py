"""Lengths of time, written and read."""

import pytest

from core.lengths import lasting, minutes_of, minutes_taken, took


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "at once"), (30, "30 min"), (90, "1 h 30 min"), (360, "6 h"), (1440, "1 day"), (3120, "2 days 4 h")],
)
def test_written_time_is_read_back(minutes: int, words: str) -> None:
    assert lasting(minutes) == words
    assert minutes_of(words) == minutes


@pytest.mark.parametrize(
    ("words", "minutes"), [("1.5 h", 90), ("90m", 90), ("2 Weeks", 20160), ("1 day, 4 hours", 1680)]
)
def test_people_write_it_their_way(words: str, minutes: int) -> None:
    assert minutes_of(words) == minutes


@pytest.mark.parametrize("words", ["", "soon", "4", "4 h or so", "3 moons", "-4 h", "0.001 h", "1" * 100_000 + "!"])
def test_what_is_no_time_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        minutes_of(words)


@pytest.mark.parametrize(("words", "minutes"), [("160", 160), (" 90 ", 90), ("2 h 40 min", 160)])
def test_a_bare_number_is_minutes_of_what_something_took(words: str, minutes: int) -> None:
    assert minutes_taken(words) == minutes


@pytest.mark.parametrize(("minutes", "words"), [(None, ""), (1, "took 1 min"), (160, "took 2 h 40 min")])
def test_what_something_took_is_said_where_somebody_said_it(minutes: int | None, words: str) -> None:
    assert took(minutes) == words
