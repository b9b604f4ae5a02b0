"""The gaps found in real rows, and what the customer never learns through them."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from contracts.gaps.facts import gap_findings
from contracts.models import Contract, PublishedFact
from core.checks import Found
from tests.cast import NOW, Cast
from tests.factories.contracts import make_contract, make_line, make_service
from tests.factories.insurance import make_policy, make_section
from tests.factories.liability import make_cap, make_higher_cap, make_rule, make_terms

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def contract(cast: Cast) -> Contract:
    return make_contract(cast.customer, reference="MSA-1")


def found(cast: Cast, check: str) -> Iterator[tuple[Found, bool]]:
    return (
        (each, told) for each, told in gap_findings([cast.customer], TODAY)[cast.customer.pk] if each.check == check
    )


def test_an_underinsured_promise_is_for_staff_until_the_limits_are_published(cast: Cast, contract: Contract) -> None:
    make_cap(contract, figure=Decimal(20_000))
    make_higher_cap(contract)
    policy = make_policy(
        cast.provider, kind="tech_eo", aggregate_limit=Decimal(100_000), per_claim_limit=Decimal(50_000)
    )

    [(each, is_told)] = found(cast, "C-17")
    assert (each.message, is_told) == ("Fairlead IT has promised up to £60,000 but is insured for £50,000.", False)

    PublishedFact.objects.create(policy=policy, fact="limits", published_by=cast.provider_owner, published_at=NOW)
    assert [told for _, told in found(cast, "C-17")] == [True]


def test_without_a_policy_in_force_only_staff_hear_that_nobody_knows(cast: Cast, contract: Contract) -> None:
    make_cap(contract, figure=Decimal(20_000))
    make_policy(cast.provider, kind="tech_eo", ends_on=date(2026, 6, 30))

    assert [(each.is_unknown, told) for each, told in found(cast, "C-17")] == [(True, False)]


def test_a_limit_is_held_against_the_policy_it_names(cast: Cast, contract: Contract) -> None:
    make_policy(cast.provider, kind="tech_eo", aggregate_limit=Decimal(10_000))
    named = make_policy(cast.provider, kind="cyber", aggregate_limit=Decimal(500_000))
    make_cap(contract, form="insurance_limit", figure=Decimal(400_000), policy="its cyber insurance", insured_by=named)

    assert list(found(cast, "C-17")) == []


def test_an_agreement_of_which_nothing_is_entered_is_unknown_to_every_check(cast: Cast, contract: Contract) -> None:
    make_contract(cast.customer, reference="ORD-1", kind="order", parent=contract)
    make_contract(cast.customer, reference="DPA-1", kind="data")

    found = gap_findings([cast.customer], TODAY)[cast.customer.pk]
    told = [(each.check, each.subject, is_told) for each, is_told in found
            if each.is_unknown and each.check in ("C-17", "C-20", "C-33", "C-34")]  # fmt: skip

    assert told == [
        ("C-17", f"cap:none:{contract.pk}", True), ("C-20", f"insurance-clause:{contract.pk}:clause", True),
        ("C-33", "cause:unknown", True), ("C-34", "head:unknown", True),
    ]  # fmt: skip


def test_papers_without_an_agreement_beside_them_leave_it_open(cast: Cast) -> None:
    alone = make_contract(cast.customer, reference="DPA-1", kind="data")

    for check in ("C-17", "C-20", "C-33", "C-34"):
        assert [each.is_unknown for each, _ in found(cast, check)] == [True], check
    assert next(found(cast, "C-17"))[0].subject == f"cap:none:{alone.pk}"


def test_a_contract_without_services_leaves_it_open_whether_personal_data_is_touched(
    cast: Cast, contract: Contract
) -> None:
    ((each, _),) = found(cast, "C-36")
    assert (each.is_unknown, "names no service" in each.message) == (True, True)

    make_line(contract, make_service(cast.provider, "Phones", touches_personal_data=False))
    assert list(found(cast, "C-36")) == []


def test_what_one_document_of_an_agreement_says_holds_for_all(cast: Cast, contract: Contract) -> None:
    order = make_contract(cast.customer, reference="ORD-1", kind="order", parent=contract)
    make_cap(order, figure=Decimal(20_000))
    make_terms(order)

    assert [each.subject for check in ("C-20", "C-33", "C-34") for each, _ in found(cast, check)] == []
    assert [each.subject.startswith("cap:none") for each, _ in found(cast, "C-17")] == [False]


def test_a_limit_by_fees_that_nobody_entered_is_unknown(cast: Cast, contract: Contract) -> None:
    make_policy(cast.provider, kind="tech_eo")
    make_cap(contract, form="pct_fees_preceding", figure=Decimal(100))

    [(each, _)] = found(cast, "C-17")
    assert each.is_unknown
    assert "the general limit goes by the fees, and no service is entered" in each.message

    make_line(contract, make_service(cast.provider))
    assert list(found(cast, "C-17")) == []


def test_one_policy_without_its_parts_leaves_it_open_whether_somebody_pays(cast: Cast, contract: Contract) -> None:
    make_rule(contract, heads="GOODWILL", causes="utility_failure")
    make_section(make_policy(cast.customer))
    make_policy(cast.customer, kind="crime", number="CR-1")

    unknown = [each.is_unknown for check in ("C-33", "C-34") for each, _ in found(cast, check)]
    assert unknown == [True, True]


def test_the_insurance_clause_is_held_against_the_policy(cast: Cast, contract: Contract) -> None:
    make_terms(contract, insurance_occurrence=True)
    make_policy(cast.provider, kind="tech_eo")

    assert [(each.check, told) for each, told in found(cast, "C-20")] == [("C-20", False)]


def test_excluded_causes_and_heads_are_held_against_the_customers_cover(cast: Cast, contract: Contract) -> None:
    make_rule(contract, heads="LOST_GROSS_PROFIT GOODWILL", causes="dependent_system_failure utility_failure")
    make_section(make_policy(cast.customer))

    assert [(each.subject, told) for each, told in found(cast, "C-33")] == [("cause:utility_failure", True)]
    assert [(each.subject, told) for each, told in found(cast, "C-34")] == [("head:GOODWILL", True)]


def test_a_cause_that_the_policy_lists_and_excludes_is_not_covered(cast: Cast, contract: Contract) -> None:
    make_rule(contract, heads="", causes="dependent_system_failure")
    make_section(make_policy(cast.customer, excluded_causes=["dependent_system_failure"]))

    assert [each.subject for each, _ in found(cast, "C-33")] == ["cause:dependent_system_failure"]


def test_only_what_renews_by_itself_soon_is_told(cast: Cast) -> None:
    april = {"effective_from": date(2026, 4, 1)}
    make_contract(cast.customer, reference="SOON", notice_period=110, notice_unit="days", **april)
    make_contract(cast.customer, reference="FIXED", renewal="none", **april)
    make_contract(cast.customer, reference="LATER", effective_from=date(2026, 7, 1))

    assert [each.label for each, _ in found(cast, "C-35")] == ["SOON"]


def test_personal_data_needs_a_signed_agreement_and_a_number_of_hours(cast: Cast, contract: Contract) -> None:
    make_line(contract, make_service(cast.provider, touches_personal_data=True))
    assert [each.subject.rpartition(":")[2] for each, _ in found(cast, "C-36")] == ["agreement", "notice"]

    make_contract(
        cast.customer, kind="data", signed_on=TODAY, signed_for_provider="Ruth", signed_for_customer="Amara",
        incident_within=1, incident_unit="days",
    )  # fmt: skip

    assert [each.message for each, _ in found(cast, "C-36")] == [
        "Fairlead IT may take 48 hours to tell you of a breach."
    ]


def test_drafts_that_the_customer_has_not_seen_are_left_out(cast: Cast) -> None:
    contract = make_contract(cast.customer, published_at=None)
    make_cap(contract, figure=Decimal(20_000))
    make_rule(contract)

    assert gap_findings([cast.customer], TODAY)[cast.customer.pk] == []
