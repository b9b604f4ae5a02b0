"""C-18 and C-19: each finds, passes, and says when it cannot know; who may read it."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from contracts.insurance.kinds import Fact
from contracts.models import Contract, LossYears, Policy, PublishedFact
from contracts.scenarios.checks import YearsFacts, check_years
from contracts.scenarios.findings import findings_of_years, typical
from core.checks import Found
from findings.registry import checks
from tests.cast import NOW, Cast
from tests.factories.contracts import make_contract
from tests.factories.liability import make_cap
from tests.factories.scenarios import make_terms, make_years

FACTS = YearsFacts(
    customer_id="c", customer="Harbour Roast", provider="Fairlead IT", path="/y/", provider_typical=4_000.0,
    attributable=20_000.0, residual=6_000.0, tolerance=Decimal(5_000), has_cap=True, cap=Decimal(14_400),
    aggregate=Decimal(1_000_000), customers=200,
)  # fmt: skip


def told(facts: YearsFacts) -> list[tuple[str, bool]]:
    return [(each.check, each.is_unknown) for each in check_years(facts)]


def test_a_cap_below_a_bad_year_and_more_than_was_said_is_found() -> None:
    (found,) = check_years(FACTS)

    assert (found.check, found.severity) == ("C-19", "high")
    assert found.message == "A bad year could cost you £6,000 after everyone has paid."
    assert found.in_names().message == "A bad year could cost Harbour Roast £6,000 after everyone has paid."


@pytest.mark.parametrize(
    "about",
    [{"tolerance": Decimal(6_000)}, {"cap": Decimal(20_000)}, {"has_cap": False}, {"attributable": 14_400.0}],
)
def test_a_year_that_can_be_borne_passes(about: dict[str, Any]) -> None:
    assert told(replace(FACTS, **about)) == []


@pytest.mark.parametrize(
    ("about", "missing"),
    [
        ({"residual": None, "attributable": None}, "no year has been simulated"),
        ({"tolerance": None}, "nobody has said how much"),
        ({"attributable": None}, "simulate them anew"),
    ],
)
def test_a_bad_year_without_its_facts_is_unknown(about: dict[str, Any], missing: str) -> None:
    (found,) = check_years(replace(FACTS, **about))

    assert (found.check, found.is_unknown) == ("C-19", True)
    assert missing in found.message


def test_cover_shared_by_too_many_is_found() -> None:
    found = check_years(replace(FACTS, customers=251, tolerance=Decimal(9_000)))

    assert [(each.check, each.severity, each.is_unknown) for each in found] == [("C-18", "medium", False)]
    assert "shared by 251 customers: £4,000 for each" in found[0].message
    assert "in which it has to pay, this one alone needs £4,000 or more" in found[0].message


def test_cover_that_just_reaches_passes() -> None:
    assert told(replace(FACTS, customers=250, tolerance=Decimal(9_000))) == []


@pytest.mark.parametrize("about", [{"aggregate": None}, {"provider_typical": None}])
def test_shared_cover_without_its_facts_is_unknown(about: dict[str, Any]) -> None:
    assert ("C-18", True) in told(replace(FACTS, **about))


def test_a_limit_that_nobody_entered_is_no_pass_while_too_much_stays() -> None:
    found = check_years(replace(FACTS, has_cap=False, is_cap_known=False))

    assert [(each.check, each.is_unknown) for each in found] == [("C-19", True)]
    assert "no limit is entered" in found[0].message
    assert told(replace(FACTS, has_cap=False, is_cap_known=False, tolerance=Decimal(6_000))) == []


def test_half_of_the_years_with_a_loss_are_meant_not_half_of_all() -> None:
    """A loss in one year of ten: of all years half cost nothing, of those that cost something half £5,000 or more."""
    chances = {100: 0.1, 2_000: 0.08, 5_000: 0.05, 6_000: 0.049, 9_000: 0.0}
    curve = [{"pounds": pounds, "chance": {"value": chance}} for pounds, chance in chances.items()]

    assert typical({"loss": {"value": 0.1}, "curve": curve}) == 5_000
    assert typical({"loss": {"value": 0.0}, "curve": [{"pounds": 100, "chance": {"value": 0.0}}]}) == 0


def percentiles(amount: float) -> dict[str, Any]:
    curve = [{"pounds": amount, "chance": {"value": 0.4}}]
    return {"percentiles": [{"pounds": amount}], "loss": {"value": 0.4}, "curve": curve}


def simulated(cast: Cast, **about: Any) -> LossYears:
    """Years in which the provider bears far more than its cover allows for each of its two customers."""
    result = {
        "customer": percentiles(6_000.0), "provider_side": percentiles(600_000.0), "attributable": percentiles(20_000.0)
    }  # fmt: skip
    about = {"result": result, "finished_at": NOW, "tolerance": Decimal(5_000)} | about
    return make_years(cast.customer, by=about.pop("by", cast.provider_lead), **about)


def found(cast: Cast) -> dict[str, tuple[Found, bool]]:
    return {
        each.check: (each, is_told)
        for each, is_told in findings_of_years([cast.customer], NOW.date())[cast.customer.pk]
    }


def publish_limits(cast: Cast) -> None:
    policy = Policy.objects.of_provider(cast.provider).get()
    PublishedFact.objects.create(policy=policy, fact=Fact.LIMITS, published_at=NOW)


def test_both_are_found_from_the_latest_years_and_stay_with_staff(cast: Cast) -> None:
    make_terms(cast.customer)
    simulated(cast)

    both = found(cast)

    assert {name: (each.is_unknown, is_told) for name, (each, is_told) in both.items()} == {
        "C-18": (False, False), "C-19": (False, False),
    }  # fmt: skip
    assert set(both) <= set(checks())


def test_cover_that_has_run_out_is_no_cover(cast: Cast) -> None:
    make_terms(cast.customer)
    simulated(cast, shared_at=NOW, shared_by=cast.provider_lead)
    publish_limits(cast)
    Policy.objects.of_provider(cast.provider).update(ends_on=NOW.date() - timedelta(days=1))

    shared, is_told = found(cast)["C-18"]

    assert shared.is_unknown
    assert not is_told  # customers do not read when cover ends unless that is published too


def test_shared_years_tell_the_customer_of_a_bad_year_and_of_the_cover_once_published(cast: Cast) -> None:
    make_terms(cast.customer)
    simulated(cast, shared_at=NOW, shared_by=cast.provider_lead)
    before = found(cast)
    publish_limits(cast)

    assert (before["C-18"][1], before["C-19"][1]) == (False, True)
    assert found(cast)["C-18"][1]


def test_a_limit_in_a_contract_that_the_customer_does_not_read_is_not_told(cast: Cast) -> None:
    contract = make_terms(cast.customer)
    Contract.objects.filter(pk=contract.pk).update(published_at=None)
    simulated(cast, shared_at=NOW, shared_by=cast.provider_lead)

    assert not found(cast)["C-19"][1]


def test_the_limit_of_a_published_contract_goes_before_one_that_is_still_hidden(cast: Cast) -> None:
    make_terms(cast.customer)
    hidden = make_contract(cast.customer, reference="NEW", effective_from=date(2026, 3, 1), published_at=None)
    make_cap(hidden, figure=Decimal(77))
    simulated(cast, shared_at=NOW, shared_by=cast.provider_lead)

    bad_year, is_told = found(cast)["C-19"]

    assert is_told
    assert bad_year.facts["cap"].startswith("14400")


def test_published_limits_alone_tell_nothing_of_private_years(cast: Cast) -> None:
    make_terms(cast.customer)
    simulated(cast)
    publish_limits(cast)

    assert not found(cast)["C-18"][1]


def test_without_years_both_are_unknown_and_the_cover_is_staffs(cast: Cast) -> None:
    make_terms(cast.customer)
    simulated(cast, side="customer", by=cast.customer_owner)  # kept by the customer to itself: nobody else's business

    both = found(cast)

    assert both["C-18"][0].is_unknown
    assert both["C-19"][0].is_unknown
    assert (both["C-18"][1], both["C-19"][1]) == (False, True)


def test_without_a_contract_there_is_nothing_to_compare(cast: Cast) -> None:
    assert findings_of_years([cast.customer], NOW.date())[cast.customer.pk] == []
