"""When a policy answers, and what is left of its limit."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.insurance.answers import Period, Told, Used, hours_words, refusals, used_on

D = Decimal
YEAR = {"name": "Calder Mutual CY-1", "starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31)}
MARCH, JUNE, NEXT = date(2026, 3, 1), date(2026, 6, 1), date(2027, 1, 1)


def why_not(
    happened: date, *, acted: date | None = None, notified: date | None = None, **about: Any
) -> tuple[str, ...]:
    return refusals(
        Period(**YEAR | about), happened_on=happened, acted_on=acted or happened, notified_on=notified or happened
    )


def test_first_and_last_day_are_in_force() -> None:
    assert why_not(date(2026, 1, 1)) == ()
    assert why_not(date(2026, 12, 31)) == ()
    assert why_not(NEXT) == ("Calder Mutual CY-1 is not in force on Fri 1 Jan 2027, the day the insurer is told.",)


def test_claims_made_looks_at_the_day_of_notice() -> None:
    assert why_not(date(2025, 12, 1), notified=MARCH) == ()
    assert why_not(JUNE, notified=NEXT) != ()


def test_occurrence_looks_at_the_day_of_the_event() -> None:
    assert why_not(JUNE, notified=NEXT, claims_made=False) == ()
    assert "the day it happens" in why_not(date(2025, 12, 1), notified=MARCH, claims_made=False)[0]


def test_acts_before_the_retroactive_date_are_not_insured() -> None:
    assert why_not(JUNE, acted=date(2023, 12, 31), retroactive_on=date(2024, 1, 1)) == (
        "Mistakes made before Mon 1 Jan 2024 are not insured.",
    )
    assert why_not(JUNE, acted=date(2024, 1, 1), retroactive_on=date(2024, 1, 1)) == ()


@pytest.mark.parametrize(("hours", "is_late"), [(None, False), (72, False), (24, True)])
def test_notice_has_to_be_in_time(hours: int | None, is_late: bool) -> None:
    found = why_not(JUNE, notified=date(2026, 6, 4), notice_hours=hours)

    assert bool(found) == is_late


@pytest.mark.parametrize(("hours", "words"), [(1, "1 hour"), (72, "72 hours"), (720, "30 days"), (100, "100 hours")])
def test_hours_in_words(hours: int, words: str) -> None:
    assert hours_words(hours) == words


def test_used_counts_what_was_paid_by_then() -> None:
    told = [
        Told(what="Breach", notified_on=MARCH, paid=D("30000"), paid_on=JUNE, reserved=D("45000")),
        Told(what="Ransom", notified_on=JUNE, reserved=D("5000")),
        Told(what="Old one", notified_on=MARCH, reserved=D("9000"), is_closed=True),
        Told(what="Later", notified_on=NEXT, paid=D("1"), paid_on=NEXT),
    ]

    assert used_on(D("100000"), told, JUNE) == Used(
        limit=D("100000"), paid=D("30000"), reserved=D("20000"), payments=(("Breach", D("30000")),)
    )
    assert used_on(D("100000"), told, MARCH).paid == 0
    assert used_on(D("100000"), told, MARCH).reserved == D("45000")


PENCE = st.decimals(0, 1_000_000, places=2)


@given(PENCE, st.lists(PENCE))
def test_what_is_left_is_never_below_nothing(limit: Decimal, payments: list[Decimal]) -> None:
    told = [Told(what="x", notified_on=MARCH, paid=paid, paid_on=MARCH) for paid in payments]
    used = used_on(limit, told, JUNE)

    assert used.left == max(D(0), limit - sum(payments))
    assert used.paid == sum((paid for _, paid in used.payments), D(0))


@pytest.mark.parametrize(("told_on", "is_late"), [(date(2026, 12, 30), False), (date(2026, 12, 31), True)])
def test_working_days_leave_out_weekends_and_bank_holidays(told_on: date, is_late: bool) -> None:
    holidays = frozenset({date(2026, 12, 25), date(2026, 12, 28)})
    period = Period(
        name="P", starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31), notice_working_days=3, holidays=holidays
    )

    assert period.is_told_late(date(2026, 12, 23), told_on) is is_late
    assert period.notice_words == "3 working days"
