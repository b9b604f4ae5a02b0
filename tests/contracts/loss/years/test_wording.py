"""Owners read whole years and two significant figures."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.loss.years import wording
from contracts.loss.years.party import Party
from contracts.loss.years.results import Chance, PartyYears, Percentile


@pytest.mark.parametrize(
    ("chance", "sentence"),
    [
        (0.085, "In 100 years like this one, about 8 or 9 would cost more than £25,000."),
        (0.0848, "In 100 years like this one, about 8 or 9 would cost more than £25,000."),
        (0.092, "In 100 years like this one, about 9 would cost more than £25,000."),
        (0.259, "In 100 years like this one, about 26 would cost more than £25,000."),
        (0.0098, "In 1,000 years like this one, about 10 would cost more than £25,000."),
        (0.01, "In 100 years like this one, about 1 would cost more than £25,000."),
        (0.0025, "In 1,000 years like this one, about 2 or 3 would cost more than £25,000."),
        (0.996, "In 100 years like this one, all would cost more than £25,000."),
        (0, "None of the simulated years cost more than £25,000."),
    ],
)
def test_how_many_years_cost_more(chance: float, sentence: str) -> None:
    assert wording.exceeding(Chance(chance, 0), 25_000) == sentence


def test_a_sentence_says_whom_it_costs() -> None:
    assert wording.exceeding(Chance(0.3, 0), 1_234, Party.CUSTOMER) == (
        "In 100 years like this one, about 30 would cost you more than £1,200."
    )
    assert wording.exceeding(Chance(0, 0), 500, Party.MSP_INSURER) == (
        "None of the simulated years cost your provider’s insurer more than £500."
    )
    assert wording.at_most(Percentile(0.95, 34_312.5, 0, 0), Party.CUSTOMER) == (
        "In 95 of 100 years like this one it would cost you no more than £34,000."
    )


def test_the_average_year() -> None:
    years = PartyYears(mean=6_060.02, error=1, median=0, percentiles=(), loss=Chance(0, 0), curve=())

    assert wording.average(years) == "On average a year like this one would cost about £6,100."


@pytest.mark.parametrize(
    ("chance", "words"),
    [(0.085, "1 year in 12"), (0.25, "1 year in 4"), (0.9, "9 years in 10"), (0, "never in the simulated years")],
)
def test_one_in_so_many_years(chance: float, words: str) -> None:
    assert wording.one_in(Chance(chance, 0)) == words


@given(st.floats(0, 1), st.floats(0, 1e9))
def test_no_figure_has_more_than_two_significant_digits(chance: float, amount: float) -> None:
    sentence = wording.exceeding(Chance(chance, 0), amount)

    for number in re.findall(r"[\d,]+", sentence.replace("this one,", "")):
        assert len(number.replace(",", "").strip("0")) <= 2
