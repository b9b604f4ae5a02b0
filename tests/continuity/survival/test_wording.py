"""Lengths of time, said."""

import pytest

from continuity.survival.model import NEVER
from continuity.survival.wording import after, lasting, since, spoken


def test_never_is_said() -> None:
    assert lasting(NEVER) == "never"
    assert lasting(90.5) == "1 h 30 min"


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
