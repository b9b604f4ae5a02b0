"""Steps 2 to 6 where the worked examples do not reach, each sum done by hand in the docstring."""

from decimal import Decimal

import pytest

from contracts.loss.reasons import CapClass, Cut, Exclusion
from tests.contracts.loss.byhand import allocation, policy, shares

P = Decimal
TWO = {"HARDWARE": 100, "THIRD_PARTY_DAMAGES": 100}  # the second in the super class
SUPER = {"super_heads": ["THIRD_PARTY_DAMAGES"], "super_causes": ["ransomware"]}


def totals(result):
    return {str(cap_class): pot.total for cap_class, pot in result.liability.pots.items()}


def cuts(result, cap_class):
    return [(cut.cut, cut.amount, cut.because_of) for cut in result.liability.pots[cap_class].reductions]


def test_a_separate_super_cap_comes_on_top():
    """General 100 → 60, super 100 → 80, together 140."""
    result = allocation(TWO, contract={"general_cap": 60, "super_cap": 80, **SUPER})

    assert totals(result) == {"general": 60, "super": 80, "uncapped": 0}
    assert (result.ledgers.general_used, result.ledgers.super_used) == (60, 80)


def test_an_inclusive_super_cap_is_the_most_for_both():
    """Super 100 → 80, which leaves 100 − 80 = 20 of the super-cap for general claims, although their cap is 60.
    The super-cap is eroded by both: 100."""
    contract = {"general_cap": 60, "super_cap": 100, "super_used": 0, "super_mode": "inclusive", **SUPER}

    result = allocation({"HARDWARE": 100, "THIRD_PARTY_DAMAGES": 80}, contract=contract)

    assert totals(result) == {"general": 20, "super": 80, "uncapped": 0}
    assert cuts(result, CapClass.GENERAL) == [
        (Cut.GENERAL_CAP, 40, "msp_contract.general_cap"),
        (Cut.SUPER_CAP, 40, "msp_contract.super_cap"),
    ]
    assert (result.ledgers.general_used, result.ledgers.super_used) == (20, 100)


def test_an_eroded_inclusive_super_cap():
    """Super-cap 100, 70 used: 30 left, all of it for the super class, none for the general one."""
    contract = {"general_cap": 60, "super_cap": 100, "super_used": 70, "super_mode": "inclusive", **SUPER}

    assert totals(allocation(TWO, contract=contract)) == {"general": 0, "super": 30, "uncapped": 0}


def test_an_eroded_cap_never_goes_below_nought():
    """Cap 50, 80 used: nothing is left."""
    assert allocation({"HARDWARE": 100}, contract={"general_cap": 50, "general_used": 80}).damages == 0


def test_a_super_class_without_cap_is_not_capped():
    """No super-cap is named: the super class pays its 100, the general one 60."""
    assert totals(allocation(TWO, contract={"general_cap": 60, **SUPER}))["super"] == 100


@pytest.mark.parametrize(
    ("kind", "basket", "paid"),
    [("tipping", 100, 100), ("tipping", "100.01", 0), ("deductible", 30, 70), ("deductible", 200, 0)],
)
def test_a_basket(kind, basket, paid):
    """Claims of 100: a tipping basket of 100 is reached, of 100.01 not; a deductible one of 30 leaves 70."""
    assert allocation({"HARDWARE": 100}, contract={"basket": basket, "basket_type": kind}).damages == paid


def test_the_basket_is_for_general_claims_and_comes_before_the_cap():
    """General 100 − 30 = 70 → cap 50; super 100 untouched."""
    contract = {"basket": 30, "basket_type": "deductible", "general_cap": 50, **SUPER}

    result = allocation(TWO, contract=contract)

    assert totals(result) == {"general": 50, "super": 100, "uncapped": 0}
    assert [cut for cut, _, _ in cuts(result, CapClass.GENERAL)] == [Cut.BASKET, Cut.GENERAL_CAP]


