"""What holds of the dates of every contract, whatever its terms."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from contracts.enums import NoticeCounting, NoticeUnit, Renewal
from contracts.terms import Terms, next_notice, notice_deadline, position, send_by, term_end

DAY = timedelta(days=1)

days = st.dates(min_value=date(2000, 1, 1), max_value=date(2060, 12, 31))
any_terms = st.builds(
    Terms,
    effective_from=days,
    initial_term_months=st.integers(1, 120),
    renewal=st.sampled_from(Renewal),
    renewal_term_months=st.integers(1, 60),
    notice_period=st.integers(0, 200),
    notice_unit=st.sampled_from([NoticeUnit.DAYS, NoticeUnit.WEEKS, NoticeUnit.BUSINESS_DAYS]),
    notice_counting=st.sampled_from(NoticeCounting),
    service_days=st.integers(0, 5),
    holidays=st.frozensets(days, max_size=5),
) | st.builds(
    Terms,
    effective_from=days,
    initial_term_months=st.integers(1, 120),
    renewal=st.just(Renewal.AUTO),
    renewal_term_months=st.integers(1, 60),
    notice_period=st.integers(0, 24),
    notice_unit=st.just(NoticeUnit.MONTHS),
)


@given(any_terms, days)
def test_a_running_term_holds_the_day(contract, today):
    now = position(contract, today=today)

    assume(now.terms_run > 0 and not now.is_over)

    assert now.term_start <= today <= now.term_end
    assert now.term_end == term_end(contract, on=today)


@given(any_terms, days)
def test_terms_follow_each_other_without_a_gap(contract, today):
    contract = replace(contract, renewal=Renewal.AUTO)
    now = position(contract, today=today)

    following = position(contract, today=now.term_end + DAY)

    assert following.term_start == now.term_end + DAY == now.renews_on


@given(any_terms, days)
def test_the_next_notice_is_never_in_the_past(contract, today):
    notice = next_notice(contract, today=today)

    if contract.renewal == Renewal.AUTO:
        assert notice is not None
    if notice is not None:
        assert notice.notice_by >= today
        assert notice.term_end >= today


@given(any_terms, days)
def test_sent_by_the_sending_date_notice_arrives_by_the_deadline(contract, deadline):
    sent = send_by(contract, deadline)

    received = sent
    for _ in range(contract.service_days):
        received += DAY
        while received.weekday() >= 5 or received in contract.holidays:
            received += DAY
    assert received <= deadline
    assert sent.weekday() < 5
    assert sent not in contract.holidays


@given(any_terms, days)
def test_clear_days_are_never_later(contract, last_day):
    lenient = replace(contract, notice_counting=NoticeCounting.NOT_LESS_THAN)
    strict = replace(contract, notice_counting=NoticeCounting.CLEAR_DAYS)

    assert notice_deadline(strict, last_day) < notice_deadline(lenient, last_day) <= last_day
