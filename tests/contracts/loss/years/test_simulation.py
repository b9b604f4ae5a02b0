"""Simulated years: the published figures, and what holds however the dice fall."""

from dataclasses import replace
from decimal import Decimal
from math import log
from statistics import NormalDist

import numpy as np
import pytest

from contracts.loss.forms import FORM_OF
from contracts.loss.terms import CustomerPolicy, InvalidTerms, MspContract, MspPolicy, Section
from contracts.loss.vocabulary import Cause, Head, SuperMode
from contracts.loss.years import simulation as years_simulation
from contracts.loss.years.model import Cost, YearModel, YearScenario
from contracts.loss.years.party import Party
from contracts.loss.years.simulation import Simulation, chunk_of, simulate
from contracts.loss.years.spreads import Lognormal, Pert, chance_of_any, yearly_mean, yearly_sd
from contracts.loss.years.summary import summarise
from tests.contracts.loss.years.cases import Cases

RATE, AMOUNT = Pert.certain(0.3), Lognormal(5_000, 50_000)
YEARS = 10_000
OWN, INSURER, MSP, MSP_INSURER = Party.CUSTOMER, Party.CUSTOMER_INSURER, Party.MSP, Party.MSP_INSURER


def model_of(rate: Pert = RATE, *, share: str = "0", **terms) -> YearModel:
    """One kind of event under one head."""
    scenario = YearScenario(
        name="incident",
        cause=Cause.MSP_ERROR,
        frequency=rate,
        duration=Pert.certain(0),
        costs=(Cost(head=Head.INCIDENT_RESPONSE, amount=AMOUNT),),
        msp_share=Decimal(share),
    )
    return YearModel(scenarios=(scenario,), **({"contract": MspContract()} | terms))


def insured(**limits) -> CustomerPolicy:
    section = Section(causes=frozenset({Cause.MSP_ERROR}), heads=frozenset({Head.INCIDENT_RESPONSE}))
    return CustomerPolicy(sections=(section,), **limits)


@pytest.fixture(scope="module")
def published() -> Simulation:
    """The published 0.021 for £50,000 is the exact 0.0216 cut short, so that not every seed comes within 3 % of it."""
    return simulate(model_of(), years=400_000, seed=5)


def test_a_year_has_the_published_figures(published: Simulation) -> None:
    found = summarise(published, (25_000, 50_000)).parties[OWN]

    assert found.mean == pytest.approx(6_060.02, rel=0.03)
    assert found.error * np.sqrt(published.years) == pytest.approx(14_135.01, rel=0.03)
    assert found.loss.value == pytest.approx(0.25918, rel=0.03)
    assert found.at(25_000).value == pytest.approx(0.085, rel=0.03)
    assert found.at(50_000).value == pytest.approx(0.021, rel=0.03)
    assert [each.pounds for each in found.percentiles[1:]] == [
        pytest.approx(34_300, rel=0.03),
        pytest.approx(65_700, rel=0.03),
    ]


