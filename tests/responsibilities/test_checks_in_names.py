"""A finding speaks to the customer; everybody else reads it in the names of both parties."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responsibilities.checks import MatrixFacts, check_matrix
from tests.responsibilities.test_checks import GOOD, MATRIX, TODAY, only

YOU = r"(?i)\byou(rs?)?\b"
ADDRESSED = [
    ("C-02", MATRIX, {"customer_duty": ""}, "Fairlead IT and Harbour Roast share this job but"),
    (
        "C-04",
        MATRIX,
        {"clause_owed_by": "provider"},
        "The contract says Fairlead IT (MSA-1, clause 3.4); the list",
    ),
    ("C-05", MATRIX, {"covering": ()}, "The list says Fairlead IT does this, but Harbour Roast is not buying"),
    ("C-05", MATRIX, {"covering": None}, "Whether Harbour Roast buys this from Fairlead IT cannot be told:"),
    (
        "C-06",
        MATRIX,
        {"ownership": "customer"},
        "Harbour Roast pays for this (Managed detection) but the list says",
    ),
    ("C-06", MATRIX, {"ownership": "undecided"}, "Harbour Roast pays for this (Managed detection) but the list says"),
]


@pytest.mark.parametrize(("check", "matrix", "about", "says"), ADDRESSED)
def test_what_speaks_to_the_customer_stands_in_the_names_of_both_too(
    check: str, matrix: MatrixFacts, about: dict[str, Any], says: str
) -> None:
    finding = only(check, matrix, **about)
    named = finding.in_names()

    assert re.search(YOU, finding.message)
    assert named.message.startswith(says)
    assert not re.search(YOU, f"{named.message} {named.action}")
    assert (named.check, named.subject, named.facts) == (finding.check, finding.subject, finding.facts)


def test_staff_are_not_told_to_buy_what_they_sell() -> None:
    finding = only("C-05", covering=())

    assert finding.action == "Buy it or change the owner."
    assert finding.in_names().action == "Add the service to the contract or change the owner."


@given(
    ownership=st.sampled_from(["provider", "customer", "shared", "third_party", "undecided"]),
    clause_owed_by=st.sampled_from([None, "", "provider", "customer"]),
    covering=st.sampled_from([None, (), ("Managed detection",)]),
    duty=st.sampled_from(["", "Looks."]),
    person=st.sampled_from(["", "Amara Osei"]),
    has_contract=st.booleans(),
    state=st.sampled_from(["draft", "proposed", "agreed"]),
    review_on=st.sampled_from([None, date(2026, 1, 1)]),
)
def test_nothing_in_names_speaks_to_anybody(
    ownership: str, clause_owed_by: str | None, covering: Any, duty: str, person: str, has_contract: bool, state: str,
    review_on: date | None,
) -> None:  # fmt: skip
    row = replace(
        GOOD, ownership=ownership, clause_owed_by=clause_owed_by, covering=covering, customer_duty=duty,
        customer_person=person, review_on=review_on, has_left=("Priya Nair",), answers_for="",
    )  # fmt: skip
    matrix = replace(MATRIX, has_contract=has_contract, state=state, signed_sides=frozenset(), rows=(row,))

    for finding in check_matrix(matrix, TODAY):
        named = finding.in_names()
        assert not re.search(YOU, f"{named.message} {named.action}"), named
