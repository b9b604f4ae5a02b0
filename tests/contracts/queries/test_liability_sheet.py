"""The liability page in words."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from contracts.liability.sheet import LiabilitySheet
from contracts.models import Contract
from contracts.queries.agreements import contract_sheet
from contracts.queries.liability_sheet import headline, liability_sheet, lost_profit, with_lost_profit
from contracts.queries.parts import parts_of
from tests.cast import Cast
from tests.factories.contracts import make_clause, make_contract, make_line
from tests.factories.liability import make_cap, make_higher_cap, make_indemnity, make_payment, make_rule, make_terms

EVENT = date(2026, 5, 14)


@pytest.fixture
def contract(cast: Cast) -> Contract:
    return make_contract(cast.customer, effective_from=date(2024, 1, 1))


def sheet(contract: Contract) -> LiabilitySheet:
    return liability_sheet(contract, EVENT)


def test_uncapped_by_law_stands_in_every_contract(contract: Contract) -> None:
    found = sheet(contract)

    assert not found.is_entered
    assert [each.text for each in found.by_law] == ["Death or injury", "Fraud by the IT provider"]
    assert found.excluded_besides == found.reckoning == ()


def test_each_of_the_other_rules_cites_its_clause(contract: Contract) -> None:
    names = ("indirect", "profit", "basket", "advice", "credits", "subrogation")
    cited = {f"{name}_clause": make_clause(contract, f"11.{number}") for number, name in enumerate(names)}
    make_terms(
        contract, exclude_indirect=True, exclude_profit=True, basket=Decimal(1000), basket_type="deductible",
        advice_rule="excluded", credits_sole_remedy=True, subrogation_waived=True, **cited,
    )  # fmt: skip

    found = sheet(contract)

    besides = {each.text: each.cite.number for each in found.excluded_besides if each.cite}
    assert besides == {
        "Indirect loss": "11.0",
        "Lost profit, direct or indirect": "11.1",
        "Loss that advice would have prevented, where Harbour Roast turned it down": "11.3",
        "More than the service credit, when a service level is missed": "11.4",
    }
    assert [(each.text, each.cite.number) for each in found.reckoning if each.cite] == [
        ("Losses below £1,000 stay with Harbour Roast. Only what is above it counts.", "11.2"),
        ("The insurer of Harbour Roast can’t claim back from Fairlead IT what it paid", "11.5"),
    ]


def test_declined_advice_may_reduce_and_credits_be_set_off(contract: Contract) -> None:
    make_terms(contract, advice_rule="reduced")

    assert [each.text for each in sheet(contract).reckoning] == [
        "Less is paid where Harbour Roast turned down advice that would have helped",
        "Service credits already given are taken off what is paid",
    ]


def test_a_promise_names_both_sides(contract: Contract) -> None:
    make_indemnity(contract, from_party="customer", causes="", trigger="unlicensed software")

    promise = sheet(contract).promises[0]

    assert (promise.giver, promise.taker, promise.trigger) == ("Harbour Roast", "Fairlead IT", "unlicensed software")


def test_no_limit_has_no_amounts(contract: Contract) -> None:
    make_cap(contract, form="unlimited", figure=None, basis="")
    make_payment(contract)

    general = sheet(contract).general

    assert general is not None
    assert (general.words, general.amount, general.left, general.basis) == ("no limit", "", "", "")


def test_the_contracts_page_says_the_same(contract: Contract) -> None:
    make_line(contract, monthly_fee=Decimal("600"), quantity=Decimal("2"))
    make_cap(contract, form="pct_fees_preceding", figure=Decimal(100))
    make_higher_cap(contract)
    make_rule(contract)
    make_payment(contract)
    loaded = Contract.objects.select_related("customer__provider").get()
    parts = parts_of(loaded)
    lines = contract_sheet(loaded, EVENT, parts).lines

    with CaptureQueriesContext(connection) as queries:
        said = headline(loaded, lines, parts.caps, parts.payments, EVENT)

    assert not queries
    assert said == liability_sheet(loaded, EVENT).statement
    assert "£14,400" in "".join(part.text for part in said)


def profit(contract: Contract) -> tuple[str, str] | None:
    loaded = with_lost_profit(Contract.objects.filter(pk=contract.pk)).select_related("customer").get()
    found = lost_profit(loaded, contract_sheet(loaded, EVENT).clauses)
    return found and (found.text, found.clause.number if found.clause else "")


def test_lost_profit_is_said_where_a_clause_excludes_it(contract: Contract) -> None:
    assert profit(contract) is None
    make_rule(contract, heads="GOODWILL")
    make_rule(contract, treatment="unlimited", heads="", causes="data_breach")
    assert profit(contract) is None

    make_terms(contract, exclude_profit=True, profit_clause=make_clause(contract, number="9.3"))
    assert profit(contract) == ("Lost profit is never paid, direct or indirect", "9.3")


def test_lost_profit_among_the_excluded_losses_is_said_as_well(contract: Contract) -> None:
    make_terms(contract)
    rule = make_rule(contract, heads="LOST_GROSS_PROFIT GOODWILL")
    assert profit(contract) == ("Lost profit is never paid", "")

    rule.clause = make_clause(contract, number="9.2")
    rule.save()
    assert profit(contract) == ("Lost profit is never paid", "9.2")


def test_the_contracts_page_cites_the_clause(cast: Cast, sign_in: Callable[[User], Client], contract: Contract) -> None:
    clause = make_clause(contract, number="9.2")
    make_rule(contract, heads="LOST_GROSS_PROFIT", clause=clause)

    page = sign_in(cast.customer_owner).get(contract.get_absolute_url()).content.decode()

    assert "Lost profit is never paid <cite>" in page
    assert ">clause 9.2</a>" in page
