"""What the database refuses about liability, whoever writes."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError
from django.db.models import Model, ProtectedError

from contracts.liability.vocabulary import Side
from contracts.queries.agreements import count_citations
from tests.cast import Cast
from tests.factories.contracts import make_clause, make_contract
from tests.factories.liability import (
    make_cap,
    make_higher_cap,
    make_indemnity,
    make_payment,
    make_rule,
    make_terms,
)

UNLIMITED = {"form": "unlimited", "figure": None}


@pytest.mark.parametrize(
    ("make", "wrong"),
    [
        (make_cap, {"cap_class": "uncapped"}),
        (make_cap, {"combined": "sum_of", "second_form": "fixed", "second_figure": 1}),
        (make_cap, {"form": "handshake"}),
        (make_cap, {"form": "greater_of"}),
        (make_cap, {"figure": None}),
        (make_cap, {"figure": Decimal(-1)}),
        (make_cap, {"form": "unlimited"}),
        (make_cap, {"first_year": "perhaps"}),
        (make_cap, {"basis": "roughly"}),
        (make_cap, {"combined": "greater_of"}),
        (make_cap, {"second_form": "fixed", "second_figure": 1}),
        (make_cap, {"combined": "greater_of", "second_form": "fixed"}),
        (make_cap, {"combined": "greater_of", "second_form": "handshake", "second_figure": 1}),
        (make_cap, {"form": "insurance_limit"}),
        (make_cap, {"combined": "lesser_of", "second_form": "insurance_limit", "second_figure": 1}),
        (make_cap, {"form": "multiple_general"}),
        (make_cap, {"combined": "lesser_of", "second_form": "multiple_general", "second_figure": 1}),
        (make_cap, {"heads": "GOODWILL"}),
        (make_cap, {"mode": "separate"}),
        (make_higher_cap, {"mode": ""}),
        (make_higher_cap, {"mode": "beside"}),
        (make_higher_cap, {"heads": ""}),
        (make_higher_cap, {"causes": ""}),
        (make_higher_cap, {"heads": "BODILY_INJURY"}),
        (make_higher_cap, {"causes": "fraud"}),
        (make_rule, {"treatment": "halved"}),
        (make_rule, {"heads": "HAPPINESS"}),
        (make_rule, {"heads": "GOODWILL  OTHER"}),
        (make_rule, {"causes": "bad_luck"}),
        (make_rule, {"heads": "", "causes": "", "words": ""}),
        (make_rule, {"treatment": "unlimited", "heads": "GOODWILL"}),
        (make_indemnity, {"from_party": "insurer"}),
        (make_indemnity, {"cap_class": "sky"}),
        (make_indemnity, {"heads": ""}),
        (make_indemnity, {"causes": "", "trigger": ""}),
        (make_indemnity, {"heads": "HAPPINESS"}),
        (make_indemnity, {"causes": "bad_luck"}),
        (make_payment, {"amount": Decimal(0)}),
        (make_payment, {"cap_class": "sky"}),
        (make_terms, {"basket": Decimal(1000)}),
        (make_terms, {"basket": Decimal(0), "basket_type": "tipping"}),
        (make_terms, {"basket_type": "tipping"}),
        (make_terms, {"basket": Decimal(1), "basket_type": "wicker"}),
        (make_terms, {"advice_rule": "ignored"}),
    ],
)
def test_refuses(cast: Cast, make: Callable[..., Model], wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        make(make_contract(cast.customer), **wrong)


@pytest.mark.parametrize("treatment", ["excluded", "unlimited"])
@pytest.mark.parametrize("named", [{"heads": "BODILY_INJURY"}, {"causes": "fraud"}])
def test_what_the_law_leaves_unlimited_is_never_edited(cast: Cast, treatment: str, named: dict[str, str]) -> None:
    with pytest.raises(IntegrityError):
        make_rule(make_contract(cast.customer), treatment=treatment, **named)


@pytest.mark.parametrize("make", [make_cap, make_higher_cap, make_terms])
def test_a_contract_has_each_once(cast: Cast, make: Callable[..., Model]) -> None:
    contract = make_contract(cast.customer)
    make(contract)

    with pytest.raises(IntegrityError):
        make(contract)


@pytest.mark.parametrize("make", [make_cap, make_higher_cap, make_rule, make_indemnity, make_payment])
def test_a_clause_that_is_cited_stays(cast: Cast, make: Callable[..., Model]) -> None:
    contract = make_contract(cast.customer)
    clause = make_clause(contract, "11.1")

    make(contract, clause=clause)

    assert count_citations(clause) == 1
    with pytest.raises(ProtectedError):
        clause.delete()


def test_the_other_rules_cite_a_clause_each(cast: Cast) -> None:
    contract = make_contract(cast.customer)
    clause = make_clause(contract, "11.1")
    names = ("indirect", "profit", "basket", "advice", "credits", "subrogation")

    make_terms(contract, **{f"{name}_clause": clause for name in names})

    assert count_citations(clause) == len(names)


def test_the_other_side_of_a_promise_is_whom_it_is_made_to(cast: Cast) -> None:
    contract = make_contract(cast.customer)

    assert make_indemnity(contract).to_party == Side.CUSTOMER
    assert make_indemnity(contract, from_party="customer").to_party == Side.PROVIDER


def test_rows_say_themselves_in_words(cast: Cast) -> None:
    contract = make_contract(cast.customer)
    words = {
        str(row): row.in_words
        for row in (
            make_cap(contract, combined="greater_of", second_form="pct_fees_preceding", second_figure=Decimal(100)),
            make_higher_cap(contract),
            make_rule(contract, causes="utility_failure", words="strikes"),
            make_indemnity(contract, causes="", trigger="use of unlicensed software"),
            make_payment(contract),
            make_terms(contract, basket=Decimal(1000), basket_type="tipping", advice_rule="excluded"),
        )
    }

    assert words == {
        "the general limit": "the greater of £10,000 and 100\xa0% of the fees in the 12 months before",
        "the higher limit": "3 × the general limit",
        "the exclusion": "Power, telephone or internet failed; strikes",
        "the promise to make good": "Claims by others; from use of unlicensed software",
        "the payment of Wed 1 Apr 2026": "£2,000 for a lost mailbox",
        "the other rules of liability": "service credits are taken off what else is paid; small losses up to £1,000; "
        "advice that was declined: Nothing is paid",
    }
