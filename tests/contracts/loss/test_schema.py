"""The description of a case and the readers agree."""

import json
from pathlib import Path

import jsonschema_rs
import pytest

from contracts.loss import interchange
from contracts.loss.schema import CASE_SCHEMA
from contracts.loss.terms import InvalidTerms

EXAMPLES = json.loads((Path(__file__).parent / "data" / "worked_examples.json").read_text())["examples"]
SCENARIO = EXAMPLES[0]["scenario"]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["name"])
def test_the_description_allows_the_worked_examples(example):
    assert jsonschema_rs.is_valid(CASE_SCHEMA, example)


@pytest.mark.parametrize(
    "case",
    [
        {},
        {"scenario": {**SCENARIO, "msp_share": 2}},
        {"scenario": {**SCENARIO, "heads": {"PROFIT": 1}}},
        {"scenario": {**SCENARIO, "service_credits": "-1"}},
        {"scenario": SCENARIO, "msp_contract": {"super_mode": "both"}},
        {"scenario": SCENARIO, "customer_policy": {"sections": [{"causes": ["fraud"], "heads": []}]}},
        {"scenario": SCENARIO, "customer_policy": {"conditions": [{"code": "MFA", "met": 1, "effect": "void"}]}},
        {"scenario": SCENARIO, "customer_policy": {"coinsurance": {"Fraud": 0}}},
        {"scenario": SCENARIO, "msp_policy": {"limit": 1}},
    ],
)
def test_what_the_description_forbids_is_refused(case):
    assert not jsonschema_rs.is_valid(CASE_SCHEMA, case)
    with pytest.raises(InvalidTerms):
        interchange.read_case(case)


@pytest.mark.parametrize("absent", ["msp_contract", "customer_policy", "msp_policy"])
def test_null_is_allowed_for_whatever_is_not_there(absent):
    case = {"scenario": SCENARIO, absent: None}

    assert jsonschema_rs.is_valid(CASE_SCHEMA, case)
    assert interchange.read_case(case) == interchange.read_case({"scenario": SCENARIO})
