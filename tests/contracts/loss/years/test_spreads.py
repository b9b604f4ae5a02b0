"""Ranges with a shape agree with the published figures (domain.md §4.8) and with what is drawn from them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy import array, quantile
from numpy.random import default_rng

from contracts.loss.years.spreads import Lognormal, Pert, Spread, chance_of_any, yearly_mean, yearly_sd

PUBLISHED = Pert(1_000, 5_000, 20_000)
INTERVAL = Lognormal(5_000, 50_000)
DRAWS = 400_000


def test_pert_has_the_published_figures() -> None:
    assert PUBLISHED.alpha == pytest.approx(1.842105, abs=5e-7)
    assert PUBLISHED.beta == pytest.approx(4.157895, abs=5e-7)
    assert PUBLISHED.mean == pytest.approx(6_833.33, abs=0.005)
    assert PUBLISHED.sd == pytest.approx(3_312.43, abs=0.005)


def test_lognormal_has_the_published_figures() -> None:
    assert INTERVAL.mu == pytest.approx(9.668486, abs=5e-7)
    assert INTERVAL.sigma == pytest.approx(0.699936, abs=5e-7)
    assert INTERVAL.quantile(0.5) == pytest.approx(15_811.39, abs=0.005)
    assert INTERVAL.mean == pytest.approx(20_200.06, abs=0.005)
    assert INTERVAL.sd == pytest.approx(16_060.90, abs=0.005)
    assert INTERVAL.quantile(0.99) == pytest.approx(80_561.87, abs=0.005)


def test_an_interval_holds_ninety_per_cent() -> None:
    assert INTERVAL.quantile(0.05) == pytest.approx(5_000)
    assert INTERVAL.quantile(0.95) == pytest.approx(50_000)


def test_annualised_loss_is_that_of_riskquant() -> None:
    found = yearly_mean(Pert.certain(0.10), Lognormal(100_000, 1_000_000))

    assert found == pytest.approx(40_400.128269457266, rel=1e-12)


def test_a_year_of_fixed_rate_has_the_published_figures() -> None:
    rate = Pert.certain(0.3)

    assert yearly_mean(rate, INTERVAL) == pytest.approx(6_060.02, abs=0.005)
    assert yearly_sd(rate, INTERVAL) == pytest.approx(14_135.01, abs=0.005)
    assert chance_of_any(rate) == pytest.approx(0.25918, abs=5e-6)


def test_pert_quantiles_are_those_of_the_power_function_where_the_mode_is_the_lowest() -> None:
    spread = Pert(0, 0, 1)

    assert [spread.quantile(chance) for chance in (0.01, 0.5, 0.99)] == [
        pytest.approx(1 - (1 - chance) ** 0.2, rel=1e-12) for chance in (0.01, 0.5, 0.99)
    ]


@pytest.mark.parametrize("spread", [PUBLISHED, INTERVAL, Pert(0, 3, 3), Pert(2, 2, 9)])
def test_draws_have_the_mean_deviation_and_quantiles_said(spread: Spread) -> None:
    drawn = array(spread.draw(default_rng(1), DRAWS))

    assert drawn.mean() == pytest.approx(spread.mean, rel=0.01)
    assert drawn.std() == pytest.approx(spread.sd, rel=0.01)
    for chance in (0.05, 0.5, 0.95):
        assert quantile(drawn, chance) == pytest.approx(spread.quantile(chance), rel=0.01)


def test_the_chance_of_any_event_is_that_of_drawn_rates() -> None:
    rate = Pert(0.1, 0.5, 3)

    drawn = default_rng(1).poisson(rate.draw(default_rng(2), DRAWS))

    assert (drawn > 0).mean() == pytest.approx(chance_of_any(rate), rel=0.01)
    assert chance_of_any(Pert.certain(0)) == 0


@given(st.lists(st.integers(0, 10**6), min_size=3, max_size=3).map(sorted), st.floats(0.001, 0.999))
def test_pert_quantiles_and_mean_lie_inside_the_range(points: list[int], chance: float) -> None:
    spread = Pert(*points)

    assert spread.low <= spread.quantile(chance) <= spread.high
    assert spread.low <= spread.mean <= spread.high


@pytest.mark.parametrize(
    ("low", "mode", "high"), [(-1, 0, 1), (2, 1, 3), (1, 3, 2), (0, 1, float("inf")), (float("nan"), 1, 2)]
)
def test_a_range_out_of_order_is_refused(low: float, mode: float, high: float) -> None:
    with pytest.raises(ValueError, match="lowest, most likely and highest"):
        Pert(low, mode, high)


@pytest.mark.parametrize(("low", "high"), [(0, 1), (2, 1), (1, float("inf")), (float("nan"), 1)])
def test_an_interval_without_lower_end_is_refused(low: float, high: float) -> None:
    with pytest.raises(ValueError, match="90\xa0% interval"):
        Lognormal(low, high)


@pytest.mark.parametrize(("spread", "values"), [(Pert, (0, 1, 2e12)), (Lognormal, (1, 2e12))])
def test_a_range_beyond_all_money_is_refused(spread: type[Spread], values: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="may not go beyond"):
        spread(*values)
