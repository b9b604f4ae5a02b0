"""Every word, in any order and in any letters; what a pattern would mean is looked for as it is written."""

from typing import Any

import pytest
from django.db.models import Q

from accounts.models import Customer
from core.searching import MOST, has_words, with_words
from tests.cast import Cast

NAMES = ("Quay Bakery", "Mill 100% Ltd", "a_b", "axb", "back\\slash")


@pytest.fixture
def named(cast: Cast) -> list[Customer]:
    return [
        Customer.objects.create(provider=cast.provider, slug=f"c-{n}", name=name, about=f"about {n}", legal_name="L")
        for n, name in enumerate(NAMES)
    ]


def found(named: list[Customer], searched: str, *fields: str, **how: Any) -> list[str]:
    rows = Customer.objects.filter(pk__in=[each.pk for each in named]).order_by("slug")
    return [each.name for each in with_words(rows, searched, *(fields or ("name",)), **how)]


@pytest.mark.parametrize(
    ("searched", "names"),
    [
        ("", NAMES),
        ("  ", NAMES),
        ("bakery QUAY", ("Quay Bakery",)),
        ("quay mill", ()),
        ("100%", ("Mill 100% Ltd",)),
        ("%", ("Mill 100% Ltd",)),
        ("a_b", ("a_b",)),
        ("k\\s", ("back\\slash",)),
        ("quay\x00bakery", ("Quay Bakery",)),
    ],
)
def test_rows_that_have_every_word(named: list[Customer], searched: str, names: tuple[str, ...]) -> None:
    assert found(named, searched) == list(names)


def test_each_word_may_stand_in_another_field(named: list[Customer]) -> None:
    assert found(named, "quay 0", "name", "about") == ["Quay Bakery"]
    assert found(named, "quay 1", "name", "about") == []


def test_a_word_may_stand_elsewhere(named: list[Customer]) -> None:
    assert found(named, "about quay", also=lambda word: Q(about__icontains=word)) == ["Quay Bakery"]


def test_so_many_words_count(named: list[Customer]) -> None:
    assert found(named, "quay " * MOST + "nowhere") == ["Quay Bakery"]
    assert found(named, "quay " * (MOST - 1) + "nowhere") == []


@pytest.mark.parametrize(
    ("searched", "has"),
    [("", True), ("QUAY hold", True), ("Straße", True), ("STRASSE", True), ("quay mill", False), ("quayhold", False)],
)
def test_texts_that_have_every_word(searched: str, has: bool) -> None:
    assert has_words(searched, "Quay", "Household", "Straße") is has
