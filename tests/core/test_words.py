"""Words as people say them."""

import pytest

from core.words import whose


@pytest.mark.parametrize(
    ("name", "words"), [("Harbour Roast", "Harbour Roast’s"), ("Fenwick & Sons", "Fenwick & Sons’")]
)
def test_whose(name: str, words: str) -> None:
    assert whose(name) == words
