"""Promises to make good: under which limit they count, each sum done by hand in the docstring (domain.md §2.4)."""

from tests.contracts.loss.byhand import allocation
from tests.contracts.loss.test_liability import SUPER, TWO, totals

PROMISED = {"indemnity_heads": ["THIRD_PARTY_DAMAGES"], "indemnity_causes": ["ransomware"]}
UNCAPPED = {**PROMISED, "uncapped_indemnity_heads": ["THIRD_PARTY_DAMAGES"]}


def test_an_uncapped_indemnity_is_neither_limited_by_the_caps_nor_uses_them_up():
    """Hardware 100 → 60 under the cap; what is promised without limit is paid whole, 100, and erodes nothing."""
    result = allocation(TWO, contract={"general_cap": 60, "super_cap": 80, **SUPER, **UNCAPPED})

    assert totals(result) == {"general": 60, "super": 0, "uncapped": 100}
    assert (result.ledgers.general_used, result.ledgers.super_used) == (60, 0)


def test_an_uncapped_indemnity_is_paid_when_the_caps_are_used_up():
    """Cap 60, all of it used: nothing for hardware, all 100 of the promise."""
    result = allocation(TWO, contract={"general_cap": 60, "general_used": 60, **UNCAPPED})

    assert totals(result) == {"general": 0, "super": 0, "uncapped": 100}


def test_an_uncapped_indemnity_passes_no_basket():
    """A tipping basket of 150 is not reached by the 100 of hardware alone; the promise needs none."""
    result = allocation(TWO, contract={"basket": 150, **UNCAPPED})

    assert totals(result) == {"general": 0, "super": 0, "uncapped": 100}


def test_a_promise_that_does_not_apply_is_not_uncapped():
    """It speaks of a data breach: after ransomware both claims share the 60 of the general cap."""
    other = UNCAPPED | {"indemnity_causes": ["data_breach"]}

    assert totals(allocation(TWO, contract={"general_cap": 60, **other})) == {"general": 60, "super": 0, "uncapped": 0}


def test_a_capped_indemnity_stays_under_the_cap():
    """Both 100 in the general class → 60."""
    result = allocation(TWO, contract={"general_cap": 60, **PROMISED})

    assert totals(result) == {"general": 60, "super": 0, "uncapped": 0}


def test_a_head_exclusion_beats_an_uncapped_indemnity_as_any_other():
    """Claims by others are never paid: 0, whatever was promised (domain.md §4.3, step 2.5)."""
    contract = {"excluded_heads": ["THIRD_PARTY_DAMAGES"], **UNCAPPED}

    assert totals(allocation(TWO, contract=contract)) == {"general": 100, "super": 0, "uncapped": 0}


def test_an_indemnity_under_the_higher_limit_counts_there_though_that_limit_is_for_something_else():
    """The higher limit 80 is for breaches, this is ransomware: what was promised under it still takes 80 of it, and
    hardware the 60 of the general one. Half was the provider's fault; the promise asks for no fault."""
    contract = {
        "general_cap": 60, "super_cap": 80, "super_heads": ["NOTIFICATION"], "super_causes": ["data_breach"],
        "super_indemnity_heads": ["THIRD_PARTY_DAMAGES"], **PROMISED,
    }  # fmt: skip

    result = allocation({"HARDWARE": 200, "THIRD_PARTY_DAMAGES": 100}, share=0.5, contract=contract)

    assert totals(result) == {"general": 60, "super": 80, "uncapped": 0}
    assert (result.ledgers.general_used, result.ledgers.super_used) == (60, 80)


def test_an_indemnity_under_the_general_limit_counts_there_though_the_higher_one_is_for_such_losses():
    """Claims by others belong under the higher limit of 80; promised under the general one, they share its 60."""
    contract = {"general_cap": 60, "super_cap": 80, "general_indemnity_heads": ["THIRD_PARTY_DAMAGES"], **PROMISED}

    assert totals(allocation(TWO, contract=contract | SUPER)) == {"general": 60, "super": 0, "uncapped": 0}


def test_a_promise_that_does_not_apply_leaves_the_class_to_the_higher_limit():
    """It speaks of a data breach: after ransomware claims by others take the 80 of the higher limit."""
    contract = {"general_cap": 60, "super_cap": 80, "general_indemnity_heads": ["THIRD_PARTY_DAMAGES"], **PROMISED}
    other = contract | SUPER | {"indemnity_causes": ["data_breach"]}

    assert totals(allocation(TWO, contract=other)) == {"general": 60, "super": 80, "uncapped": 0}


def test_of_several_promises_the_one_that_pays_most_counts():
    """Promised under all three limits: paid whole, 100, outside them."""
    several = {f"{each}_indemnity_heads": ["THIRD_PARTY_DAMAGES"] for each in ("general", "super", "uncapped")}

    contract = {"general_cap": 60, "super_cap": 80, **PROMISED, **several}

    assert totals(allocation(TWO, contract=contract)) == {"general": 60, "super": 0, "uncapped": 100}
    contract["uncapped_indemnity_heads"] = []
    assert totals(allocation(TWO, contract=contract)) == {"general": 60, "super": 80, "uncapped": 0}
