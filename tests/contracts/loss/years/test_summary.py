"""Mean, percentiles and the loss exceedance curve of a party's years."""

from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.loss.years.party import Party
from contracts.loss.years.results import PartyYears, round_figures
from contracts.loss.years.simulation import Simulation
from contracts.loss.years.summary import summarise

amounts = st.lists(st.one_of(st.just(0), st.integers(1, 10**9)), min_size=2, max_size=60)


def years_of(pence: list[int], *thresholds: float) -> PartyYears:
    shares = {party: np.array(pence, np.int64) for party in Party}
    return summarise(Simulation(1, shares), thresholds).parties[Party.CUSTOMER]


def test_the_figures_of_ten_years() -> None:
    found = years_of([0, 0, 0, 0, 0, 0, 100_00, 200_00, 300_00, 1_000_00], 200)

    assert (found.mean, found.median) == (160, 0)
    assert found.error == pytest.approx(np.std([0] * 6 + [100, 200, 300, 1_000], ddof=1) / sqrt(10))
    assert [each.pounds for each in found.percentiles] == [300, 1_000, 1_000]
    assert (found.loss.value, found.loss.error) == (0.4, pytest.approx(sqrt(0.024)))
    assert found.at(200).value == 0.3
    assert found.at(200).one_in == pytest.approx(10 / 3)


def test_the_curve_ends_at_the_first_round_amount_that_no_year_reached() -> None:
    curve = years_of([0, 130_00]).curve

    assert [(point.pounds, point.chance.value) for point in curve] == [(100, 0.5), (120, 0.5), (150, 0)]
    assert curve[-1].chance.one_in is None


def test_years_without_loss_have_a_curve_too() -> None:
    found = years_of([0, 0])

    assert (found.mean, found.error, found.median, found.loss.value) == (0, 0, 0, 0)
    assert [point.chance.value for point in found.curve] == [0]


def test_percentiles_tell_how_sure_they_are() -> None:
    pence = np.random.default_rng(1).integers(0, 10**6, 10_000).tolist()

    for each in years_of(pence).percentiles:
        assert each.low < each.pounds < each.high


@given(amounts, st.integers(1, 10**7))
def test_the_curve_never_rises_from_the_chance_of_any_loss(pence: list[int], threshold: int) -> None:
    found = years_of(pence, threshold)

    chances = [found.loss.value, *(point.chance.value for point in found.curve)]
    assert chances == sorted(chances, reverse=True)
    for point in found.curve:
        assert point.chance.value == sum(each >= point.pounds * 100 for each in pence) / len(pence)


@given(amounts)
def test_percentiles_are_amounts_that_occurred(pence: list[int]) -> None:
    found = years_of(pence)

    for chance, pounds in [(0.5, found.median), *((each.chance, each.pounds) for each in found.percentiles)]:
        assert round(pounds * 100) in pence
        assert sum(each <= round(pounds * 100) for each in pence) / len(pence) >= chance - 1e-9


@pytest.mark.parametrize(
    ("value", "rounded"), [(0, 0), (6_060.02, 6_100), (25_000, 25_000), (99.6, 100), (0.0846, 0.085), (14_500, 15_000)]
)
def test_two_significant_figures(value: float, rounded: float) -> None:
    assert round_figures(value) == pytest.approx(rounded)