def test_credits_are_set_off_general_first_then_super_then_uncapped():
    """General 50, super 30, uncapped 20; credits 90: 0, 0, 10 are left, and the credit itself makes good 90."""
    heads = {"HARDWARE": 50, "THIRD_PARTY_DAMAGES": 30, "BODILY_INJURY": 20}

    result = allocation(heads, contract=SUPER, service_credits=90)

    assert totals(result) == {"general": 0, "super": 0, "uncapped": 10}
    assert (result.damages, result.credits) == (10, 90)
    assert shares(result) == ("0", "0", "100", "0")


def test_credits_without_set_off_come_on_top_but_not_beyond_the_loss():
    """Damages 50 of 100 lost, credits 80: only 50 of them find a loss to make good."""
    result = allocation({"HARDWARE": 100}, share="0.5", contract={"credits_set_off": False}, service_credits=80)

    assert (result.damages, result.credits, result.customer) == (P("50"), P("50"), 0)


def test_the_insurer_has_no_claim_on_credits():
    """100 lost, 90 paid after a retention of 10; credits 40, φ = 0: only the customer's 10 are made good."""
    result = allocation({"HARDWARE": 100}, share=0, policy=policy(retention=10), service_credits=40)

    assert shares(result) == ("0", "90", "10", "0")


def test_the_customer_above_the_cover_first_then_the_insurer_then_the_retention():
    """200 lost: retention 20, limit 100, so 80 are above the cover. The MSP pays 190:
    80 to the customer, 100 to the insurer, 10 of the retention's 20."""
    result = allocation(
        {"HARDWARE": 200}, contract={"general_cap": 190}, policy=policy(retention=20, aggregate_limit=100)
    )

    recovery = result.recoveries["HARDWARE"]
    assert (recovery.above, recovery.insurer, recovery.first_slice) == (80, 100, 10)
    assert shares(result) == ("10", "0", "190", "0")


def test_where_subrogation_is_waived_the_insurers_part_is_not_paid():
    """The same, waived: 80 and 20 to the customer, nothing to the insurer; 100 instead of 190 are paid, and the
    cap is eroded by 100 only."""
    result = allocation(
        {"HARDWARE": 200},
        contract={"general_cap": 190, "subrogation_waived": True},
        policy=policy(retention=20, aggregate_limit=100),
    )

    assert shares(result) == ("0", "100", "100", "0")
    assert (result.damages, result.ledgers.general_used) == (100, 100)


@pytest.mark.parametrize(
    ("contract", "about", "excluded"),
    [
        ({"excluded_causes": ["ransomware"]}, {}, Exclusion.EXCLUDED_CAUSE),
        ({}, {"advice_declined": True}, Exclusion.ADVICE_DECLINED),
        ({"credits_sole_remedy": True}, {"availability_failure": True}, Exclusion.CREDITS_SOLE_REMEDY),
        ({"credits_sole_remedy": True}, {}, None),
        ({"excluded_heads": ["HARDWARE"]}, {}, Exclusion.EXCLUDED_HEAD),
        ({"exclude_indirect": True}, {"indirect_heads": ["HARDWARE"]}, Exclusion.INDIRECT),
        ({}, {"indirect_heads": ["HARDWARE"]}, None),
        ({"unrecoverable": ["HARDWARE"]}, {}, Exclusion.UNRECOVERABLE),
    ],
)
def test_exclusions(contract, about, excluded):
    """100 lost through the MSP alone: 100 are owed unless something excludes it."""
    result = allocation({"HARDWARE": 100}, contract=contract, **about)

    claim = result.liability.claims["HARDWARE"]
    assert claim.excluded == excluded
    assert bool(claim.because_of) == bool(excluded)
    assert result.damages == (0 if excluded else 100)


