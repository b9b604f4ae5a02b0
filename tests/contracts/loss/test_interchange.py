"""What the interchange refuses, naming the field, and what it takes."""

import copy
from decimal import Decimal

import pytest

from contracts.loss import interchange
from contracts.loss.terms import InvalidTerms
from contracts.loss.vocabulary import Head

CASE = {
    "scenario": {
        "cause": "ransomware",
        "duration_hours": 10,
        "msp_share": "0.5",
        "heads": {"INCIDENT_RESPONSE": "100", "LOST_GROSS_PROFIT": 50.25},
    },
    "msp_contract": {"general_cap": "1000"},
    "customer_policy": {
        "sections": [{"causes": ["ransomware"], "heads": ["INCIDENT_RESPONSE"]}],
        "conditions": [{"code": "MFA", "met": True, "effect": "void"}],
    },
    "msp_policy": {"retention": 10},
}


def with_field(path, value):
    """The case with one field set; a path such as ("customer_policy", "sections", 0, "limit")."""
    case = copy.deepcopy(CASE)
    place = case
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return case


@pytest.mark.parametrize(
    ("path", "value", "field", "why"),
    [
        (["surprise"], 1, "surprise", "Unknown key"),
        ([""], 1, '""', "Unknown key"),
        (["scenario", "surprise"], 1, "scenario.surprise", "Unknown key"),
        (["msp_contract", "cap"], 1, "msp_contract.cap", "Unknown key"),
        (["msp_policy", "limit"], 1, "msp_policy.limit", "Unknown key"),
        (["customer_policy", "sections", 0, "sum"], 1, "customer_policy.sections[0].sum", "Unknown key"),
        (["customer_policy", "conditions", 0, "why"], 1, "customer_policy.conditions[0].why", "Unknown key"),
        (["customer_policy", "sections", 0, "limit"], "-1", "customer_policy.sections[0].limit", "negative"),
        (["customer_policy", "sections", 0, "heads"], [], "customer_policy.sections[0].heads", "at least one"),
        (["customer_policy", "sections", 0], {"causes": []}, "customer_policy.sections[0].heads", "missing"),
        (["customer_policy", "sections", 0], {"heads": []}, "customer_policy.sections[0].causes", "missing"),
        (["customer_policy", "sections", 0], "BI", "customer_policy.sections[0]", "object"),
        (["customer_policy", "sections"], {}, "customer_policy.sections", "list"),
        (["customer_policy", "conditions", 0, "effect"], "avoid", "customer_policy.conditions[0].effect", "one of"),
        (["customer_policy", "conditions", 0, "effect"], "reduce", "customer_policy.conditions[0].pct", "how much"),
        (["customer_policy", "conditions", 0, "met"], None, "customer_policy.conditions[0].met", "true or false"),
        (["customer_policy", "conditions", 0, "code"], 7, "customer_policy.conditions[0].code", "text"),
        (["customer_policy", "coinsurance"], {"ransomware": 2}, "customer_policy.coinsurance.ransomware", "more than"),
        (["customer_policy", "bi_retention"], [], "customer_policy.bi_retention", "one of"),
        (["scenario", "heads"], {"PROFIT": 1}, "scenario.heads.PROFIT", "Unknown head"),
        (["scenario", "heads"], [], "scenario.heads", "object"),
        (["scenario", "heads", "OTHER"], "1.005", "scenario.heads.OTHER", "2 decimals"),
        (["scenario", "heads", "OTHER"], "£5", "scenario.heads.OTHER", "plain number"),
        (["scenario", "heads", "OTHER"], "1_000", "scenario.heads.OTHER", "plain number"),
        (["scenario", "heads", "OTHER"], "", "scenario.heads.OTHER", "plain number"),
        (["scenario", "heads", "OTHER"], "NaN", "scenario.heads.OTHER", "plain number"),
        (["scenario", "heads", "OTHER"], float("nan"), "scenario.heads.OTHER", "finite"),
        (["scenario", "heads", "OTHER"], float("inf"), "scenario.heads.OTHER", "finite"),
        (["scenario", "heads", "OTHER"], True, "scenario.heads.OTHER", "a number"),
        (["scenario", "heads", "OTHER"], None, "scenario.heads.OTHER", "a number"),
        (["scenario", "heads", "OTHER"], "-0.01", "scenario.heads.OTHER", "negative"),
        (["scenario", "heads", "OTHER"], "1000000000001", "scenario.heads.OTHER", "more than"),
        (["scenario", "indirect_heads"], [["OTHER"]], "scenario.indirect_heads[0]", "Unknown head"),
        (["scenario", "msp_share"], "1.01", "scenario.msp_share", "more than 1"),
        (["scenario", "msp_share"], -0.1, "scenario.msp_share", "negative"),
        (["scenario", "duration_hours"], -1, "scenario.duration_hours", "negative"),
        (["scenario", "cause"], "", "scenario.cause", "lower-case"),
        (["scenario", "cause"], "Data breach", "scenario.cause", "lower-case"),
        (["scenario", "cause"], None, "scenario.cause", "lower-case"),
        (["scenario", "in_waiting"], {"LOST_GROSS_PROFIT": "50.26"}, "scenario.in_waiting.LOST_GROSS_PROFIT", "more"),
        (["scenario", "in_waiting"], {"EXTRA_EXPENSE": 1}, "scenario.in_waiting.EXTRA_EXPENSE", "more"),
        (["scenario", "in_waiting"], {"INCIDENT_RESPONSE": 1}, "scenario.in_waiting.INCIDENT_RESPONSE", "time"),
        (
            ["scenario", "beyond_indemnity"],
            {"LOST_GROSS_PROFIT": 51},
            "scenario.beyond_indemnity.LOST_GROSS_PROFIT",
            "more",
        ),
        (["scenario", "other_recoveries"], {"OTHER": 1}, "scenario.other_recoveries.OTHER", "more"),
        (["scenario", "service_credits"], None, "scenario.service_credits", "a number"),
        (["scenario", "advice_declined"], 1, "scenario.advice_declined", "true or false"),
        (["scenario"], None, "scenario", "object"),
        (["msp_contract", "excluded_causes"], ["Fire"], "msp_contract.excluded_causes[0]", "lower-case"),
        (["msp_contract", "super_mode"], "both", "msp_contract.super_mode", "one of"),
        (["msp_contract", "credits_set_off"], "yes", "msp_contract.credits_set_off", "true or false"),
        (["customer_policy"], [], "customer_policy", "object"),
    ],
)
def test_refusal_names_the_field_and_says_why(path, value, field, why):
    with pytest.raises(InvalidTerms, match=why) as refused:
        interchange.read_case(with_field(path, value))

    assert refused.value.path == field
    assert refused.value.why.endswith(".")


