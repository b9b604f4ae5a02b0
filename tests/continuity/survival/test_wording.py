"""Lengths of time, written and read."""

import pytest

from continuity.survival.model import NEVER
from continuity.survival.wording import after, lasting, minutes_of, since, spoken


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "at once"), (30, "30 min"), (90, "1 h 30 min"), (360, "6 h"), (1440, "1 day"), (3120, "2 days 4 h")],
)
def test_written_time_is_read_back(minutes: int, words: str) -> None:
    assert lasting(minutes) == words
    assert minutes_of(words) == minutes


def test_never_is_said() -> None:
    assert lasting(NEVER) == "never"


@pytest.mark.parametrize(("minutes", "words"), [
    (0, "no time at all"), (1, "1 minute"), (60, "1 hour"), (390, "6 hours and 30 minutes"), (2160, "36 hours"),
    (2880, "2 days"), (3121, "2 days, 4 hours and 1 minute"),
])  # fmt: skip
def test_time_in_a_sentence(minutes: int, words: str) -> None:
    assert spoken(minutes) == words


@pytest.mark.parametrize(
    ("minutes", "short", "in_full"),
    [(0, "at once", "at once"), (0.5, "at once", "at once"), (240, "after 4 h", "after 4 hours")],
)
def test_how_soon_something_comes(minutes: float, short: str, in_full: str) -> None:
    assert (after(minutes), since(minutes)) == (short, in_full)


@pytest.mark.parametrize(
    ("words", "minutes"), [("1.5 h", 90), ("90m", 90), ("2 Weeks", 20160), ("1 day, 4 hours", 1680)]
)
def test_people_write_it_their_way(words: str, minutes: int) -> None:
    assert minutes_of(words) == minutes


@pytest.mark.parametrize("words", ["", "soon", "4", "4 h or so", "3 moons", "-4 h", "0.001 h"])
def test_what_is_no_time_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        minutes_of(words)
