"""Term ends, notice dates and sending dates: every date worked out in the field's references, then rules."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from contracts.enums import NoticeCounting, NoticeUnit, Renewal
from contracts.terms import Terms, next_notice, notice_deadline, position, send_by, term_end

DAY = timedelta(days=1)
FIRST_CLASS_POST = 2


def terms(**changes):
    usual = Terms(
        effective_from=date(2026, 1, 1),
        initial_term_months=12,
        renewal=Renewal.AUTO,
        renewal_term_months=12,
        notice_period=90,
        notice_unit=NoticeUnit.DAYS,
    )
    return replace(usual, **changes)


# Dates worked out in the references


def test_ninety_days_before_31_december_2026_is_friday_2_october():
    assert notice_deadline(terms(), date(2026, 12, 31)) == date(2026, 10, 2)


def test_notice_for_2_october_2026_by_first_class_post_is_posted_by_wednesday_30_september():
    by_post = terms(service_days=FIRST_CLASS_POST, service_method="first-class post")

    assert send_by(by_post, date(2026, 10, 2)) == date(2026, 9, 30)


def test_ninety_clear_days_before_31_december_2026_is_1_october():
    clear = terms(notice_counting=NoticeCounting.CLEAR_DAYS)

    assert notice_deadline(clear, date(2026, 12, 31)) == date(2026, 10, 1)


def test_three_months_before_31_may_2027_is_28_february():
    months = terms(notice_period=3, notice_unit=NoticeUnit.MONTHS)

    assert notice_deadline(months, date(2027, 5, 31)) == date(2027, 2, 28)


def test_thirty_days_before_31_march_2027_is_1_march():
    assert notice_deadline(terms(notice_period=30), date(2027, 3, 31)) == date(2027, 3, 1)


def test_four_weeks_before_monday_1_october_2012_is_monday_3_september():
    weeks = terms(notice_period=4, notice_unit=NoticeUnit.WEEKS)

    assert notice_deadline(weeks, date(2012, 10, 1)) == date(2012, 9, 3)


def test_term_that_ended_2025_08_28_runs_on_to_2026_08_28():
    contract = terms(effective_from=date(2024, 8, 29), notice_period=2, notice_unit=NoticeUnit.MONTHS)

    now = position(contract, today=date(2026, 2, 11))

    assert (now.term_start, now.term_end) == (date(2025, 8, 29), date(2026, 8, 28))
    assert now.notice_by == date(2026, 6, 28)
    assert now.renews_on == date(2026, 8, 29)
    assert now.terms_run == 2
    assert not now.is_notice_past
    assert not now.is_over


def test_next_notice_after_a_missed_one_is_the_following_terms():
    contract = terms(
        effective_from=date(2020, 8, 1),
        initial_term_months=36,
        notice_period=3,
        notice_unit=NoticeUnit.MONTHS,
    )

    notice = next_notice(contract, today=date(2023, 10, 31))

    assert notice is not None
    assert notice.term_end == date(2024, 7, 31)
    assert notice.notice_by == date(2024, 4, 30)


# Terms


def test_months_from_the_first_of_a_month_end_on_a_months_last_day():
    contract = terms(effective_from=date(2026, 9, 1), initial_term_months=6, renewal_term_months=6)

    ends = [term_end(contract, on=date(2026, 9, 1) + n * 183 * DAY) for n in range(4)]

    assert ends == [date(2027, 2, 28), date(2027, 8, 31), date(2028, 2, 29), date(2028, 8, 31)]


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 28)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 8, 30), 6, date(2027, 2, 28)),
        (date(2026, 8, 29), 6, date(2027, 2, 28)),
        (date(2026, 8, 28), 6, date(2027, 2, 27)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 1), 1, date(2026, 1, 31)),
    ],
)
def test_term_ends_the_day_before_the_same_day(start, months, last):
    assert term_end(terms(effective_from=start, initial_term_months=months), on=start) == last


def test_start_on_29_february_renews_without_drifting():
    contract = terms(effective_from=date(2024, 2, 29))

    assert term_end(contract, on=date(2025, 3, 1)) == date(2026, 2, 28)
    assert term_end(contract, on=date(2027, 3, 1)) == date(2028, 2, 28)
    assert term_end(contract, on=date(2028, 2, 29)) == date(2029, 2, 28)


def test_a_start_missing_from_its_month_still_belongs_to_the_term_before():
    contract = terms(effective_from=date(2026, 1, 31), initial_term_months=1, renewal_term_months=1)

    assert term_end(contract, on=date(2026, 4, 30)) == date(2026, 4, 30)
    assert term_end(contract, on=date(2026, 5, 1)) == date(2026, 5, 30)


def test_before_the_start_the_first_term_is_ahead():
    now = position(terms(), today=date(2025, 6, 1))

    assert (now.term_start, now.term_end) == (date(2026, 1, 1), date(2026, 12, 31))
    assert now.terms_run == 0


# Renewal and ending


def test_a_contract_that_does_not_renew_needs_no_notice():
    contract = terms(renewal=Renewal.NONE, renewal_term_months=0)

    now = position(contract, today=date(2026, 5, 1))

    assert (now.notice_by, now.send_by, now.renews_on) == (None, None, None)
    assert not now.is_notice_past
    assert next_notice(contract, today=date(2026, 5, 1)) is None


def test_a_contract_that_does_not_renew_is_over_after_its_last_day():
    contract = terms(renewal=Renewal.NONE)

    assert not position(contract, today=date(2026, 12, 31)).is_over
    assert position(contract, today=date(2027, 1, 1)).is_over
    assert term_end(contract, on=date(2030, 1, 1)) == date(2026, 12, 31)


def test_manual_renewal_has_a_notice_date_but_renews_on_no_day():
    contract = terms(renewal=Renewal.MANUAL, renewal_term_months=0)

    now = position(contract, today=date(2026, 10, 2))

    assert now.notice_by == date(2026, 10, 2)
    assert now.renews_on is None


def test_manual_renewal_has_no_notice_after_the_one_that_is_past():
    contract = terms(renewal=Renewal.MANUAL)

    assert next_notice(contract, today=date(2026, 10, 2)) is not None
    assert next_notice(contract, today=date(2026, 10, 3)) is None


def test_a_contract_that_was_ended_renews_no_more():
    contract = terms(ended_on=date(2027, 3, 31))

    now = position(contract, today=date(2029, 1, 1))

    assert (now.term_start, now.term_end) == (date(2027, 1, 1), date(2027, 3, 31))
    assert (now.notice_by, now.renews_on, now.is_over) == (None, None, True)
    assert next_notice(contract, today=date(2027, 1, 1)) is None


def test_a_contract_that_was_given_notice_runs_to_its_last_day():
    contract = terms(ended_on=date(2026, 12, 31))

    assert not position(contract, today=date(2026, 12, 31)).is_over


def test_notice_longer_than_a_rolling_month_looks_several_terms_ahead():
    contract = terms(initial_term_months=1, renewal_term_months=1)

    notice = next_notice(contract, today=date(2026, 6, 15))

    assert notice is not None
    assert (notice.term_end, notice.notice_by) == (date(2026, 9, 30), date(2026, 7, 2))


def test_notice_is_past_on_the_day_after_its_last_day():
    assert not position(terms(), today=date(2026, 10, 2)).is_notice_past
    assert position(terms(), today=date(2026, 10, 3)).is_notice_past


def test_sending_can_be_too_late_while_notice_is_not():
    by_post = terms(service_days=FIRST_CLASS_POST)

    now = position(by_post, today=date(2026, 10, 1))

    assert now.is_send_past
    assert not now.is_notice_past


# Business days


def test_business_days_are_counted_back_over_weekends_and_holidays():
    contract = terms(
        notice_period=3,
        notice_unit=NoticeUnit.BUSINESS_DAYS,
        holidays=frozenset({date(2026, 12, 25), date(2026, 12, 28)}),
    )

    assert notice_deadline(contract, date(2026, 12, 31)) == date(2026, 12, 24)


def test_business_days_before_a_sunday_are_whole_ones():
    contract = terms(notice_period=1, notice_unit=NoticeUnit.BUSINESS_DAYS)

    assert notice_deadline(contract, date(2027, 2, 28)) == date(2027, 2, 25)


def test_clear_business_days_go_one_further_back():
    contract = terms(
        notice_period=1,
        notice_unit=NoticeUnit.BUSINESS_DAYS,
        notice_counting=NoticeCounting.CLEAR_DAYS,
    )

    assert notice_deadline(contract, date(2027, 3, 1)) == date(2027, 2, 25)


def test_a_deadline_on_a_sunday_is_met_by_what_arrives_on_friday():
    assert send_by(terms(service_days=1), date(2027, 2, 28)) == date(2027, 2, 25)
    assert send_by(terms(service_days=0), date(2027, 2, 28)) == date(2027, 2, 26)


# Refusals


@pytest.mark.parametrize(
    "changes",
    [
        {"effective_from": date(1200, 1, 1)},
        {"initial_term_months": 0},
        {"initial_term_months": -12},
        {"initial_term_months": 1201},
        {"renewal_term_months": 0},
        {"renewal": Renewal.NONE, "renewal_term_months": -1},
        {"notice_period": -1},
        {"notice_period": 3661},
        {"notice_unit": NoticeUnit.MONTHS, "notice_period": 1201},
        {"service_days": -1},
        {"service_days": 61},
        {"ended_on": date(2025, 12, 31)},
    ],
)
def test_impossible_terms_are_refused_with_a_sentence(changes):
    with pytest.raises(ValueError, match=r"^The .*\.$|^A .*\.$"):
        terms(**changes)
