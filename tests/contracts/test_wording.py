"""A contract's dates in sentences."""

from dataclasses import replace
from datetime import date

import pytest

from contracts import terms as rules
from contracts import wording
from contracts.calendars import bank_holidays
from contracts.enums import NoticeCounting, NoticeUnit, Renewal
from contracts.terms import Terms

TERMS = Terms(
    effective_from=date(2026, 1, 1),
    initial_term_months=12,
    renewal=Renewal.AUTO,
    renewal_term_months=12,
    notice_period=90,
    notice_unit=NoticeUnit.DAYS,
    service_days=2,
    service_method="first-class post",
    holidays=bank_holidays("ENG", range(2025, 2029)),
)


def said(terms: Terms, today: date) -> str:
    position = rules.position(terms, today=today)
    upcoming = rules.next_notice(terms, today=today)
    return "".join(part.text for part in wording.statement(terms, position, upcoming))


def days(terms: Terms, today: date) -> list[tuple[str, str]]:
    position = rules.position(terms, today=today)
    upcoming = rules.next_notice(terms, today=today)
    return [(m.on.isoformat(), m.what) for m in wording.milestones(terms, position, upcoming)]


def test_notice_is_explained_in_one_line() -> None:
    notice = rules.next_notice(TERMS, today=date(2026, 6, 1))

    assert notice is not None
    assert wording.notice_why(TERMS, notice) == (
        "Term ends Thu 31 Dec 2026; 90 days, not less than → received by Fri 2 Oct 2026; "
        "first-class post → posted by Wed 30 Sep 2026"
    )


@pytest.mark.parametrize(
    ("change", "today", "expected"),
    [
        (
            {},
            date(2026, 6, 1),
            "It runs to Thursday 31 December 2026 and renews by itself for 12 months unless somebody gives "
            "notice by Friday 2 October 2026.",
        ),
        (
            {},
            date(2026, 10, 3),
            "It runs to Thursday 31 December 2026 and renews by itself for 12 months: the last day for notice "
            "has passed. The next one is Saturday 2 October 2027.",
        ),
        (
            {},
            date(2025, 12, 1),
            "It starts on Thursday 1 January 2026, runs to Thursday 31 December 2026 and renews by itself for "
            "12 months unless somebody gives notice by Friday 2 October 2026.",
        ),
        (
            {"renewal": Renewal.NONE},
            date(2026, 6, 1),
            "It runs to Thursday 31 December 2026 and then ends.",
        ),
        (
            {"renewal": Renewal.MANUAL},
            date(2026, 6, 1),
            "It runs to Thursday 31 December 2026 and then ends, unless both sides agree to go on. "
            "Say so by Friday 2 October 2026.",
        ),
        (
            {"renewal": Renewal.MANUAL},
            date(2026, 11, 1),
            "It runs to Thursday 31 December 2026 and then ends, unless both sides agree to go on.",
        ),
        (
            {"ended_on": date(2026, 9, 30)},
            date(2026, 6, 1),
            "It runs to Wednesday 30 September 2026 and then ends, because it was ended.",
        ),
        (
            {"ended_on": date(2026, 5, 31)},
            date(2026, 6, 1),
            "It ended. Its last day was Sunday 31 May 2026.",
        ),
    ],
)
def test_statement(change: dict[str, object], today: date, expected: str) -> None:
    assert said(replace(TERMS, **change), today) == expected  # type: ignore[arg-type]


def test_days_ahead_stand_in_their_order() -> None:
    assert days(TERMS, date(2026, 6, 1)) == [
        ("2026-09-30", "Last day to send notice by first-class post"),
        ("2026-10-02", "Last day for notice to be received"),
        ("2026-12-31", "Last day of the term"),
        ("2027-01-01", "It renews by itself for 12 months, unless notice was given"),
    ]


def test_a_certain_renewal_comes_first() -> None:
    assert days(TERMS, date(2026, 10, 3))[0] == ("2027-01-01", "It renews by itself for 12 months")


def test_without_renewal_only_the_last_day_matters() -> None:
    once = replace(TERMS, renewal=Renewal.NONE)

    assert days(once, date(2026, 6, 1)) == [("2026-12-31", "Its last day")]
    assert days(once, date(2025, 6, 1))[0] == ("2026-01-01", "It starts")


def test_steps_name_the_renewals_and_the_holidays() -> None:
    position = rules.position(TERMS, today=date(2028, 6, 1))

    steps = wording.steps(TERMS, position, "England")

    assert steps[0].startswith("The contract began on Thu 1 Jan 2026 for 12 months. After 2 renewals of 12 months")
    assert "bank holidays of England" in steps[-1]


def test_steps_of_an_ended_contract_stop_at_its_end() -> None:
    ended = replace(TERMS, ended_on=date(2026, 9, 30))

    steps = wording.steps(ended, rules.position(ended, today=date(2026, 6, 1)), "England")

    assert steps == ("The contract began on Thu 1 Jan 2026 and was ended with Wed 30 Sep 2026 as its last day.",)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"notice_counting": NoticeCounting.CLEAR_DAYS, "notice_period": 1}, "1 clear day"),
        ({"notice_unit": NoticeUnit.BUSINESS_DAYS, "notice_period": 10}, "10 working days, not less than"),
    ],
)
def test_period(change: dict[str, object], words: str) -> None:
    assert wording.period(replace(TERMS, **change)) == words  # type: ignore[arg-type]


def test_delivery_by_hand_arrives_the_same_day() -> None:
    by_hand = replace(TERMS, service_days=0, service_method="hand")

    steps = wording.steps(by_hand, rules.position(by_hand, today=date(2026, 6, 1)), "England")

    assert "counts as received the same day: handed over by Fri 2 Oct 2026" in steps[-1]
