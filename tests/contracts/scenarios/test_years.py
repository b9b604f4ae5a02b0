"""Simulated years: asked for on a page, worked out by a job, shown to each side as it may see them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from background.runner import drain
from contracts.insurance.kinds import Fact
from contracts.models import LossScenario, LossYears, Policy, PublishedFact
from tests.cast import NOW, Cast
from tests.factories.scenarios import TILLS, make_shared, make_terms, make_years

SignIn = Callable[[User], Client]


def address(name: str, cast: Cast, **about: Any) -> str:
    return reverse(f"contracts:{name}", kwargs={"customer_slug": cast.customer.slug, **about})


@pytest.fixture
def mistake(cast: Cast) -> LossScenario:
    make_terms(cast.customer)
    about = {"cause": "msp_error", "msp_share": "1", "heads": {"DATA_RESTORATION": "9000"}}
    return make_shared(cast.customer, by=cast.provider_lead, name="A wrong setting", **about)


@pytest.fixture
def fewer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("contracts.scenarios.years.YEARS", 10_000)
    monkeypatch.setattr("contracts.views.scenarios.years.randbits", lambda bits: 42)


def simulate(cast: Cast, browser: Client, *rows: LossScenario) -> LossYears:
    answer = browser.post(address("years-add", cast), {"scenarios": [str(row.pk) for row in rows]})
    assert answer.status_code == 302, answer.content.decode()
    drain()
    return LossYears.objects.latest("asked_at")


def test_seed_and_inputs_give_the_same_figures_again(
    cast: Cast, sign_in: SignIn, mistake: LossScenario, fewer: None
) -> None:
    browser = sign_in(cast.provider_lead)
    first, second = simulate(cast, browser, mistake), simulate(cast, browser, mistake)

    assert first.pk != second.pk
    assert first.result
    assert first.result == second.result
    assert first.inputs_sha256 == second.inputs_sha256
    assert (first.seed, first.years_done) == (42, 10_000)


def test_page_shows_the_mean_the_curve_and_where_it_comes_from(
    cast: Cast, sign_in: SignIn, mistake: LossScenario, fewer: None
) -> None:
    browser = sign_in(cast.provider_lead)
    run = simulate(cast, browser, mistake)

    page = browser.get(run.get_absolute_url()).content.decode()

    assert "Fairlead IT’s insurer" in page
    assert "<polyline" in page
    assert "Seed 42" in page
    assert run.inputs_sha256 in page
    assert "style=" not in page.partition("<main")[2]


def test_customer_sees_the_provider_and_its_insurer_as_one(
    cast: Cast, sign_in: SignIn, mistake: LossScenario, fewer: None
) -> None:
    browser = sign_in(cast.customer_owner)
    run = simulate(cast, browser, mistake)
    page = browser.get(run.get_absolute_url()).content.decode()

    assert "Fairlead IT and its insurer" in page
    assert "Fairlead IT’s insurer" not in page

    for fact in (Fact.LIMITS, Fact.RETENTION):
        PublishedFact.objects.create(
            policy=Policy.objects.of_provider(cast.provider).get(), fact=fact, published_at=NOW
        )
    assert "Fairlead IT’s insurer" in browser.get(run.get_absolute_url()).content.decode()


def test_hours_examples_can_be_simulated(cast: Cast, sign_in: SignIn, mistake: LossScenario, fewer: None) -> None:
    tills = make_shared(cast.customer, by=cast.provider_lead, **TILLS)

    run = simulate(cast, sign_in(cast.customer_owner), mistake, tills)

    assert run.result
    assert run.result["customer"]["mean"] > 0


def test_while_it_runs_the_page_says_how_far(cast: Cast, sign_in: SignIn) -> None:
    run = make_years(cast.customer, by=cast.provider_lead, years_done=2_500)

    browser = sign_in(cast.provider_lead)
    page = browser.get(run.get_absolute_url()).content.decode()
    fragment = browser.get(run.get_absolute_url(), headers={"HX-Request": "true"}).content.decode()

    assert "25 % of the years are done" in page
    assert fragment.startswith('<div class="sheet" id="years" hx-get=')


def test_inputs_that_do_not_fit_are_kept_as_the_reason(cast: Cast, sign_in: SignIn) -> None:
    from contracts.tasks import simulate_years

    inputs = {"scenarios": [], "msp_contract": {}, "customer_policy": None, "msp_policy": None}
    run = make_years(cast.customer, by=cast.provider_lead, inputs=inputs | {"per_claim": False, "indemnity_days": None})

    finish = simulate_years(run_id=str(run.pk))
    assert finish is not None
    finish()

    run.refresh_from_db()
    assert "between 1 and 50 scenarios" in run.reason
    assert run.result is None
    assert simulate_years(run_id=str(run.pk)) is None


def test_an_example_that_costs_nothing_is_said_before_any_job(cast: Cast, sign_in: SignIn) -> None:
    nothing = make_shared(cast.customer, by=cast.provider_lead, heads={})

    answer = sign_in(cast.provider_lead).post(address("years-add", cast), {"scenarios": [str(nothing.pk)]})

    assert answer.status_code == 422
    assert "An event must cost something." in answer.content.decode()
    assert not LossYears.objects.exists()
