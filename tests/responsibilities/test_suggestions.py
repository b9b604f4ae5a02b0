"""The owner a job starts with contradicts neither what is bought nor the catalogue."""

from dataclasses import replace

import pytest

from responsibilities import suggestions
from responsibilities.checks import check_row
from responsibilities.enums import Ownership
from tests.responsibilities.test_checks import GOOD, MATRIX, TODAY


@pytest.mark.parametrize(
    ("usual", "covered", "bare"),
    [
        ("provider", "provider", "undecided"),
        ("shared", "shared", "undecided"),
        ("customer", "shared", "customer"),
        ("third_party", "third_party", "third_party"),
        ("undecided", "provider", "undecided"),
    ],
)
def test_first_owner(usual: str, covered: str, bare: str) -> None:
    assert suggestions.first_owner(usual, is_covered=True) == covered
    assert suggestions.first_owner(usual, is_covered=False) == bare


@pytest.mark.parametrize("usual", Ownership)
@pytest.mark.parametrize("is_covered", [True, False])
@pytest.mark.parametrize("owed_by", ["", *Ownership])
def test_a_fresh_row_contradicts_nothing(usual: Ownership, is_covered: bool, owed_by: str) -> None:
    owner = suggestions.first_owner(usual, is_covered=is_covered)
    row = replace(
        GOOD,
        ownership=owner,
        covering=("Care",) if is_covered else (),
        answers_for=suggestions.answers_for(owner, is_covered=is_covered),
        clause_owed_by=owed_by if suggestions.clause_fits(owed_by, owner) else None,
    )
    found = [finding for finding in check_row(MATRIX, row, TODAY) if not finding.is_unknown]

    assert {finding.check for finding in found} <= {"C-01"}
