"""How plans speak."""

from datetime import timedelta

import pytest

from continuity.models.contacts import dialled
from continuity.plans.wording import after, at_time, party_mark, party_words, spell
from tests.cast import NOW


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0 min"), (45, "45 min"), (60, "1 h"), (90, "1 h 30 min"), (1440, "1 day"), (3120, "2 days 4 h")],
)
def test_minutes_are_spelled(minutes: int, words: str) -> None:
    assert spell(minutes) == words


def test_a_step_says_when_it_is_done() -> None:
    assert after(0) == "at once"
    assert after(30) == "after 30 min"


def test_a_time_names_its_day_only_when_it_is_another() -> None:
    assert at_time(NOW, NOW) == "09:30"
    assert at_time(NOW + timedelta(days=1), NOW) == "Tue 24 Nov, 09:30"


def test_parties_have_their_names_and_marks() -> None:
    words = [party_words(party, customer="You", provider="Fairlead IT") for party in ("customer", "provider", "vendor")]

    assert words == ["You", "Fairlead IT", "Supplier"]
    assert party_words("authority", customer="", provider="") == "Authority"
    assert [party_mark(party) for party in ("customer", "insurer")] == ["customer", "third_party"]


def test_a_number_is_dialled_by_its_digits() -> None:
    assert dialled("+44 (0)1632-960 100") == "+441632960100"
    assert dialled("(0)1632 960 100") == "01632960100"
    assert dialled("105") == "105"
    assert dialled("javascript:alert(1)") == "1"
