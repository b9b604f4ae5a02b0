"""Words as people say them."""

from decimal import Decimal

import pytest

from core.words import as_per_cent, in_a_row, listed, lower_first, per_cent, times, upper_first, whose


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


@pytest.mark.parametrize(("most", "said"), [(1, "a and 2 more"), (2, "a, b and 1 more"), (3, "a, b and c")])
def test_listed_names_the_first_of_many(most: int, said: str) -> None:
    assert listed(["a", "b", "c"], most) == said


def test_a_sentence_begins_with_a_capital_and_goes_on_with_a_small_letter() -> None:
    assert (upper_first("the VPN"), lower_first("The VPN")) == ("The VPN", "the VPN")
    assert (upper_first(""), lower_first("")) == ("", "")


@pytest.mark.parametrize(
    ("sentences", "said"), [((), ""), (("Lost profit",), "Lost profit"), (("Lost VAT", "Lawyers"), "Lost VAT; lawyers")]
)
def test_several_in_a_row(sentences: tuple[str, ...], said: str) -> None:
    assert in_a_row(sentences) == said
    assert in_a_row(sentences, ", ") == said.replace("; ", ", ")


@pytest.mark.parametrize(("number", "said"), [(0, "0 times"), (1, "once"), (2, "twice"), (3, "3 times")])
def test_times(number: int, said: str) -> None:
    assert times(number) == said


@pytest.mark.parametrize("figure", [99, "99.73", Decimal("0.5")])
def test_a_figure_and_its_sign_stay_in_one_line(figure: object) -> None:
    assert per_cent(figure) == f"{figure}\N{NO-BREAK SPACE}%"


@pytest.mark.parametrize(("part", "figure"), [("0", 0), ("0.25", 25), ("0.7250", "72.5"), ("1", 100), ("10", 1000)])
def test_a_part_of_one_in_per_cent(part: str, figure: object) -> None:
    assert as_per_cent(Decimal(part)) == per_cent(figure)
