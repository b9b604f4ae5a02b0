"""C-13 and C-14: what insurers require, against the matrix and its proof."""

from dataclasses import replace
from datetime import date

import pytest

from contracts.models import Policy
from core.checks import Found
from responsibilities.condition_checks import ConditionFacts, JobFacts, PolicyWithout, check_conditions
from responsibilities.models import Evidence
from responsibilities.queries.conditions import findings_of_conditions
from tests.cast import NOW, Cast
from tests.factories.insurance import make_condition, make_policy
from tests.factories.responsibilities import make_version

TODAY = date(2026, 11, 23)
JOB = JobFacts(
    label="IAM-02 Use MFA", ownership="shared", is_out_of_scope=False, interval_months=3, proof_on=date(2026, 10, 1)
)
MET = ConditionFacts(
    pk="1", customer="Harbour Roast", code="MFA", policy="Calder Mutual CY-1", falls_short=False, is_met=True,
    counted=24, counted_of=24, job=JOB, path="/p/",
)  # fmt: skip


def check(condition: ConditionFacts) -> list[Found]:
    return check_conditions([condition], [], TODAY)


def test_met_owned_and_proved_passes() -> None:
    assert check(MET) == []


@pytest.mark.parametrize(
    "job", [None, replace(JOB, ownership="undecided"), replace(JOB, is_out_of_scope=True)], ids=["none", "open", "out"]
)
def test_nobody_in_charge(job: JobFacts | None) -> None:
    found = check(replace(MET, job=job))

    assert found[0].check == "C-13"
    assert found[0].message == "Your insurer requires MFA and nobody is in charge of it."
    assert found[0].in_names().message == "Harbour Roast’s insurer requires MFA and nobody is in charge of it."
    assert not found[0].is_unknown


@pytest.mark.parametrize(("counted", "of", "words"), [(22, 24, "22 of 24"), (None, None, "MFA")])
def test_not_met(counted: int | None, of: int | None, words: str) -> None:
    (found,) = check(replace(MET, falls_short=True, is_met=False, counted=counted, counted_of=of))

    assert (found.check, found.is_unknown) == ("C-14", False)
    assert found.message == f"You may not meet your insurer’s condition: {words}."
    assert found.in_names().message == f"Harbour Roast may not meet its insurer’s condition: {words}."


@pytest.mark.parametrize(
    ("condition", "why"),
    [
        (replace(MET, is_met=None), "nobody has said whether it is met"),
        (replace(MET, job=replace(JOB, proof_on=None)), "no proof of “IAM-02 Use MFA” that is still good is on file"),
        (replace(MET, job=replace(JOB, proof_on=date(2026, 8, 22))), "the latest proof of “IAM-02 Use MFA” is of"),
        (replace(MET, job=None), "no job answers for it"),
    ],
)
def test_unknown_is_never_a_pass(condition: ConditionFacts, why: str) -> None:
    found = check(condition)[-1]

    assert (found.check, found.is_unknown) == ("C-14", True)
    assert why in found.message


def test_a_policy_without_conditions_is_unknown() -> None:
    found = check_conditions([], [PolicyWithout(pk="1", name="Calder Mutual CY-1", path="/p/")], TODAY)

    assert [(each.check, each.is_unknown) for each in found] == [("C-13", True), ("C-14", True)]


def link(cast: Cast, state: str) -> Policy:
    version = make_version(cast.customer, state, rows=[{"code": "IAM-02", "ownership": "undecided"}])
    policy = make_policy(cast.customer)
    make_condition(policy, code="MFA", line=version.rows.get().line, is_met=True, checked_on=TODAY)
    return policy


def test_facts_come_from_the_version_that_counts(cast: Cast) -> None:
    policy = link(cast, "agreed")
    found = findings_of_conditions([cast.customer], TODAY)[cast.customer.pk]

    assert [(each.check, each.is_unknown, told) for each, told in found] == [
        ("C-13", False, True),
        ("C-14", True, True),
    ]
    assert found[0][0].facts["path"] == f"{policy.get_absolute_url()}#conditions"

    row = policy.conditions.get().line
    Evidence.objects.create(
        customer=cast.customer, subject_id=row, label="IAM-02", title="Report", happened_on=TODAY, added_at=NOW,
        added_by=cast.provider_lead,
    )  # fmt: skip
    assert [each.check for each, _ in findings_of_conditions([cast.customer], TODAY)[cast.customer.pk]] == ["C-13"]


def test_what_only_a_draft_says_is_not_told_to_the_customer(cast: Cast) -> None:
    make_condition(link(cast, "draft"), code="EDR")
    found = findings_of_conditions([cast.customer], TODAY)[cast.customer.pk]

    assert {(each.label.partition(",")[0], told) for each, told in found} == {("MFA", False), ("EDR", True)}


def test_policies_that_ran_out_are_not_checked(cast: Cast) -> None:
    make_policy(cast.customer, ends_on=date(2026, 11, 22))
    make_policy(cast.provider)

    found = [each for each, _ in findings_of_conditions([cast.customer], TODAY)[cast.customer.pk]]
    assert [(each.check, each.is_unknown) for each in found] == [("C-13", True), ("C-14", True)]
