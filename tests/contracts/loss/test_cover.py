"""Step 1 where the worked examples do not reach, each sum done by hand in the docstring."""

from decimal import Decimal

import pytest

from tests.contracts.loss.byhand import allocation, paths, policy, section, shares, why

P = Decimal


def test_a_suspending_condition_is_no_cover_while_unmet():
    """100 lost; EDR was missing, so the insurer pays 0 and the customer keeps 100."""
    condition = {"code": "EDR", "met": False, "effect": "suspend"}

    result = allocation({"HARDWARE": 100}, share=0, policy=policy(conditions=[condition]))

    assert shares(result) == ("100", "0", "0", "0")
    assert why(result, "HARDWARE") == {"not_covered": "100"}
    assert paths(result, "HARDWARE") == ["customer_policy.conditions[0]"]


@pytest.mark.parametrize("about", [{"met": True}, {"met": False, "relevant": False}])
def test_a_condition_that_is_met_or_irrelevant_is_ignored(about):
    """Insurance Act 2015 s.11: 100 lost, 100 paid."""
    condition = {"code": "EDR", "effect": "void", **about}

    assert shares(allocation({"HARDWARE": 100}, share=0, policy=policy(conditions=[condition])))[1] == "100"


def test_reductions_follow_retention_and_coinsurance_one_after_another():
    """1,000 − 100 retention = 900; coinsurance 10 % keeps 90, leaves 810; 20 % of 810 = 162, leaves 648;
    25 % of 648 = 162, leaves 486 for the insurer."""
    conditions = [
        {"code": "MFA", "met": False, "effect": "reduce", "pct": "0.2"},
        {"code": "Patching", "met": False, "effect": "reduce", "pct": "0.25"},
    ]

    result = allocation(
        {"HARDWARE": 1000},
        share=0,
        policy=policy(retention=100, coinsurance={"ransomware": "0.1"}, conditions=conditions),
    )

    assert result.gross_insurer == 486
    assert why(result, "HARDWARE") == {"retention": "100", "coinsurance": "90", "condition_reduction": "324"}


def test_a_sections_own_coinsurance_replaces_the_policys():
    """100: the section says 0, so nothing is kept although the policy says 50 %."""
    result = allocation(
        {"HARDWARE": 100}, share=0, policy=policy(section(coinsurance=0), coinsurance={"ransomware": "0.5"})
    )

    assert result.gross_insurer == 100


def test_pence_are_rounded_half_up_and_the_rest_is_the_other_sides():
    """50 % of 10.01 is 5.005: the customer keeps 5.01, the insurer pays 5.00. A third of 10.01 is 3.33."""
    result = allocation({"HARDWARE": "10.01"}, share=0, policy=policy(coinsurance={"ransomware": "0.5"}))

    assert (result.customer, result.customer_insurer) == (P("5.01"), P("5"))
    third = allocation({"HARDWARE": "10.01"}, share="0.3333", msp={"coinsurance": "0.5"})
    # 10.01 × 0.3333 = 3.336333 → 3.34; the MSP's insurer pays half, 1.67, the MSP the other 1.67.
    assert shares(third) == ("6.67", "0", "1.67", "1.67")


def test_the_providers_insurer_rounds_its_own_share():
    """0.01 with 50 % coinsurance: the insurer's 0.005 is rounded up to 0.01, the rest of the MSP is 0."""
    result = allocation({"HARDWARE": "0.01"}, msp={"coinsurance": "0.5"})

    assert shares(result) == ("0", "0", "0", "0.01")


def test_beyond_the_indemnity_period_and_in_the_waiting_period():
    """500: 120 lie beyond the indemnity period, 80 in the waiting period, the insurer pays 300."""
    result = allocation(
        {"LOST_GROSS_PROFIT": 500},
        share=0,
        policy=policy(section(waiting_hours=8)),
        in_waiting={"LOST_GROSS_PROFIT": 80},
        beyond_indemnity={"LOST_GROSS_PROFIT": 120},
    )

    head = result.cover.heads["LOST_GROSS_PROFIT"]
    assert (head.paid, head.tier1, head.tier3) == (300, 120, 80)
    assert why(result, "LOST_GROSS_PROFIT") == {"beyond_indemnity_period": "120", "waiting_period": "80"}


def test_what_lies_beyond_is_taken_first_when_the_two_parts_overlap():
    """100, of which a vendor repays 50: 30 beyond the indemnity period, so only 20 are left for the waiting period."""
    result = allocation(
        {"LOST_GROSS_PROFIT": 100},
        share=0,
        policy=policy(section(waiting_hours=8)),
        in_waiting={"LOST_GROSS_PROFIT": 60},
        beyond_indemnity={"LOST_GROSS_PROFIT": 30},
        other_recoveries={"LOST_GROSS_PROFIT": 50},
    )

    assert why(result, "LOST_GROSS_PROFIT") == {"beyond_indemnity_period": "30", "waiting_period": "20"}
    assert (result.third_party, result.gross_insurer) == (50, 0)


@pytest.mark.parametrize("mode", ["deductible", "qualifying"])
@pytest.mark.parametrize(("hours", "paid"), [(7, 0), (8, 0), ("8.01", 60)])
def test_a_loss_wholly_inside_the_waiting_period_is_kept_in_either_mode(mode, hours, paid):
    """8 hours waiting, 100 lost, 40 of it in the first 8 hours: up to 8 hours nothing is paid; after that
    `deductible` pays 60 and `qualifying` the whole 100. What lies beyond the indemnity period does not matter."""
    result = allocation(
        {"LOST_GROSS_PROFIT": 100},
        share=0,
        hours=hours,
        policy=policy(section(waiting_hours=8, waiting_mode=mode)),
        in_waiting={"LOST_GROSS_PROFIT": 40},
    )

    assert result.gross_insurer == (100 if paid and mode == "qualifying" else paid)


