"""Simulated years: asked for on a page, worked out by a job, shown to each side as it may see them."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from background.runner import drain
from contracts.insurance.kinds import Fact
from contracts.loss.forms import Form
from contracts.loss.years.plan import plan
from contracts.models import Contract, LossScenario, LossYears, Policy, PublishedFact
from contracts.scenarios import years
from contracts.scenarios.loss_forms import form_rows
from contracts.scenarios.queries import on_file, year_inputs
from tests.cast import NOW, Cast
from tests.factories.insurance import make_condition, make_policy, make_section
from tests.factories.scenarios import TILLS, make_scenario, make_shared, make_terms, make_years

SignIn = Callable[[User], Client]


def address(name: str, cast: Cast, **about: Any) -> str:
    return reverse(f"contracts:{name}", kwargs={"customer_slug": cast.customer.slug, **about})


@pytest.fixture(autouse=True)
def that_day(time_machine: Any) -> None:
    """What is entered here has its days about this one."""
    time_machine.move_to(NOW)


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
    assert run.inputs_sha256 in page  # the provider's own people may compare it
    assert "style=" not in page.partition("<main")[2]


def test_page_tells_what_a_year_is_made_of_by_the_six_forms(
    cast: Cast, sign_in: SignIn, mistake: LossScenario, fewer: None
) -> None:
    LossScenario.objects.update(heads={"DATA_RESTORATION": "9000", "GOODWILL": "3000", "OTHER": "10"})
    browser = sign_in(cast.customer_owner)
    run = simulate(cast, browser, mistake)

    shown = years.sheet(run.result or {}, on_file(cast.customer, cast.actor(cast.customer_owner), NOW.date()).reader)
    page = browser.get(run.get_absolute_url()).content.decode()

    rows = {row.term: row for row in shown.forms}
    assert [form.term for form in Form] == list(rows)
    assert [term for term, row in rows.items() if row.is_none] == [
        "Productivity", "Response", "Fines and judgements", "Competitive advantage",
    ]  # fmt: skip
    assert (rows["Replacement"].part, rows["Reputation"].part) == ("75\xa0%", "25\xa0%")
    assert rows["Replacement"].made_of == "Getting data back 75\xa0%"
    assert rows["None of the six forms"].part == "under 1\xa0%"
    assert "What it is made of" in page
    assert "secrets or a lead that are lost are not counted" in page


def test_list_says_what_a_year_costs_on_average(
    cast: Cast, sign_in: SignIn, mistake: LossScenario, fewer: None
) -> None:
    browser = sign_in(cast.customer_owner)
    simulate(cast, browser, mistake)
    make_years(cast.customer, by=cast.customer_owner, side="customer")

    page = browser.get(address("scenario-list", cast)).content.decode()

    assert "On average a year like this one would cost you about £" in page
    assert page.count("10,000 simulated years") == 2


@pytest.mark.parametrize(("chance", "top"), [(0.0, "0.4"), (0.26, "40"), (0.4, "40"), (0.897, "100"), (1.0, "100")])
def test_chart_ends_at_a_round_number_of_years(chance: float, top: str) -> None:
    assert f"{years._top(chance) * 100:g}" == top


def test_years_kept_before_forms_were_told_apart_have_none(cast: Cast) -> None:
    assert form_rows({}, 100.0) == ()


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

    assert "25\xa0% of the years are done" in page
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


def test_a_condition_that_has_no_bearing_on_an_event_is_kept_with_it(cast: Cast) -> None:
    make_terms(cast.customer)
    policy = Policy.objects.get(customer=cast.customer)
    make_condition(policy, code="MFA", is_met=False, checked_on=NOW.date(), causes=["ransomware"])
    tills = make_scenario(cast.customer, by=cast.provider_lead, **TILLS)
    attack = make_scenario(cast.customer, by=cast.provider_lead)

    given = year_inputs(on_file(cast.customer, cast.actor(cast.provider_lead), NOW.date()), [tills, attack])

    assert [each["no_bearing"] for each in given["scenarios"]] == [["MFA"], []]
    model = years.model_of(given)
    outage, ransomware = (plan(model, each) for each in model.scenarios)
    assert (outage.answer is not None, ransomware.answer) == (True, None)


def test_years_name_the_policy_that_they_leave_out(cast: Cast, sign_in: SignIn, fewer: None) -> None:
    make_terms(cast.customer)
    crime = make_policy(cast.customer, kind="crime", number="CR-1")
    make_section(crime, causes=["social_engineering"], heads=["FUNDS_TRANSFER"])
    about = {"cause": "social_engineering", "msp_share": Decimal(0), "heads": {"FUNDS_TRANSFER": "7000"}}
    trick = make_shared(cast.customer, by=cast.provider_lead, **about)

    browser = sign_in(cast.provider_lead)
    run = simulate(cast, browser, trick)

    assert run.inputs["left_out"] == [str(crime)]
    assert (
        f"{crime}, which would answer some of these events, is left out"
        in browser.get(run.get_absolute_url()).content.decode()
    )
    answer = on_file(cast.customer, cast.actor(cast.provider_lead), NOW.date()).answer(trick)
    assert answer.totals[:2] == (1000, 6000)


def test_an_example_that_costs_nothing_is_said_before_any_job(cast: Cast, sign_in: SignIn) -> None:
    nothing = make_shared(cast.customer, by=cast.provider_lead, heads={})

    answer = sign_in(cast.provider_lead).post(address("years-add", cast), {"scenarios": [str(nothing.pk)]})

    assert answer.status_code == 422
    assert "An event must cost something." in answer.content.decode()
    assert not LossYears.objects.exists()


def share(browser: Client, cast: Cast, run: LossYears) -> int:
    return int(browser.post(address("years-share", cast, pk=run.pk)).status_code)


def test_shared_years_are_read_by_both_sides_and_give_nothing_away(
    cast: Cast, sign_in: SignIn, mistake: LossScenario, fewer: None
) -> None:
    lead, owner = sign_in(cast.provider_lead), sign_in(cast.customer_owner)
    run = simulate(cast, lead, mistake)
    assert owner.get(run.get_absolute_url()).status_code == 404

    assert share(lead, cast, run) == 302

    ours, theirs = (browser.get(run.get_absolute_url()).content.decode() for browser in (lead, owner))
    assert "Both sides read this, shared by Tom Hallett" in theirs
    assert "Fairlead IT’s insurer" in ours
    for secret in ("Fairlead IT’s insurer", "Albion", "TE-5520", run.inputs_sha256):
        assert secret not in theirs
    assert "both sides see it" in owner.get(address("scenario-list", cast)).content.decode()
    assert share(lead, cast, run) == 403
    assert share(owner, cast, run) == 403


def test_years_made_of_a_private_example_are_not_shared(
    cast: Cast, sign_in: SignIn, mistake: LossScenario, fewer: None
) -> None:
    LossScenario.objects.update(shared_at=None, shared_by=None)
    lead = sign_in(cast.provider_lead)
    run = simulate(cast, lead, mistake)

    refused = lead.post(address("years-share", cast, pk=run.pk))

    assert refused.status_code == 403
    assert "Share the examples in it first: A wrong setting." in refused.content.decode()
    assert not LossYears.objects.visible_to(cast.actor(cast.customer_owner)).exists()


def test_years_under_a_contract_that_is_not_published_stay_with_the_provider(
    cast: Cast, sign_in: SignIn, mistake: LossScenario, fewer: None
) -> None:
    Contract.objects.update(published_at=None)
    lead = sign_in(cast.provider_lead)
    run = simulate(cast, lead, mistake)

    refused = lead.post(address("years-share", cast, pk=run.pk))

    assert refused.status_code == 403
    assert "not published" in refused.content.decode()


def test_unfinished_years_are_not_shared(cast: Cast, sign_in: SignIn) -> None:
    run = make_years(cast.customer, by=cast.provider_lead)

    assert share(sign_in(cast.provider_lead), cast, run) == 403


def test_what_the_provider_would_owe_without_a_cap_is_kept_for_the_checks(
    cast: Cast, sign_in: SignIn, mistake: LossScenario, fewer: None
) -> None:
    LossScenario.objects.update(heads={"DATA_RESTORATION": "90000"}, often=["1", "2", "3"])
    browser = sign_in(cast.provider_lead)
    sent = {"scenarios": [str(mistake.pk)], "tolerance": "5,000"}
    browser.post(address("years-add", cast), sent)
    drain()
    run = LossYears.objects.get()

    assert run.result
    assert run.tolerance == 5000
    assert run.result["provider_side"]["percentiles"][0]["pounds"] == 14_400
    assert run.result["attributable"]["percentiles"][0]["pounds"] > 90_000
    assert "attributable" not in browser.get(run.get_absolute_url()).content.decode()
