"""What the provider would pay at most, from the rows of a contract (domain.md §4.4 to §4.6)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contracts.liability.position import Liability
from contracts.liability.vocabulary import AdviceRule, CapClass
from contracts.loss.vocabulary import BasketType, Cause, Head, SuperMode
from contracts.models import Contract, PublishedFact
from contracts.queries.liability import entered, resolved
from contracts.queries.liability_sheet import liability_sheet
from tests.cast import NOW, Cast
from tests.factories.contracts import make_clause, make_contract, make_line, make_service
from tests.factories.insurance import make_policy
from tests.factories.liability import (
    make_cap,
    make_higher_cap,
    make_indemnity,
    make_payment,
    make_rule,
    make_terms,
)

EVENT = date(2026, 5, 14)
ALL_FEES = {"form": "pct_fees_preceding", "figure": Decimal(100)}


@pytest.fixture
def contract(cast: Cast) -> Contract:
    return make_contract(cast.customer, effective_from=date(2024, 1, 1))


def buy(contract: Contract, fee: str, **about: Any) -> None:
    make_line(contract, make_service(contract.customer.provider), monthly_fee=Decimal(fee), **about)


def liability_at(contract: Contract, on: date, *, claim: str = "") -> Liability | None:
    rows = entered(contract)
    return None if rows.is_empty else resolved(rows, on, claim=claim)


def test_nothing_entered_is_not_no_limit(contract: Contract) -> None:
    assert liability_at(contract, EVENT) is None


def test_harbour_roast(contract: Contract) -> None:
    buy(contract, "1200")
    make_cap(contract, **ALL_FEES)
    make_rule(contract, heads="LOST_GROSS_PROFIT GOODWILL")
    make_rule(contract, causes="dependent_system_failure utility_failure")
    make_terms(contract, credits_sole_remedy=True)

    found = liability_at(contract, EVENT)

    assert found is not None
    assert (found.general_cap, found.general_used) == (Decimal("14400.00"), 0)
    assert found.excluded_heads == {Head.LOST_GROSS_PROFIT, Head.GOODWILL}
    assert found.excluded_causes == {Cause.DEPENDENT_SYSTEM_FAILURE, Cause.UTILITY_FAILURE}
    assert found.credits_sole_remedy
    assert found.credits_set_off
    assert found.unlimited_causes == {Cause.FRAUD}
    assert found.unrecoverable == {Head.REGULATORY_FINE}
    assert found.super_cap is None


def test_fenwick_and_shaw(contract: Contract) -> None:
    buy(contract, "1500")
    make_cap(contract, combined="greater_of", second_form=ALL_FEES["form"], second_figure=ALL_FEES["figure"])
    make_payment(contract)
    make_rule(contract, heads="LOST_GROSS_PROFIT GOODWILL")
    make_terms(contract, basket=Decimal(1000), basket_type="tipping")

    found = liability_at(contract, EVENT)

    assert found is not None
    assert found.general is not None
    assert (found.general_cap, found.general_used) == (Decimal("18000.00"), Decimal("2000.00"))
    assert found.general.available == Decimal("16000.00")
    assert (found.basket, found.basket_type) == (Decimal("1000.00"), BasketType.TIPPING)


def test_tidewell(contract: Contract) -> None:
    heads = "INCIDENT_RESPONSE NOTIFICATION LEGAL_DEFENCE THIRD_PARTY_DAMAGES"
    make_cap(contract, figure=Decimal(20000))
    make_higher_cap(contract, heads=heads)
    make_indemnity(contract, heads="NOTIFICATION LEGAL_DEFENCE THIRD_PARTY_DAMAGES", cap_class="super")
    make_rule(contract)

    found = liability_at(contract, EVENT)

    assert found is not None
    assert (found.general_cap, found.super_cap, found.super_used) == (20000, 60000, 0)
    assert found.super_heads == {Head(code) for code in heads.split()}
    assert (found.super_causes, found.super_mode) == ({Cause.DATA_BREACH}, SuperMode.SEPARATE)
    assert found.indemnity_heads == {Head.NOTIFICATION, Head.LEGAL_DEFENCE, Head.THIRD_PARTY_DAMAGES}
    assert found.indemnity_causes == {Cause.DATA_BREACH}
    assert found.excluded_heads == {Head.GOODWILL}


def test_promises_are_told_apart_by_cause(contract: Contract) -> None:
    make_indemnity(contract, heads="NOTIFICATION LEGAL_DEFENCE", third_party_claims_only=True, cap_class="uncapped")
    make_indemnity(contract, heads="DATA_RESTORATION", causes="ransomware")
    make_indemnity(contract, heads="OTHER", from_party="customer")
    make_indemnity(contract, heads="OTHER", causes="", trigger="unlicensed software")

    found = liability_at(contract, EVENT)

    assert found is not None
    assert found.indemnified(Cause.DATA_BREACH) == {Head.LEGAL_DEFENCE}
    assert found.indemnified(Cause.RANSOMWARE) == {Head.DATA_RESTORATION}
    assert found.indemnified(Cause.FRAUD) == frozenset()
    assert found.indemnity_heads == {Head.LEGAL_DEFENCE, Head.DATA_RESTORATION}
    assert found.promised(Cause.DATA_BREACH, CapClass.UNCAPPED) == {Head.LEGAL_DEFENCE}
    assert found.promised(Cause.DATA_BREACH, CapClass.GENERAL) == frozenset()


def test_the_other_rules_are_passed_on(contract: Contract) -> None:
    make_terms(
        contract, exclude_profit=True, exclude_indirect=True, advice_rule="excluded", subrogation_waived=True,
        credits_set_off=False,
    )  # fmt: skip
    make_rule(contract, treatment="unlimited", causes="msp_error")

    found = liability_at(contract, EVENT)

    assert found is not None
    assert found.excluded_heads == {Head.LOST_GROSS_PROFIT}
    assert found.unlimited_causes == {Cause.FRAUD, Cause.MSP_ERROR}
    assert found.advice_rule == AdviceRule.EXCLUDED
    assert found.exclude_indirect
    assert found.subrogation_waived
    assert not found.credits_set_off
    assert (found.general_cap, found.general, found.basket) == (None, None, 0)


def test_an_inclusive_higher_limit_is_used_by_both(contract: Contract) -> None:
    make_cap(contract)
    make_higher_cap(contract, mode="inclusive", basis="aggregate_term")
    make_payment(contract)
    make_payment(contract, cap_class="super", amount=Decimal(5000))

    found = liability_at(contract, EVENT)

    assert found is not None
    assert (found.general_used, found.super_used) == (2000, 7000)
    assert found.higher is not None
    assert found.higher.available == 23000


def test_a_claim_has_used_what_was_paid_for_it(contract: Contract) -> None:
    make_cap(contract, basis="per_claim")
    make_payment(contract, claim="C-1")

    new, known = liability_at(contract, EVENT), liability_at(contract, EVENT, claim="C-1")

    assert new is not None
    assert known is not None
    assert (new.general_used, known.general_used) == (0, 2000)


def test_the_date_decides_fees_and_payments(contract: Contract) -> None:
    buy(contract, "100", ends_on=date(2025, 12, 31))
    make_cap(contract, **ALL_FEES)
    make_payment(contract, amount=Decimal(50))

    found = [liability_at(contract, on) for on in (date(2026, 1, 1), date(2026, 7, 1), date(2027, 7, 1))]

    assert [(each.general_cap, each.general_used) for each in found if each] == [(1200, 0), (600, 50), (0, 50)]


def test_three_queries_whatever_has_been_entered(contract: Contract) -> None:
    counts = []
    for number in range(2):
        clause = make_clause(contract, f"11.{number}")
        for _ in range(5):
            buy(contract, "100")
            make_rule(contract, clause=clause)
            make_indemnity(contract, clause=clause)
            make_payment(contract, clause=clause)
        loaded = Contract.objects.select_related("customer__provider").get()
        with CaptureQueriesContext(connection) as queries:
            liability_at(loaded, EVENT)
        counts.append(len(queries))

    assert counts == [3, 3]


# A limit as high as what a policy pays


@pytest.mark.parametrize(("fact", "limit"), [("limits", 300_000), ("period", 250_000), (None, 250_000)])
def test_it_follows_the_policy_only_where_its_limits_are_shown(cast: Cast, fact: str | None, limit: int) -> None:
    policy = make_policy(
        cast.provider, kind="tech_eo", aggregate_limit=Decimal(1_000_000), per_claim_limit=Decimal(300_000)
    )
    if fact:
        PublishedFact.objects.create(policy=policy, fact=fact, published_by=cast.provider_owner, published_at=NOW)
    contract = make_contract(cast.customer)
    about = {"form": "insurance_limit", "figure": Decimal(250_000), "policy": "its liability insurance"}
    make_cap(contract, insured_by=policy, **about)

    found = liability_at(contract, NOW.date())

    assert found is not None
    assert found.general_cap == limit
    assert policy.number not in str(found.general)


@pytest.mark.parametrize(
    ("basis", "used"), [("aggregate_term", 2000), ("aggregate_year", 2000), ("", 2000), ("per_claim", 0)]
)
def test_a_new_version_goes_on_from_what_the_former_ones_used_of_one_limit(
    contract: Contract, basis: str, used: int
) -> None:
    make_payment(contract, paid_on=date(2026, 4, 1))
    between = make_contract(contract.customer, effective_from=date(2024, 1, 1), supersedes=contract)
    version = make_contract(contract.customer, effective_from=date(2024, 1, 1), supersedes=between)
    make_cap(version, basis=basis)

    found = liability_at(version, EVENT)

    assert found is not None
    assert found.general_used == used
    under = [paid.under for paid in liability_sheet(version, EVENT).payments]
    assert under == ([f"The general limit, paid under {contract.reference}"] if used else [])
