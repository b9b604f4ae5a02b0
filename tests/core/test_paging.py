"""Pages of a list by what an address asks for."""

import pytest
from django.http import QueryDict
from django.utils.http import urlencode

from core.paging import page_of


@pytest.mark.parametrize("size", ["25", "100"])
def test_sizes_on_offer_are_given(size: str) -> None:
    page = page_of(list(range(300)), QueryDict(f"size={size}"))

    assert len(page) == int(size)


@pytest.mark.parametrize("words", ["", "0", "-25", "7", "²", "\u0662\u0665", "x", "9" * 5000, "\0", "1e2"])
def test_anything_else_is_the_usual_size_and_the_nearest_page(words: str) -> None:
    page = page_of(list(range(300)), QueryDict(urlencode({"size": words, "page": words})))

    assert len(page) == 50
