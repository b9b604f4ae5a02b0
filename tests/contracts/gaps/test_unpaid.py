"""C-33 and C-34: each finds, passes, and says when it cannot know."""

from dataclasses import replace
from typing import Any

import pytest

from contracts.gaps.unpaid import UnpaidFacts, check_unpaid
from contracts.loss.vocabulary import Cause, Head
from core.words import lower_first
from tests.findings.every_check import YOU

FACTS = UnpaidFacts(
    customer="Harbour Roast",
    excluded_causes=frozenset({Cause.DEPENDENT_SYSTEM_FAILURE, Cause.RANSOMWARE}),
    excluded_heads=frozenset({Head.GOODWILL, Head.LOST_GROSS_PROFIT}),
    covered_causes=frozenset({Cause.RANSOMWARE}),
    covered_heads=frozenset({Head.LOST_GROSS_PROFIT}),
    is_known=True,
    path="/i/",
)


def told(facts: UnpaidFacts) -> list[tuple[str, str, bool, str]]:
    return [(each.check, str(each.severity), each.is_unknown, each.message) for each in check_unpaid(facts)]


def test_what_the_contract_excludes_and_the_policy_does_not_cover_is_found() -> None:
    event = Cause.DEPENDENT_SYSTEM_FAILURE.label
    cost = Head.GOODWILL.label

    assert told(FACTS) == [
        ("C-33", "high", False, f"Nobody would pay if this happened: {lower_first(event)}."),
        ("C-34", "medium", False, f"{cost}: that is always yours."),
    ]
    [cause, head] = check_unpaid(FACTS)
    assert cause.in_names() == cause
    assert head.in_names().message == f"{cost}: always left to Harbour Roast."


@pytest.mark.parametrize("is_known", [True, False])
def test_in_names_no_cause_and_no_cost_calls_anybody_you(is_known: bool) -> None:
    nothing: dict[str, Any] = {"covered_causes": frozenset(), "covered_heads": frozenset()}
    everything = replace(
        FACTS, excluded_causes=frozenset(Cause), excluded_heads=frozenset(Head), is_known=is_known, **nothing
    )

    found = [each.in_names() for each in check_unpaid(everything)]

    assert len(found) == len(Cause) + len(Head)
    assert not [each for each in found if YOU.search(f"{each.label} {each.message} {each.action}")]


def test_what_either_pays_passes() -> None:
    everything = replace(FACTS, covered_causes=frozenset(Cause), covered_heads=frozenset(Head))

    assert told(everything) == []
    assert told(replace(FACTS, excluded_causes=frozenset(), excluded_heads=frozenset())) == []


def test_without_a_policy_nobody_knows() -> None:
    unknown = replace(FACTS, is_known=False, covered_causes=frozenset(), covered_heads=frozenset())

    assert [(check, is_unknown) for check, _, is_unknown, _ in told(unknown)] == [
        ("C-33", True), ("C-33", True), ("C-34", True), ("C-34", True),
    ]  # fmt: skip


def test_what_a_contract_never_pays_is_no_pass_while_nobody_entered_it() -> None:
    unknown = replace(FACTS, is_entered=False, excluded_causes=frozenset(), excluded_heads=frozenset())

    assert told(unknown) == [
        ("C-33", "high", True, "Whether there is something that nobody would pay for cannot be told: what the contract "
         "never pays is not entered."),
        ("C-34", "medium", True, "Whether there is a cost that always stays with Harbour Roast cannot be told: what "
         "the contract never pays is not entered."),
    ]  # fmt: skip
