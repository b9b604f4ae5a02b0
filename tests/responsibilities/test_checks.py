"""C-01 to C-08 and C-42 of domain.md chapter 6, each with what fires it, what does not, and what is unknown."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from core.checks import Found, Severity
from responsibilities.checks import TITLES, MatrixFacts, RowFacts, check_matrix, check_row, title_of

TODAY = date(2026, 11, 23)
GOOD = RowFacts(
    line="7",
    code="DET-03",
    title="Spot suspicious sign-ins",
    ownership="shared",
    provider_duty="Looks into each alert.",
    customer_duty="Says when someone travels.",
    provider_person="Tom Hallett",
    customer_person="Amara Osei",
    covering=("Managed detection",),
    clause="MSA-1, clause 3.4",
    clause_owed_by="shared",
    reviewed_on=date(2026, 8, 23),
    review_on=date(2026, 11, 23),
)
MATRIX = MatrixFacts(
    version_id="v",
    number=5,
    state="agreed",
    provider="Fairlead IT",
    customer="Harbour Roast",
    signed_sides=frozenset({"provider", "customer"}),
    has_contract=True,
    rows=(GOOD,),
)


def found(matrix: MatrixFacts = MATRIX, **about: Any) -> list[Found]:
    return check_row(matrix, replace(GOOD, **about), TODAY)


def only(check: str, matrix: MatrixFacts = MATRIX, **about: Any) -> Found:
    [one] = [finding for finding in found(matrix, **about) if finding.check == check]
    return one


def test_a_row_in_order_has_no_finding() -> None:
    assert check_matrix(MATRIX, TODAY) == []


def test_what_is_out_of_scope_is_no_gap() -> None:
    assert found(ownership="undecided", is_out_of_scope=True, review_on=None) == []


def test_c01_nobody() -> None:
    finding = only("C-01", ownership="undecided")

    assert finding.severity == Severity.HIGH
    assert finding.message == "Nobody is doing this: Spot suspicious sign-ins."
    assert finding.subject == "row:7"
    assert finding.facts["code"] == "DET-03"


def test_c01_is_settled_by_accepting_the_risk() -> None:
    assert not [f for f in found(ownership="undecided", is_risk_accepted=True) if f.check == "C-01"]


@pytest.mark.parametrize(
    ("about", "missing"),
    [
        ({"provider_duty": " "}, "provider"),
        ({"customer_duty": ""}, "customer"),
        ({"customer_duty": "", "provider_duty": ""}, "provider, customer"),
    ],
)
def test_c02_shared_without_both_halves(about: dict[str, str], missing: str) -> None:
    finding = only("C-02", **about)

    assert finding.severity == Severity.HIGH
    assert finding.facts["missing"] == missing


def test_c02_is_for_shared_rows_and_open_risks() -> None:
    assert found(ownership="provider", clause_owed_by="provider", customer_duty="") == []
    assert found(provider_duty="", is_risk_accepted=True) == []


@pytest.mark.parametrize(
    ("about", "names"),
    [
        ({"provider_person": ""}, "Fairlead IT"),
        ({"customer_person": " "}, "Harbour Roast"),
        ({"provider_person": "", "customer_person": ""}, "Fairlead IT or Harbour Roast"),
        ({"ownership": "provider", "clause_owed_by": "provider", "provider_person": ""}, "Fairlead IT"),
        ({"ownership": "third_party", "answers_for": "customer", "clause_owed_by": "customer", "customer_person": ""},
         "Harbour Roast"),
    ],
)  # fmt: skip
def test_c03_no_named_person(about: dict[str, Any], names: str) -> None:
    [finding] = found(**about)

    assert (finding.check, finding.severity) == ("C-03", Severity.MEDIUM)
    assert finding.message == f"No named person answers for this at {names}."


def test_c03_asks_only_the_side_that_is_responsible() -> None:
    assert found(ownership="provider", clause_owed_by="provider", customer_person="") == []


def test_c03_third_party_that_nobody_answers_for() -> None:
    finding = only("C-03", ownership="third_party", clause_owed_by="third_party")

    assert finding.message == "It is not said which side answers for the third party."


def test_c03_people_who_left_are_raised_in_one_finding_with_what_is_missing() -> None:
    finding = only("C-03", has_left=("Priya Nair",), customer_person="")

    assert finding.message.startswith("Priya Nair, who answers for this, has left. No named person")


def test_c04_contract_and_list_differ() -> None:
    finding = only("C-04", clause_owed_by="provider")

    assert finding.severity == Severity.HIGH
    assert finding.message == "Your contract says Fairlead IT (MSA-1, clause 3.4); your list says Shared."


def test_c04_without_a_clause_there_is_nothing_to_compare() -> None:
    assert found(clause_owed_by=None) == []


def test_c04_a_clause_that_binds_nobody_is_unknown() -> None:
    finding = only("C-04", clause_owed_by="")

    assert finding.is_unknown
    assert title_of(finding) != TITLES["C-04"]


def test_c04_a_third_party_agrees_with_the_side_that_answers_for_it() -> None:
    assert found(ownership="third_party", answers_for="provider", clause_owed_by="provider") == []
    assert only("C-04", ownership="third_party", answers_for="customer", clause_owed_by="provider")


def test_c04_who_answered_for_a_former_third_party_does_not_count() -> None:
    assert only("C-04", ownership="customer", answers_for="provider", clause_owed_by="provider", covering=())


@pytest.mark.parametrize("owner", ["provider", "shared"])
def test_c05_not_bought(owner: str) -> None:
    finding = only("C-05", ownership=owner, covering=())

    assert (finding.severity, finding.is_unknown) == (Severity.HIGH, False)
    assert finding.message.startswith("Your list says Fairlead IT does this, but you are not buying")


def test_c05_is_unknown_without_a_contract_or_a_service_to_look_for() -> None:
    assert only("C-05", replace(MATRIX, has_contract=False), covering=()).is_unknown
    assert only("C-05", covering=None).is_unknown


def test_c05_concerns_what_the_provider_does() -> None:
    assert found(ownership="customer", clause_owed_by="customer", covering=()) == []


@pytest.mark.parametrize(("owner", "whose"), [("customer", "yours"), ("undecided", "nobody’s")])
def test_c06_paid_for_and_on_the_wrong_list(owner: str, whose: str) -> None:
    finding = only("C-06", ownership=owner)

    assert finding.severity == Severity.MEDIUM
    assert finding.message == f"You pay for this (Managed detection) but the list says it is {whose}."


@pytest.mark.parametrize("owner", ["customer", "undecided"])
def test_c06_is_unknown_once_for_all_jobs_of_which_nobody_can_tell(owner: str) -> None:
    own = replace(GOOD, ownership=owner, clause_owed_by=None, covering=None, is_risk_accepted=True)
    other = replace(own, line="8", code="DET-04")
    out, ours = replace(own, line="9", is_out_of_scope=True), replace(own, line="10", ownership="provider")
    matrix = replace(MATRIX, rows=(own, other, out, ours))

    (finding,) = [each for each in check_matrix(matrix, TODAY) if each.check == "C-06"]

    assert (finding.is_unknown, finding.subject, finding.facts["codes"]) == (True, "version:v:paid", "DET-03, DET-04")
    says = "for 2 jobs that the list leaves to"
    assert finding.message == f"Whether you pay {says} you or to nobody cannot be told: no service is named there."
    assert finding.in_names().message.startswith(f"Whether Harbour Roast pays {says} it or to nobody")


def test_c06_is_unknown_without_a_contract() -> None:
    row = replace(GOOD, ownership="customer", clause_owed_by=None, covering=())
    bought, none = (replace(MATRIX, rows=(row,), has_contract=known) for known in (True, False))

    assert [each for each in check_matrix(bought, TODAY) if each.check == "C-06"] == []
    (finding,) = [each for each in check_matrix(none, TODAY) if each.check == "C-06"]
    assert finding.is_unknown
    assert "no contract is recorded" in finding.message


@pytest.mark.parametrize("state", ["proposed", "agreed"])
def test_c07_one_finding_for_each_side_that_has_not_signed(state: str) -> None:
    unsigned = replace(MATRIX, state=state, signed_sides=frozenset({"provider"}))
    [finding] = check_matrix(unsigned, TODAY)

    assert (finding.check, finding.severity, finding.subject) == ("C-07", Severity.HIGH, "version:v:customer")
    assert "Harbour Roast has not signed version 5" in finding.message


@pytest.mark.parametrize("state", ["draft", "withdrawn", "superseded"])
def test_c07_nobody_signs_a_draft_or_what_is_over(state: str) -> None:
    assert check_matrix(replace(MATRIX, state=state, signed_sides=frozenset()), TODAY) == []


def test_c08_fires_the_day_after_the_review_was_due() -> None:
    assert found(review_on=TODAY) == []
    finding = only("C-08", review_on=date(2026, 11, 22))

    assert finding.severity == Severity.MEDIUM
    assert finding.message == "This has not been looked at since Sun 23 Aug 2026."


def test_c08_without_the_day_of_the_last_look() -> None:
    finding = only("C-08", review_on=date(2026, 11, 22), reviewed_on=None)

    assert finding.message == "This has not been looked at since before Sun 22 Nov 2026."


def test_c08_a_row_in_force_without_a_date_is_unknown_and_a_draft_has_none_yet() -> None:
    assert only("C-08", review_on=None).is_unknown
    assert found(replace(MATRIX, state="draft"), review_on=None) == []


def test_c08_what_the_row_rests_on_is_gone() -> None:
    finding = only(
        "C-08",
        service="Old backup",
        service_retired_on=date(2026, 10, 1),
        clause_ended_on=date(2026, 9, 30),
    )

    assert finding.message == (
        "Old backup, the service behind this, was retired on Thu 1 Oct 2026. "
        "MSA-1, clause 3.4 belongs to a contract that ended on Wed 30 Sep 2026."
    )


def test_c42_contradictions_of_an_imported_row() -> None:
    facts = {"originations": ["shared"], "inheritable": "yes", "statuses": ["implemented", "not_applicable"]}
    finding = only("C-42", facts=facts)

    assert finding.severity == Severity.MEDIUM
    assert finding.facts["number"] == "2"
    assert finding.message.startswith("This row contradicts itself.")


def test_each_check_names_a_row_once() -> None:
    worst = replace(
        GOOD, ownership="undecided", provider_person="", has_left=("A", "B"), clause_owed_by="",
        review_on=TODAY.replace(day=1), service="S",
        service_retired_on=TODAY, facts={"statuses": ["implemented", "not_applicable", "planned"]},
    )  # fmt: skip
    kinds = [(finding.check, finding.subject) for finding in check_row(MATRIX, worst, TODAY)]

    assert len(kinds) == len(set(kinds))
