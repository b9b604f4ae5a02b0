"""C-10 to C-12: promises that cannot be measured, misses nobody settled, credits that run out."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from contracts.checks import MissFacts, PromiseFacts, check_levels
from core.checks import Severity

DEADLINE = date(2026, 11, 7)
MISS = MissFacts(
    "miss:t:2026-10", "Harbour Roast", "Availability Tills", "/x/", "October 2026", "95.16 %", "£22.00", DEADLINE
)


def checks(*misses: MissFacts, today: date) -> list[str]:
    return [found.check for found in check_levels([], misses, today)]


def test_a_promise_without_its_number_cannot_be_measured() -> None:
    found, untold = check_levels(
        [PromiseFacts("t", "Backups", "/x/", ("a number",)), PromiseFacts("u", "P1", "/x/")], [], DEADLINE
    )

    assert (untold.check, untold.is_unknown) == ("C-11", True)
    assert untold.message == "Whether this promise is kept cannot be told: it cannot be measured."
    assert (found.check, found.severity, found.subject) == ("C-10", Severity.HIGH, "target:t")
    assert found.action == "Add the number: a number."


@pytest.mark.parametrize(
    ("days", "expected"), [(-4, ["C-11"]), (-3, ["C-11", "C-12"]), (0, ["C-11", "C-12"]), (1, ["C-11"])]
)
def test_the_last_three_days_to_claim_are_urgent(days: int, expected: list[str]) -> None:
    assert checks(MISS, today=DEADLINE + timedelta(days=days)) == expected


def test_without_a_last_day_or_a_credit_nothing_is_urgent() -> None:
    assert checks(replace(MISS, claim_by=None), today=DEADLINE) == ["C-11"]
    assert checks(replace(MISS, amount=""), today=DEADLINE) == ["C-11"]


def test_what_is_too_late_to_claim_asks_for_the_reason() -> None:
    (found,) = check_levels([], [MISS], DEADLINE + timedelta(days=1))

    assert found.action == "Ask for the reason and write it down."
    (found,) = check_levels([], [replace(MISS, claim_by=None)], DEADLINE)
    assert found.action == "Claim the credit."
    assert check_levels([], [MISS], DEADLINE)[0].action == "Claim the credit by Sat 7 Nov 2026."


def test_a_window_in_which_nobody_kept_count_is_unknown_not_kept() -> None:
    promises = [PromiseFacts("t", "Availability", "/x/", uncounted="October 2026"), PromiseFacts("u", "P1", "/x/")]

    (found,) = check_levels(promises, [], DEADLINE)

    assert (found.check, found.is_unknown, found.subject) == ("C-11", True, "uncounted:t")
    assert found.message == "Whether this promise was kept in October 2026 cannot be told: nobody kept count."


@pytest.mark.parametrize("about", [{"missing": ("a number",)}, {"uncounted": "October 2026"}])
def test_of_a_promise_with_credits_that_nobody_measured_the_claim_is_unknown_too(about: dict[str, Any]) -> None:
    found = check_levels([PromiseFacts("t", "Backups", "/x/", has_credit=True, **about)], [], DEADLINE)

    assert [each.check for each in found if each.is_unknown] == ["C-11", "C-12"]


def test_a_credit_without_a_fee_is_unknown_until_it_is_too_late() -> None:
    unpriced = replace(MISS, amount="", lacks_fee=True)

    in_time, late = (check_levels([], [unpriced], DEADLINE + timedelta(days=days)) for days in (0, 1))

    assert [(each.check, each.is_unknown) for each in in_time] == [("C-11", False), ("C-12", True)]
    assert [each.check for each in late] == ["C-11"]


def test_the_message_names_amount_and_day() -> None:
    _, urgent = check_levels([], [MISS], DEADLINE)

    assert urgent.message == "You can still claim £22.00 until Sat 7 Nov 2026."
    assert urgent.in_names().message == "Harbour Roast can still claim £22.00 until Sat 7 Nov 2026."
    assert urgent.facts["path"] == "/x/"