@pytest.mark.parametrize("field", ["cause", "duration_hours", "msp_share", "heads"])
def test_a_field_without_default_must_be_given(field):
    case = copy.deepcopy(CASE)
    del case["scenario"][field]

    with pytest.raises(InvalidTerms, match=f"^scenario.{field}: "):
        interchange.read_case(case)


def test_a_case_needs_a_scenario_only():
    case = interchange.read_case({"scenario": CASE["scenario"]})

    assert (case.customer_policy, case.msp_policy) == (None, None)
    assert case == interchange.read_case({**CASE, "msp_contract": None, "customer_policy": None, "msp_policy": None})


def test_name_and_expected_result_change_nothing():
    assert interchange.read_case({**CASE, "name": "1a", "expected": {}}) == interchange.read_case(CASE)


def test_null_is_no_limit():
    case = interchange.read_case(with_field(["msp_contract", "general_cap"], None))

    assert case.msp_contract.general_cap is None


def test_any_lower_case_word_is_a_cause():
    case = interchange.read_case(with_field(["scenario", "cause"], "meteorite"))

    assert case.scenario.cause == "meteorite"


@pytest.mark.parametrize("amount", ["12.5", "12.50", "12.500", 12.5, Decimal("12.5")])
def test_amounts_are_strings_or_numbers(amount):
    case = interchange.read_case(with_field(["scenario", "heads", "OTHER"], amount))

    assert case.scenario.heads[Head.OTHER] == Decimal("12.50")


def test_an_error_inside_a_list_says_which_case():
    with pytest.raises(InvalidTerms, match=r"^\[3\]\.scenario: "):
        interchange.read_case({}, "[3]")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "not JSON"),
        (b"\xff\xfe\x00", "not JSON"),
        ("[" * 100_000, "nested too deeply"),
        ("1e" + "9" * 30, "too large"),
    ],
)
def test_what_is_no_json_is_refused(text, why):
    with pytest.raises(InvalidTerms, match=why):
        interchange.parse(text)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ('{"scenario": {}, "scenario": {}}', "scenario"),
        ('{"scenario": {"cause": "fraud", "cause": "fraud"}}', "scenario.cause"),
        (
            '{"scenario": {"cause": "fraud", "duration_hours": 1, "msp_share": 0, "heads": {"OTHER": 1, "OTHER": 2}}}',
            "scenario.heads.OTHER",
        ),
    ],
)
def test_a_key_given_twice_is_named_with_its_path(text, path):
    with pytest.raises(InvalidTerms, match="twice") as refused:
        interchange.read_case(interchange.parse(text))

    assert refused.value.path == path


def test_numbers_are_read_exactly():
    text = (
        '{"scenario": {"cause": "fraud", "duration_hours": 0, "msp_share": 0.1, "heads": {"OTHER": 999999999999.99}}}'
    )

    case = interchange.read_case(interchange.parse(text))

    assert case.allocate().damages == Decimal("100000000000.00")


def test_a_key_is_shown_safely():
    with pytest.raises(InvalidTerms) as refused:
        interchange.read_case({"scenario": {"a\n\x1b" + "b" * 300: 1}})

    assert refused.value.path == "scenario.a??" + "b" * 197 + "…"


@pytest.mark.parametrize(
    ("amount", "plain"),
    [("13000", "13000"), ("0.00", "0"), ("-0", "0"), ("0.50", "0.5"), ("0.05", "0.05"), ("1E+3", "1000")],
)
def test_amounts_are_written_plainly(amount, plain):
    assert interchange.plain(Decimal(amount)) == plain
