"""Words as people say them."""

import pytest

from core.words import listed, times, whose


@pytest.mark.parametrize(
    ("name", "words"), [("Harbour Roast", "Harbour Roast’s"), ("Fenwick & Sons", "Fenwick & Sons’")]
)
def test_whose(name: str, words: str) -> None:
    assert whose(name) == words


@pytest.mark.parametrize(
    ("words", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (list("abc"), "a, b and c")]
)
def test_listed(words: list[str], said: str) -> None:
    assert listed(words) == said


@pytest.mark.parametrize(("number", "said"), [(0, "0 times"), (1, "once"), (2, "twice"), (3, "3 times")])
def test_times(number: int, said: str) -> None:
    assert times(number) == said
