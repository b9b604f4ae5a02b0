"""Random cases small enough that caps, baskets, limits and retentions really bite, and uneven to the penny."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from contracts.loss.interchange import Case
from contracts.loss.terms import (
    Condition,
    CustomerPolicy,
    Effect,
    InterruptionRetention,
    MspContract,
    MspPolicy,
    Scenario,
    Section,
    WaitingMode,
)
from contracts.loss.vocabulary import INTERRUPTION, BasketType, Cause, Head, SuperMode

CAUSES = [Cause.RANSOMWARE, Cause.DATA_BREACH, Cause.DEPENDENT_SYSTEM_FAILURE, Cause.FRAUD]
HEADS = list(Head)
ALL_HEADS, ALL_CAUSES = 2 ** len(HEADS) - 1, 2 ** len(CAUSES) - 1


def _pounds(count):
    """Pence by twos; an odd count drops the pence."""
    return Decimal(count // 200) if count % 2 else Decimal(count // 2).scaleb(-2)


# Each is drawn as one number, because drawing is what takes the time.
def at_most(highest):
    """Amounts from nought up, half of them whole pounds."""
    pence = int(highest * 100)
    return st.integers(0, 2 * pence + 1).map(_pounds)


def _chosen(names, bits):
    return frozenset(name for place, name in enumerate(names) if bits >> place & 1)


pounds = at_most(300)
limits = st.one_of(st.none(), at_most(600))
fractions = st.integers(0, 1999).map(
    lambda part: Decimal(part) / 1000 if part <= 1000 else Decimal("0.25") * (part % 5)
)
hours = st.integers(0, 24).map(Decimal)
many_heads = st.integers(0, ALL_HEADS).map(lambda bits: _chosen(HEADS, ALL_HEADS - bits) or frozenset(HEADS))
heads = st.tuples(*[st.integers(0, ALL_HEADS)] * 2).map(lambda bits: _chosen(HEADS, bits[0] & bits[1]))
causes = st.integers(0, ALL_CAUSES).map(lambda bits: _chosen(CAUSES, bits))
none_mostly = st.integers(0, 8 * ALL_CAUSES).map(lambda bits: _chosen(CAUSES, max(0, bits - 7 * ALL_CAUSES)))
many_causes = st.integers(0, ALL_CAUSES).map(lambda bits: _chosen(CAUSES, ALL_CAUSES - bits))


def by_cause(values):
    """The same for some causes, and nothing for the others."""
    return st.builds(dict.fromkeys, causes, values)


likely = st.sampled_from([True] * 5 + [False])
unlikely = st.sampled_from([False] * 5 + [True])


@st.composite
def scenarios(draw):
    losses = {head: draw(pounds) for head in sorted(draw(many_heads))}
    interrupted = [head for head in losses if head in INTERRUPTION]
    waiting = {head: draw(at_most(losses[head])) for head in interrupted}
    beyond = {head: draw(at_most(losses[head] - waiting[head])) for head in interrupted if draw(unlikely)}
    others = {head: draw(at_most(loss)) for head, loss in losses.items() if draw(unlikely)}
    return Scenario(
        cause=draw(st.sampled_from(CAUSES)),
        duration_hours=draw(hours),
        msp_share=draw(fractions),
        heads=losses,
        in_waiting=waiting,
        beyond_indemnity=beyond,
        indirect_heads=draw(heads),
        availability_failure=draw(st.booleans()),
        advice_declined=draw(unlikely),
        service_credits=draw(at_most(100)),
        other_recoveries=others,
    )


contracts = st.builds(
    MspContract,
    excluded_causes=none_mostly,
    excluded_heads=heads,
    indemnity_heads=heads,
    indemnity_causes=causes,
    uncapped_indemnity_heads=heads,
    super_indemnity_heads=heads,
    general_indemnity_heads=heads,
    unlimited_causes=none_mostly,
    exclude_indirect=st.booleans(),
    credits_sole_remedy=unlikely,
    credits_set_off=st.booleans(),
    general_cap=limits,
    general_used=at_most(100),
    super_cap=limits,
    super_used=at_most(100),
    super_heads=heads,
    super_causes=many_causes,
    super_mode=st.sampled_from(SuperMode),
    basket=at_most(150),
    basket_type=st.sampled_from(BasketType),
    subrogation_waived=st.booleans(),
)
sections = st.builds(
    Section,
    causes=many_causes,
    heads=many_heads,
    limit=limits,
    waiting_hours=hours,
    waiting_mode=st.sampled_from(WaitingMode),
    coinsurance=st.one_of(st.none(), fractions),
)
conditions = st.builds(
    Condition,
    code=st.just("MFA"),
    met=likely,
    relevant=likely,
    effect=st.sampled_from([*[Effect.REDUCE] * 4, Effect.SUSPEND, Effect.VOID]),
    pct=fractions,
)
customer_policies = st.builds(
    CustomerPolicy,
    responds=likely,
    excluded_causes=none_mostly,
    uninsurable=st.just(frozenset({Head.REGULATORY_FINE})),
    retention=at_most(80),
    bi_retention=st.sampled_from(InterruptionRetention),
    coinsurance=by_cause(fractions),
    event_sublimit=by_cause(at_most(600)),
    aggregate_limit=limits,
    aggregate_used=at_most(100),
    per_claim_limit=limits,
    conditions=st.lists(conditions, max_size=2).map(tuple),
    sections=st.lists(sections, min_size=1, max_size=3).map(tuple),
)
msp_policies = st.builds(
    MspPolicy,
    responds=likely,
    excluded_causes=none_mostly,
    excluded_heads=heads,
    retention=at_most(80),
    coinsurance=fractions,
    per_claim_limit=limits,
    aggregate_limit=limits,
    aggregate_used=at_most(100),
)
cases = st.builds(
    Case,
    scenario=scenarios(),
    msp_contract=contracts,
    customer_policy=st.one_of(st.none(), customer_policies, customer_policies, customer_policies),
    msp_policy=st.one_of(st.none(), msp_policies, msp_policies),
)
insured_cases = st.builds(
    Case, scenario=scenarios(), msp_contract=contracts, customer_policy=customer_policies, msp_policy=msp_policies
)


def scenario_of(case, **changes):
    """The same case with another scenario; the other helpers alike."""
    return replace(case, scenario=replace(case.scenario, **changes))


def contract_of(case, **changes):
    return replace(case, msp_contract=replace(case.msp_contract, **changes))


def policy_of(case, **changes):
    return replace(case, customer_policy=replace(case.customer_policy, **changes))


def without_limits(case):
    """The same case where no limit of the customer's policy can bind."""
    policy = case.customer_policy
    return policy_of(
        case,
        aggregate_limit=None,
        per_claim_limit=None,
        event_sublimit={},
        sections=tuple(replace(section, limit=None) for section in policy.sections),
    )


def without_caps(case):
    """The same case where neither a cap nor a basket can bind."""
    return contract_of(case, general_cap=None, super_cap=None, basket=Decimal(0))