def test_a_year_agrees_with_the_exact_compound_distribution(published: Simulation) -> None:
    """By Fourier transform on a grid of £10: the transform of S is exp(Λ(transform of X − 1))."""
    step, size = 10, 2**17
    law = NormalDist(AMOUNT.mu, AMOUNT.sigma)
    below = np.array([law.cdf(log((place - 0.5) * step)) if place else 0.0 for place in range(size + 1)])
    years = np.cumsum(np.fft.irfft(np.exp(RATE.mean * (np.fft.rfft(np.diff(below)) - 1)), size))

    found = summarise(published, (5_000, 25_000, 50_000)).parties[OWN]

    for pounds in (5_000, 25_000, 50_000, 100_000):
        chance = found.at(pounds)
        assert chance.value == pytest.approx(1 - years[pounds // step - 1], abs=3.5 * chance.error)


def test_a_drawn_rate_widens_the_year_as_the_formulas_say() -> None:
    rate = Pert(0.1, 0.5, 3)

    found = simulate(model_of(rate), years=400_000, seed=2).shares[Party.TOTAL] / 100

    assert found.mean() == pytest.approx(yearly_mean(rate, AMOUNT), rel=0.01)
    assert found.std() == pytest.approx(yearly_sd(rate, AMOUNT), rel=0.01)
    assert (found > 0).mean() == pytest.approx(chance_of_any(rate), rel=0.01)


def test_forms_of_loss_add_up_to_what_each_year_costs() -> None:
    for seed in range(6):
        model = Cases(seed).model(3)
        found = simulate(model, years=YEARS, seed=seed)

        forms = sum(found.forms.values())
        heads = {head for scenario in model.scenarios for head in scenario.heads}
        assert np.array_equal(forms, found.shares[Party.TOTAL])
        assert set(found.forms) == {FORM_OF[head] for head in heads}
        assert set(found.heads) == heads
        for form, amounts in found.forms.items():
            of_heads = sum(amount for head, amount in found.heads.items() if FORM_OF[head] == form)
            assert of_heads == pytest.approx(float(amounts.sum(dtype=float)))


def test_a_form_has_its_mean_its_percentiles_and_its_heads(published: Simulation) -> None:
    whole = summarise(published).parties[Party.TOTAL]

    (response,) = summarise(published).forms.values()

    assert (response.mean, response.error) == (whole.mean, whole.error)
    assert response.percentiles == whole.percentiles
    assert response.loss == whole.loss
    assert response.heads == {Head.INCIDENT_RESPONSE: pytest.approx(whole.mean)}


def test_same_seed_same_years_another_seed_others() -> None:
    model = Cases(1).model(3)

    first, again, other = (simulate(model, years=YEARS, seed=seed) for seed in (5, 5, 6))

    assert all(np.array_equal(first.shares[party], again.shares[party]) for party in Party)
    assert not np.array_equal(first.shares[Party.TOTAL], other.shares[Party.TOTAL])
    assert summarise(first) == summarise(again)
    assert summarise(first).seed == 5


def test_what_one_kind_of_event_costs_leaves_the_others_alone() -> None:
    model = Cases(2).model(2)
    first, second = model.scenarios
    dearer = replace(first, costs=(Cost(head=Head.OTHER, amount=Pert(1, 2, 3)), *first.costs))
    alone = replace(model, scenarios=(replace(first, frequency=Pert.certain(0)), second))

    changed = replace(model, scenarios=(dearer, second))
    of_second = simulate(alone, years=YEARS, seed=3).shares[Party.TOTAL]
    total = simulate(changed, years=YEARS, seed=3).shares[Party.TOTAL]

    assert (total >= of_second).all()


def test_chunks_follow_one_another_until_all_years_are_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(years_simulation, "CHUNK_YEARS", 4_000)
    told: list[int] = []

    simulation = simulate(model_of(), years=YEARS, seed=1, on_chunk=told.append)

    assert told == [4_000, 8_000, 10_000]
    thirds = [part.mean() for part in np.split(simulation.shares[OWN], [4_000, 8_000])]
    assert len(set(thirds)) == 3
    assert all(third > 0 for third in thirds)


def test_many_events_a_year_come_with_fewer_years_at_once() -> None:
    assert chunk_of(model_of()) == 50_000
    assert chunk_of(model_of(Pert.certain(20))) == 10_000


def test_two_events_in_a_year_draw_no_more_than_the_aggregate() -> None:
    policy = insured(aggregate_limit=Decimal(30_000), aggregate_used=Decimal(5_000))

    shares = simulate(model_of(Pert.certain(3), customer_policy=policy), years=YEARS, seed=1).shares

    assert shares[INSURER].max() == 25_000_00
    assert (shares[Party.TOTAL] > 25_000_00).any()


def test_a_limit_for_each_claim_is_not_used_up() -> None:
    policy = insured(per_claim_limit=Decimal(10_000))

    shares = simulate(model_of(Pert.certain(3), customer_policy=policy), years=YEARS, seed=1).shares

    assert shares[INSURER].max() > 20_000_00


@pytest.mark.parametrize(("caps_per_claim", "is_within"), [(False, True), (True, False)])
def test_a_cap_is_used_up_within_the_year_unless_each_claim_has_its_own(caps_per_claim: bool, is_within: bool) -> None:
    contract, msp_policy = MspContract(general_cap=Decimal(20_000)), MspPolicy(aggregate_limit=Decimal(8_000))
    model = model_of(
        Pert.certain(3), share="1", contract=contract, msp_policy=msp_policy, caps_per_claim=caps_per_claim
    )

    shares = simulate(model, years=YEARS, seed=1).shares

    assert ((shares[MSP] + shares[MSP_INSURER]).max() <= 20_000_00) == is_within
    assert shares[MSP_INSURER].max() == 8_000_00


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("cap", ["general_cap", "super_cap"])
def test_a_higher_cap_never_costs_the_customer_more(seed: int, cap: str) -> None:
    """In no year. (An inclusive super-cap may be used up by general claims of an insurer: there only on average.)"""
    model = Cases(seed + 3_000).model(3)
    contract = replace(model.contract, **{cap: Decimal(5_000)}, super_mode=SuperMode.SEPARATE)

    before, after = (
        simulate(replace(model, contract=terms), years=YEARS, seed=seed).shares[OWN]
        for terms in (contract, replace(contract, **{cap: Decimal(9_000)}))
    )

    assert (after <= before).all()
    assert after.mean() <= before.mean()


@pytest.mark.parametrize("seed", range(6))
def test_a_higher_cap_costs_the_customer_no_more_on_average_under_an_inclusive_super_cap(seed: int) -> None:
    model = Cases(seed + 4_000).model(3)
    contract = replace(
        model.contract, general_cap=Decimal(5_000), super_cap=Decimal(20_000), super_mode=SuperMode.INCLUSIVE
    )

    before, after = (
        simulate(replace(model, contract=terms), years=YEARS, seed=seed).shares[OWN]
        for terms in (contract, replace(contract, general_cap=Decimal(9_000)))
    )

    assert after.mean() <= before.mean()


@pytest.mark.parametrize("years", [9_999, 1_000_001])
def test_too_few_or_too_many_years_are_refused(years: int) -> None:
    with pytest.raises(InvalidTerms, match="between 10,000 and 1,000,000"):
        simulate(model_of(), years=years, seed=1)