@pytest.mark.parametrize(
    ("contract", "about", "paid"),
    [
        ({"excluded_causes": ["ransomware"]}, {}, 100),
        ({}, {"advice_declined": True}, 100),
        ({"credits_sole_remedy": True}, {"availability_failure": True}, 100),
        ({"excluded_heads": ["HARDWARE"]}, {}, 0),
        ({"exclude_indirect": True}, {"indirect_heads": ["HARDWARE"]}, 0),
    ],
)
def test_an_indemnity_needs_no_share_and_yields_only_to_a_head_exclusion(contract, about, paid):
    """φ = 0, yet the indemnity owes the whole 100; an express exclusion of the head beats it."""
    promised = {"indemnity_heads": ["HARDWARE"], "indemnity_causes": ["ransomware"], **contract}

    assert allocation({"HARDWARE": 100}, share=0, contract=promised, **about).damages == paid


def test_an_indemnity_for_another_cause_is_none():
    contract = {"indemnity_heads": ["HARDWARE"], "indemnity_causes": ["data_breach"]}

    assert allocation({"HARDWARE": 100}, share=0, contract=contract).damages == 0


@pytest.mark.parametrize(
    ("cause", "contract"),
    [
        ("fraud", {}),
        ("fraud", {"unlimited_causes": []}),  # cannot lawfully be limited, whatever the contract says
        ("ransomware", {"unlimited_causes": ["ransomware"]}),
    ],
)
def test_an_unlimited_cause_knows_neither_cap_nor_exclusion_but_the_share(cause, contract):
    """100 lost, half of it the MSP's: 50, although cap, basket and exclusions would leave nothing."""
    walls = {"general_cap": 0, "basket": 1000, "excluded_causes": [cause], "excluded_heads": ["HARDWARE"]}

    result = allocation({"HARDWARE": 100}, cause=cause, share="0.5", contract={**walls, **contract})

    assert result.damages == 50
    assert result.liability.claims["HARDWARE"].cap_class == CapClass.UNCAPPED


def test_injury_is_never_limited_but_a_fine_is_never_passed_on():
    """Injury 100 is paid in spite of everything; the fine of 100 is not, even for fraud."""
    walls = {"general_cap": 0, "excluded_heads": ["BODILY_INJURY"]}

    assert allocation({"BODILY_INJURY": 100}, contract=walls).damages == 100
    assert allocation({"REGULATORY_FINE": 100}, cause="fraud").damages == 0


def test_the_providers_insurer_pays_only_for_heads_it_covers():
    """Damages 100 + 60. Goodwill is not insured: (100 − 10) × 80 % = 72, limited by 50 left of the aggregate.
    The MSP pays 160 − 50 = 110; its aggregate is used up to 1,000."""
    msp = {
        "excluded_heads": ["GOODWILL"],
        "retention": 10,
        "coinsurance": "0.2",
        "aggregate_limit": 1000,
        "aggregate_used": 950,
    }

    result = allocation({"HARDWARE": 100, "GOODWILL": 60}, msp=msp)

    cover = result.msp_cover
    assert (cover.insured, cover.retained, cover.coinsured, cover.available, cover.paid) == (100, 10, 18, 50, 50)
    assert (cover.over_limit, cover.limit_field) == (22, "msp_policy.aggregate_limit")
    assert shares(result) == ("0", "0", "110", "50")
    assert result.ledgers.msp_aggregate_used == 1000


@pytest.mark.parametrize("about", [{"responds": False}, {"excluded_causes": ["ransomware"]}])
def test_a_policy_of_the_provider_that_does_not_answer(about):
    result = allocation({"HARDWARE": 100}, msp=about)

    assert shares(result) == ("0", "0", "100", "0")
    assert result.msp_cover.refusal == f"msp_policy.{next(iter(about))}"


def test_credits_are_not_insured():
    """Damages 100 − 30 set off = 70 are insured, the credit of 30 is the MSP's own."""
    assert shares(allocation({"HARDWARE": 100}, msp={}, service_credits=30)) == ("0", "0", "30", "70")
