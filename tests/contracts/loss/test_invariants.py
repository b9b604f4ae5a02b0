"""The fifteen invariants of domain.md §4.7, by number, and the three that hold under a condition."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from contracts.loss.interchange import Case
from contracts.loss.reasons import CapClass
from contracts.loss.terms import CustomerPolicy, MspContract, MspPolicy, Scenario, Section
from contracts.loss.vocabulary import Head, SuperMode
from tests.contracts.loss.strategies import (
    HEADS,
    at_most,
    cases,
    contract_of,
    fractions,
    insured_cases,
    msp_policies,
    policy_of,
    pounds,
    scenario_of,
    without_caps,
    without_limits,
)

ZERO = Decimal(0)
increases = at_most(200)
# Enough to find a slip in any step within seconds; a busy machine is no failure.
patient = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def holds_for(*strategies):
    """The test is a property of everything that the strategies give."""
    return lambda test: patient(given(*strategies)(test))


def parties(result):
    return (result.customer, result.customer_insurer, result.msp, result.msp_insurer, result.third_party)


@holds_for(cases)
def test_01_the_parties_bear_the_loss_exactly(case):
    result = case.allocate()

    assert sum(parties(result)) == result.loss == sum(case.scenario.heads.values())


@holds_for(cases)
def test_02_nobody_gains(case):
    assert min(parties(case.allocate())) >= 0


@holds_for(cases)
def test_03_every_head_is_paid_or_kept(case):
    for head, cover in case.allocate().cover.heads.items():
        assert cover.loss == case.scenario.net_losses[head] == cover.paid + cover.tier1 + cover.tier3


@holds_for(cases)
def test_04_the_insurer_pays_no_more_than_its_policy_has(case):
    result = case.allocate()

    assert result.customer_insurer <= result.gross_insurer
    if result.cover.available is not None:
        assert result.gross_insurer <= result.cover.available


@holds_for(cases)
def test_05_damages_stay_within_claims_and_caps(case):
    contract, result = case.msp_contract, case.allocate()
    pots = result.liability.pots

    assert result.damages <= sum(claim.amount for claim in result.liability.claims.values()) <= result.loss
    for pot in pots.values():
        assert 0 <= pot.total <= pot.claimed
        assert pot.cap_left is None or pot.total <= pot.cap_left
    if contract.super_mode == SuperMode.INCLUSIVE and contract.super_cap is not None:
        assert pots[CapClass.GENERAL].total + pots[CapClass.SUPER].total <= max(
            ZERO, contract.super_cap - contract.super_used
        )


@holds_for(cases, increases, st.sampled_from(["general_cap", "super_cap"]))
def test_06_a_higher_cap_hurts_neither_customer_nor_insurer(case, more, cap):
    assume(getattr(case.msp_contract, cap) is not None)

    before, after = case.allocate(), contract_of(case, **{cap: getattr(case.msp_contract, cap) + more}).allocate()

    assert after.customer <= before.customer
    assert after.customer_insurer <= before.customer_insurer
    assert after.msp + after.msp_insurer >= before.msp + before.msp_insurer


@holds_for(insured_cases, increases)
def test_07_a_higher_aggregate_limit_never_raises_the_customers_share(case, more):
    assume(case.customer_policy.aggregate_limit is not None)

    higher = policy_of(case, aggregate_limit=case.customer_policy.aggregate_limit + more)

    assert higher.allocate().customer <= case.allocate().customer


@holds_for(insured_cases)
def test_07_less_erosion_never_raises_the_customers_share(case):
    before = case.allocate().customer

    assert policy_of(case, aggregate_used=ZERO).allocate().customer <= before
    assert contract_of(case, general_used=ZERO).allocate().customer <= before
    assert contract_of(case, super_used=ZERO).allocate().customer <= before


@holds_for(insured_cases, increases)
def test_08_a_higher_retention_never_raises_what_the_insurer_pays(case, more):
    higher = policy_of(case, retention=case.customer_policy.retention + more)

    assert higher.allocate().gross_insurer <= case.allocate().gross_insurer


@holds_for(insured_cases, st.integers(0, 24))
def test_08_a_longer_waiting_period_never_raises_what_the_insurer_pays(case, more):
    assert longer_wait(case, more).allocate().gross_insurer <= case.allocate().gross_insurer


@holds_for(cases, st.one_of(st.none(), msp_policies))
def test_09_the_providers_policy_is_nothing_to_the_customer(case, other):
    before, after = case.allocate(), replace(case, msp_policy=other).allocate()

    assert (after.customer, after.customer_insurer) == (before.customer, before.customer_insurer)


@holds_for(insured_cases)
def test_10_a_policy_is_never_worse_than_none(case):
    assert case.allocate().customer <= replace(case, customer_policy=None).allocate().customer


@holds_for(insured_cases)
def test_11_damages_do_not_depend_on_the_customers_policy(case):
    case = contract_of(case, subrogation_waived=False)

    assert case.allocate().damages == replace(case, customer_policy=None).allocate().damages


@holds_for(cases, st.sampled_from(HEADS))
def test_12_one_more_exclusion_never_raises_damages(case, head):
    assume(not is_crowded_out(case))
    narrower = contract_of(case, excluded_heads=case.msp_contract.excluded_heads | {head})

    assert narrower.allocate().damages <= case.allocate().damages


@holds_for(cases)
def test_13_waiving_subrogation_raises_neither_the_providers_total_nor_the_customers_share(case):
    kept = contract_of(case, subrogation_waived=False).allocate()
    waived = contract_of(case, subrogation_waived=True).allocate()

    assert waived.msp + waived.msp_insurer <= kept.msp + kept.msp_insurer
    assert waived.customer <= kept.customer


@holds_for(insured_cases, st.sampled_from(HEADS), increases)
def test_14_a_larger_loss_never_lowers_what_the_insurer_pays(case, head, more):
    losses = {**case.scenario.heads, head: case.scenario.heads.get(head, ZERO) + more}

    assert scenario_of(case, heads=losses).allocate().gross_insurer >= case.allocate().gross_insurer


@holds_for(pounds, fractions, at_most(200), at_most(400), at_most(400))
def test_15_one_head_is_shared_as_if_the_provider_had_paid_first(loss, share, retention, limit, cap):
    """Provider first, insurer on the net loss: the same final shares as insurer first with top-down recovery."""
    result = Case(
        scenario=Scenario(
            cause="ransomware", duration_hours=Decimal(1), msp_share=share, heads={Head.INCIDENT_RESPONSE: loss}
        ),
        msp_contract=MspContract(general_cap=cap),
        customer_policy=CustomerPolicy(
            retention=retention,
            aggregate_limit=limit,
            sections=(Section(causes=frozenset({"ransomware"}), heads=frozenset({Head.INCIDENT_RESPONSE})),),
        ),
        msp_policy=MspPolicy(),
    ).allocate()

    damages = result.liability.pots[CapClass.GENERAL].total
    net = loss - damages
    insurer = min(limit, max(ZERO, net - retention))
    assert (result.customer_insurer, result.customer, result.damages) == (insurer, net - insurer, damages)


@holds_for(insured_cases, increases)
def test_a_higher_retention_never_lowers_the_customers_share_if_no_limit_binds(case, more):
    case = without_limits(case)

    higher = policy_of(case, retention=case.customer_policy.retention + more)

    assert higher.allocate().customer >= case.allocate().customer


@holds_for(insured_cases, st.integers(0, 24))
def test_a_longer_waiting_period_never_lowers_the_customers_share_if_no_limit_binds(case, more):
    case = without_limits(case)

    assert longer_wait(case, more).allocate().customer >= case.allocate().customer


@holds_for(insured_cases, fractions)
def test_a_higher_coinsurance_never_lowers_the_customers_share_if_no_limit_binds(case, fraction):
    case = without_limits(case)
    lower, higher = sorted([fraction, case.customer_policy.coinsurance.get(case.scenario.cause, ZERO)])

    before, after = (policy_of(case, coinsurance={case.scenario.cause: part}) for part in (lower, higher))

    assert after.allocate().customer >= before.allocate().customer


@holds_for(cases, fractions, st.booleans())
def test_a_larger_share_never_raises_the_customers_if_nothing_caps_it_or_subrogation_is_waived(case, share, is_waived):
    case = contract_of(case, subrogation_waived=True) if is_waived else without_caps(case)
    assume(not is_crowded_out(case))
    lower, higher = sorted([share, case.scenario.msp_share])

    before, after = (scenario_of(case, msp_share=part).allocate() for part in (lower, higher))

    assert after.customer <= before.customer


@holds_for(cases, st.sampled_from(HEADS))
def test_more_exclusions_never_lower_the_customers_share_if_no_cap_binds(case, head):
    case = without_caps(case)

    narrower = contract_of(case, excluded_heads=case.msp_contract.excluded_heads | {head})

    assert narrower.allocate().customer >= case.allocate().customer


def is_crowded_out(case):
    """An inclusive super-cap with subrogation waived.

    Super claims then take room from general ones (step 2) that waived subrogation may leave unused (step 3),
    so fewer super claims can mean more damages.
    """
    return case.msp_contract.super_mode == SuperMode.INCLUSIVE and case.msp_contract.subrogation_waived


def longer_wait(case, more):
    """The same case where every section waits longer."""
    sections = case.customer_policy.sections
    return policy_of(
        case, sections=tuple(replace(section, waiting_hours=section.waiting_hours + more) for section in sections)
    )
