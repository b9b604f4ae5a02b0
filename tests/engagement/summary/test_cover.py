"""The next date, and the customer's own insurance."""

from datetime import date
from uuid import uuid4

from contracts.models import Policy
from engagement.models import Due, Meeting
from tests.cast import NOW, Cast
from tests.engagement.facts import on_one_page
from tests.factories.insurance import make_condition, make_policy


def due(cast: Cast, title: str, on: date, **about: object) -> None:
    values = {"kind": "notice", "owed_by": "both", "path": "/", "armed_on": NOW.date()} | about
    Due.objects.create(
        provider=cast.provider, customer=cast.customer, subject_id=uuid4(), title=title, due_on=on, **values
    )


def test_next_date_of_contract_or_insurance(cast: Cast, held: Meeting) -> None:
    due(cast, "Over", date(2026, 11, 22))
    due(cast, "The provider’s own", date(2026, 11, 24), owed_by="provider")
    due(cast, "Another kind", date(2026, 11, 24), kind="review")
    assert "Next date" not in on_one_page(held)

    due(cast, "Later", date(2026, 12, 9))
    due(cast, "Give notice", date(2026, 12, 1))
    assert on_one_page(held)["Next date"] == "Give notice: Tue 1 Dec 2026"


def test_a_date_is_said_once(cast: Cast, held: Meeting) -> None:
    due(cast, "It runs out on Tue 1 Dec 2026", date(2026, 12, 1))

    assert on_one_page(held)["Next date"] == "It runs out on Tue 1 Dec 2026"


def test_the_policy_that_ends_first_with_conditions_of_all(cast: Cast, held: Meeting) -> None:
    first = make_policy(cast.customer, number="CY-1")
    second = make_policy(cast.customer, number="CR-1", kind="crime", ends_on=date(2027, 6, 1))
    make_policy(cast.customer, number="CY-0", starts_on=date(2025, 1, 1), ends_on=date(2025, 12, 31))
    make_policy(cast.provider, number="TE-1", ends_on=date(2026, 11, 30))
    assert on_one_page(held)["Insurance"] == "Calder Mutual CY-1 runs out on Thu 31 Dec 2026"

    make_condition(first, is_met=True, checked_on=NOW.date())
    assert on_one_page(held)["Insurance"] == "Calder Mutual CY-1 runs out on Thu 31 Dec 2026; 1 condition met"
    make_condition(second)
    assert on_one_page(held)["Insurance"].endswith("; not looked at: 1 of 2 conditions")
    make_condition(first, is_met=False, checked_on=NOW.date())
    assert on_one_page(held)["Insurance"] == (
        "Calder Mutual CY-1 runs out on Thu 31 Dec 2026; 1 of 3 conditions not met, 1 not looked at"
    )


def test_without_a_policy_in_force_it_is_said(cast: Cast, held: Meeting) -> None:
    make_policy(cast.customer, ends_on=date(2026, 11, 22))
    make_policy(cast.customer, starts_on=date(2027, 1, 1), ends_on=date(2027, 12, 31))

    assert on_one_page(held)["Insurance"] == "No policy in force; the last ran out on Sun 22 Nov 2026"


def test_whoever_has_no_policy_reads_nothing_of_insurance(cast: Cast, held: Meeting) -> None:
    make_policy(cast.provider)
    make_policy(cast.other_customer)

    assert Policy.objects.count() == 2
    assert "Insurance" not in on_one_page(held)