def test_an_event_without_duration_interrupts_nothing():
    """0 hours are not more than 0 hours of waiting: the extra expense of 100 is kept (§4.6a, D ≤ W)."""
    result = allocation({"EXTRA_EXPENSE": 100, "HARDWARE": 50}, share=0, hours=0, policy=policy())

    assert (why(result, "EXTRA_EXPENSE"), result.gross_insurer) == ({"waiting_period": "100"}, 50)


@pytest.mark.parametrize(
    ("rule", "extra", "profit"), [("none", 100, 170), ("greater_of", 50, 170), ("cumulative", 20, 170)]
)
def test_what_is_left_of_the_retention_falls_on_interruption_by_the_policys_rule(rule, extra, profit):
    """Retention 200: hardware absorbs 120, 80 are left. EXTRA 100 comes before LGP 200, of which 30 are waiting.
    none: 0 → EXTRA pays 100. greater of: 80 − 30 = 50 → EXTRA pays 50. cumulative: 80 → EXTRA pays 20."""
    result = allocation(
        {"HARDWARE": 120, "EXTRA_EXPENSE": 100, "LOST_GROSS_PROFIT": 200},
        share=0,
        policy=policy(section(waiting_hours=8), retention=200, bi_retention=rule),
        in_waiting={"LOST_GROSS_PROFIT": 30},
    )

    paid = {str(head): cover.paid for head, cover in result.cover.heads.items()}
    assert paid == {"HARDWARE": 0, "EXTRA_EXPENSE": extra, "LOST_GROSS_PROFIT": profit}


def test_the_first_section_that_lists_cause_and_head_answers():
    """The first section pays 10 of 100, although the second would pay all of it."""
    result = allocation({"HARDWARE": 100}, share=0, policy=policy(section(limit=10), section()))

    assert result.gross_insurer == 10
    assert result.cover.heads["HARDWARE"].section == 0
    assert paths(result, "HARDWARE") == ["customer_policy.sections[0].limit"]


def test_uncovered_heads_absorb_no_retention():
    """The fine is uninsurable: the retention of 30 comes off the hardware."""
    result = allocation({"REGULATORY_FINE": 50, "HARDWARE": 100}, share=0, policy=policy(retention=30))

    assert why(result, "REGULATORY_FINE") == {"not_covered": "50"}
    assert why(result, "HARDWARE") == {"retention": "30"}


def test_the_whole_excess_carries_the_first_limit_that_bit():
    """IR 100 and DR 100: section limit 150, event 140, any one claim 130. IR is paid in full. DR meets 50 left of
    the section, 40 of the event, 30 of the policy: 30 are paid, and the 70 carry the section's limit."""
    result = allocation(
        {"INCIDENT_RESPONSE": 100, "DATA_RESTORATION": 100},
        share=0,
        policy=policy(
            section(limit=150), event_sublimit={"ransomware": 140}, per_claim_limit=130, aggregate_limit=1000
        ),
    )

    assert result.cover.available == 130
    assert why(result, "DATA_RESTORATION") == {"section_limit": "70"}


@pytest.mark.parametrize(
    ("limits", "path"),
    [
        ({"per_claim_limit": 40, "aggregate_limit": 100, "aggregate_used": 60}, "aggregate_limit"),
        ({"per_claim_limit": 40, "aggregate_limit": 100, "aggregate_used": 50}, "per_claim_limit"),
        ({"per_claim_limit": 40}, "per_claim_limit"),
        ({"aggregate_limit": 100, "aggregate_used": 60}, "aggregate_limit"),
    ],
)
def test_the_policys_lower_limit_holds(limits, path):
    """100 lost, 40 available either way."""
    result = allocation({"HARDWARE": 100}, share=0, policy=policy(**limits))

    assert why(result, "HARDWARE") == {"policy_limit": "60"}
    assert paths(result, "HARDWARE") == [f"customer_policy.{path}"]
    assert result.ledgers.customer_aggregate_used == limits.get("aggregate_used", 0) + 40


def test_an_overdrawn_aggregate_pays_nothing():
    """100 of 80 used: nothing is left, not minus 20."""
    assert allocation({"HARDWARE": 100}, policy=policy(aggregate_limit=80, aggregate_used=100)).gross_insurer == 0


@pytest.mark.parametrize("about", [{"responds": False}, {"excluded_causes": ["ransomware"]}])
def test_a_policy_that_does_not_answer_covers_nothing(about):
    result = allocation({"HARDWARE": 100}, share=0, policy=policy(**about))

    assert why(result, "HARDWARE") == {"not_covered": "100"}
    assert paths(result, "HARDWARE") == [f"customer_policy.{next(iter(about))}"]


def test_others_recoveries_come_off_before_anything_else():
    """100, the vendor repays 40: 60 are left. Half of it is the MSP's, 30; retention 20, so the insurer pays 40.
    Top-down: the MSP's 30 go to the insurer. Customer 20, insurer 10, MSP 30, vendor 40."""
    result = allocation({"HARDWARE": 100}, share="0.5", policy=policy(retention=20), other_recoveries={"HARDWARE": 40})

    assert (result.loss, result.third_party) == (100, 40)
    assert shares(result) == ("20", "10", "30", "0")
