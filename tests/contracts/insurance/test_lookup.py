"""A policy as the loss allocation reads it: the worked examples of domain.md §4.4 to §4.6, and the edges."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import Customer
from contracts.insurance.interchange import PolicyAt
from contracts.insurance.lookup import Cover, as_customer_policy, covers_at
from contracts.loss.interchange import read_case, result_of
from contracts.models import Policy
from tests.cast import Cast
from tests.factories.insurance import make_condition, make_notice, make_policy, make_section, make_sublimit

WORKED = json.loads((Path(__file__).parents[1] / "loss/data/worked_examples.json").read_text())
ON = date(2026, 7, 19)
DEFAULTS = {
    "customer_policy": {"responds": True, "excluded_causes": [], "uninsurable": ["REGULATORY_FINE"],
                        "aggregate_used": "0", "bi_retention": "none"},
    "msp_policy": {"responds": True, "excluded_causes": [], "excluded_heads": ["REGULATORY_FINE"], "coinsurance": "0",
                   "aggregate_used": "0"},
}  # fmt: skip
PLAIN = {"waiting_hours": 0, "waiting_mode": "deductible"}


def harbour(customer: Customer) -> Policy:
    """§4.4: dependent system failure up to £25,000, eight hours, £1,000 or the waiting loss."""
    policy = make_policy(customer, bi_retention="greater_of")
    make_section(policy, name="DSF", heads=["LOST_GROSS_PROFIT", "EXTRA_EXPENSE"])
    return policy


def fenwick(customer: Customer) -> Policy:
    """§4.5: response, business interruption and liability; ransomware at three quarters, up to £30,000."""
    policy = make_policy(customer, retention="2500")
    both = ["ransomware", "data_breach"]
    make_section(policy, name="response", causes=both, limit=None, waiting_hours=0,
                 heads=["INCIDENT_RESPONSE", "DATA_RESTORATION", "NOTIFICATION"])  # fmt: skip
    make_section(policy, name="bi", causes=["ransomware"], limit=None, waiting_hours=12,
                 heads=["LOST_GROSS_PROFIT", "EXTRA_EXPENSE"])  # fmt: skip
    make_section(policy, name="liab", causes=both, limit=None, waiting_hours=0,
                 heads=["THIRD_PARTY_DAMAGES", "LEGAL_DEFENCE"])  # fmt: skip
    make_sublimit(policy)
    make_condition(policy, code="MFA", is_met=True, checked_on=ON)
    return policy


def tidewell(customer: Customer) -> Policy:
    """§4.6: £100,000 of which £30,000 is used; liability up to £25,000."""
    policy = make_policy(customer, retention="5000", aggregate_limit="100000")
    about: dict[str, Any] = {"causes": ["data_breach"], "waiting_hours": 0}
    make_section(policy, name="1", heads=["INCIDENT_RESPONSE", "NOTIFICATION"], limit=None, **about)
    make_section(policy, name="2", heads=["LEGAL_DEFENCE", "THIRD_PARTY_DAMAGES"], **about)
    make_notice(policy, paid="30000", paid_on=date(2026, 5, 1))
    return policy


def example(name: str) -> dict[str, Any]:
    return next(one for one in WORKED["examples"] if one["name"] == name)


def complete(shape: dict[str, Any], key: str) -> dict[str, Any]:
    """The example with its defaults written out, as our shape has them."""
    whole = DEFAULTS[key] | shape
    if sections := whole.get("sections"):
        whole["sections"] = [{"name": str(number)} | PLAIN | one for number, one in enumerate(sections, 1)]
    return whole


def cover_of(customer: Customer, on: date = ON) -> Cover:
    return covers_at([customer], on)[customer.pk]


def of_customer(customer: Customer, on: date = ON) -> PolicyAt:
    found = cover_of(customer, on).customer
    assert found is not None
    return found


@pytest.mark.parametrize(("name", "make"), [("1a", harbour), ("2a", fenwick), ("3a", tidewell)])
def test_worked_customer_policies(cast: Cast, name: str, make: Callable[[Customer], Policy]) -> None:
    make(cast.customer)

    assert of_customer(cast.customer).data == complete(example(name)["customer_policy"], "customer_policy")


@pytest.mark.parametrize(("name", "make"), [("1a", harbour), ("2a", fenwick), ("3a", tidewell)])
def test_stored_policies_give_the_worked_shares(cast: Cast, name: str, make: Callable[[Customer], Policy]) -> None:
    make(cast.customer)
    worked = example(name)
    case = read_case(worked | {"customer_policy": of_customer(cast.customer).data})

    assert result_of(case.allocate()) == worked["expected"] | {"third_party": "0"}


@pytest.mark.parametrize(
    ("name", "about"),
    [
        ("1a", {"retention": "5000"}),
        ("2a", {"retention": "10000"}),
        ("3a", {"retention": "2500", "per_claim_limit": "50000"}),
    ],
)
def test_worked_provider_policies(cast: Cast, name: str, about: dict[str, str]) -> None:
    make_policy(cast.provider, kind="tech_eo", aggregate_limit="1000000", **about)
    found = cover_of(cast.customer).provider

    assert found is not None
    assert found.data == complete(example(name)["msp_policy"], "msp_policy")


def test_the_unmet_condition_of_2b(cast: Cast) -> None:
    fenwick(cast.customer).conditions.update(is_met=False)

    assert of_customer(cast.customer).data["conditions"] == [{"code": "MFA", "met": False, "effect": "void"}]


def test_no_policy_is_none(cast: Cast) -> None:
    make_policy(cast.other_customer)

    found = cover_of(cast.customer)

    assert (found.customer, found.provider) == (None, None)


def test_out_of_force_says_why(cast: Cast) -> None:
    harbour(cast.customer)
    found = of_customer(cast.customer, date(2027, 2, 1))

    assert found.data["responds"] is False
    assert "is not in force on Mon 1 Feb 2027" in found.refusals[0]


def test_the_policy_in_force_answers_and_its_ledger_counts(cast: Cast) -> None:
    first = tidewell(cast.customer)
    second = make_policy(cast.customer, starts_on=date(2027, 1, 1), ends_on=date(2027, 12, 31))

    assert of_customer(cast.customer, date(2027, 1, 2)).policy_id == second.pk
    assert of_customer(cast.customer, date(2026, 4, 30)).data["aggregate_used"] == "0"
    assert of_customer(cast.customer).policy_id == first.pk


def test_cover_for_mistakes_comes_before_other_kinds(cast: Cast) -> None:
    make_policy(cast.provider, kind="cyber")
    liability = make_policy(cast.provider, kind="tech_eo")
    found = cover_of(cast.customer).provider

    assert found is not None
    assert found.policy_id == liability.pk


def test_what_nobody_knows_is_said_beside_the_figures(cast: Cast) -> None:
    policy = make_policy(cast.customer, coinsurance="0.1")
    make_section(policy, coinsurance="0.2", indemnity_days=90, name="BI")
    make_condition(policy, code="EDR", effect="reduce", reduced_by="0.4")
    make_condition(policy, code="MFA", counted=22, counted_of=24)
    found = of_customer(cast.customer)

    assert found.assumed == ("Whether the condition EDR is met is not known; it is taken as met.",)
    assert found.indemnity_days == {"BI": 90}
    assert found.data["sections"][0]["coinsurance"] == "0.2"
    assert found.data["coinsurance"]["fraud"] == "0.1"
    assert found.data["conditions"] == [
        {"code": "EDR", "met": True, "effect": "reduce", "pct": "0.4"},
        {"code": "MFA", "met": False, "effect": "void"},
    ]


def test_a_condition_counts_for_the_losses_it_matters_for(cast: Cast) -> None:
    policy = make_policy(cast.customer)
    make_condition(policy, code="BACKUP", effect="suspend")
    make_condition(policy, code="MFA", is_met=False, checked_on=ON, causes=["ransomware", "data_breach"])
    found = of_customer(cast.customer)

    assert found.data_for("ransomware") == found.data
    assert found.data_for("msp_error")["conditions"] == [
        {"code": "BACKUP", "met": True, "effect": "suspend"},
        {"code": "MFA", "met": False, "effect": "void", "relevant": False},
    ]
    assert found.without_bearing("ransomware") == ()
    assert found.without_bearing("msp_error") == (
        "The condition MFA is not met; it has no bearing on this kind of event, so it does not count.",
    )


def test_a_policy_of_another_kind_answers_what_the_first_has_no_part_for(cast: Cast) -> None:
    make_section(make_policy(cast.customer), causes=["ransomware"])
    crime = make_policy(cast.customer, kind="crime", number="CR-1")
    make_section(crime, causes=["social_engineering", "ransomware"], heads=["FUNDS_TRANSFER"])
    found = cover_of(cast.customer)

    assert found.customer_for("ransomware") == found.customer
    assert found.customer_for("social_engineering").policy_id == crime.pk  # type: ignore[union-attr]  # there is one
    assert found.customer_for("utility_failure") == found.customer
    Policy.objects.filter(pk=crime.pk).update(excluded_causes=["social_engineering"])
    found = cover_of(cast.customer)
    assert found.customer_for("social_engineering") == found.customer


def test_late_notice_is_told(cast: Cast) -> None:
    policy = make_policy(cast.customer, notice_within=30, notice_unit="days", retroactive_on=date(2026, 1, 1))
    days = {"happened_on": ON, "acted_on": date(2025, 12, 31), "notified_on": date(2026, 9, 1)}
    found = as_customer_policy(policy, **days)

    assert found.refusals == (
        "Mistakes made before Thu 1 Jan 2026 are not insured.",
        "The insurer has to be told within 30 days.",
    )


def test_a_condition_of_the_provider_that_is_not_met_is_said(cast: Cast) -> None:
    policy = make_policy(cast.provider, kind="tech_eo")
    make_condition(policy, code="MFA", is_met=False, checked_on=ON)
    make_condition(policy, code="EDR")
    found = cover_of(cast.customer).provider

    assert found is not None
    assert found.assumed == (
        "Whether the condition EDR is met is not known; it is taken as met.",
        "The condition MFA is not met; it is taken as having no bearing on the loss.",
    )


def test_queries_do_not_grow(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(3):
        policy = make_policy(cast.customer, number=f"N-{number}")
        for _ in range(3):
            make_section(policy)
            make_notice(policy)

    with django_assert_num_queries(1):
        cover_of(cast.customer)
