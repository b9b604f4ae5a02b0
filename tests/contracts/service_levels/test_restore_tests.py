"""The time between restore tests: which gap counts for which window, and what a long one gives."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.service_levels.credits import Band, CreditTerms, band_of
from contracts.service_levels.facts import Facts, Fee, Promise, TallyFacts
from contracts.service_levels.measure import Result, measure
from contracts.service_levels.owed import owed
from contracts.service_levels.restore_tests import Gap, gaps_in
from contracts.service_levels.windows import Window, month_of, parse_window
from contracts.service_levels.wording import band, figure, figure_why
from tests.contracts.service_levels.times import LONDON, london, office

MAY, JUNE, QUARTER = month_of(date(2026, 5, 1)), month_of(date(2026, 6, 1)), parse_window("2026-q2")
PROMISE: dict[str, Any] = {
    "key": "r", "metric": "restore_test", "value": Decimal(90), "unit": "days", "runs_from": date(2026, 1, 1),
}  # fmt: skip
TESTS = Promise(**PROMISE)


def made(day: str, good: int = 1, **about: Any) -> TallyFacts:
    on = date.fromisoformat(day)
    return TallyFacts(**{"key": day, "metric": "restore_test", "good": good, "total": 1} | about, first=on, last=on)


def found(*tests: TallyFacts, window: Window = JUNE, now: str = "2026-07-15 12:00", **about: Any) -> Result:
    facts = Facts(zone=LONDON, now=london(now), usual=office(), tallies=tests)
    (result,) = measure(Promise(**PROMISE | about), [window], facts)
    return result


def test_the_longest_gap_runs_from_the_last_test_before_the_window() -> None:
    result = found(made("2026-03-10"), made("2026-06-15"))

    assert result.gaps is not None
    assert result.gaps.longest == Gap(date(2026, 3, 10), date(2026, 6, 15), is_ended=True)
    assert (result.measured, result.percent, result.is_missed) == (97, None, True)
    assert figure(result) == "97 days"
    assert figure_why(TESTS, result) == (
        "97 days without a successful restore test, from Tue 10 Mar 2026 to the next on Mon 15 Jun 2026;"
        " at most 90 are promised."
    )


def test_without_a_later_test_the_gap_runs_to_the_windows_end() -> None:
    result = found(made("2026-04-01"))

    assert result.gaps is not None
    assert result.gaps.longest == Gap(date(2026, 4, 1), date(2026, 6, 30), is_ended=False)
    assert (result.measured, result.is_missed) == (90, False)  # exactly as long as promised
    assert "up to Tue 30 Jun 2026" in figure_why(TESTS, result)
    assert found(made("2026-03-31")).is_missed


def test_a_test_that_failed_ends_no_gap() -> None:
    assert found(made("2026-03-10"), made("2026-05-20", good=0)).measured == 112


def test_a_gap_counts_for_each_window_that_it_reaches_too_late() -> None:
    tests = (made("2026-02-20"), made("2026-06-10"))

    assert [found(*tests, window=window).measured for window in (MAY, JUNE)] == [100, 110]
    assert found(*tests, window=QUARTER).measured == 110


def test_a_window_that_still_runs_counts_to_today() -> None:
    result = found(made("2026-06-01"), now="2026-06-11 12:00")

    assert (result.measured, result.is_final) == (10, False)


@pytest.mark.parametrize("tests", [(), (made("2026-07-01"),)])
def test_nothing_recorded_is_not_measured_and_never_kept(tests: tuple[TallyFacts, ...]) -> None:
    result = found(*tests)

    assert (result.measured, result.is_missed) == (None, False)
    assert figure(result) == "n/a"
    assert figure_why(TESTS, result) == "Nobody entered a restore test, or since when they are recorded."


def test_time_begins_with_the_first_test_that_was_recorded() -> None:
    assert found(made("2026-06-10")).measured == 20
    assert found(made("2026-06-10", good=0)).measured == 20  # it failed, so that time runs from it all the same


@pytest.mark.parametrize(
    ("recorded_from", "days"), [(date(2026, 3, 1), 121), (date(2025, 3, 1), 180), (date(2026, 7, 1), None)]
)
def test_or_with_the_day_since_when_they_are_recorded_never_before_the_contract(
    recorded_from: date, days: int | None
) -> None:
    assert found(recorded_from=recorded_from).measured == days


def test_a_test_before_the_contract_begins_nothing_earlier_than_it() -> None:
    assert found(made("2025-06-01")).measured == 180  # from 1 January


@pytest.mark.parametrize(
    ("wanted", "service", "is_meant"),
    [(None, None, True), (None, 1, True), (1, None, True), (1, 1, True), (1, 2, False)],
)
def test_a_test_counts_for_its_service_and_one_without_for_all(wanted: Any, service: Any, is_meant: bool) -> None:
    result = found(made("2026-06-10", service=service), service=wanted)

    assert (result.measured is not None) is is_meant


def test_a_gap_beyond_the_promise_gives_the_credit_of_its_band() -> None:
    bands = (Band(Decimal(90), Decimal(5), is_above=True), Band(Decimal(120), Decimal(10), is_above=True))
    promise = Promise(**PROMISE | {"credit": CreditTerms(bands)})
    fee = Fee(None, Decimal("290.00"), date(2026, 1, 1), None)

    def credit(day: str) -> list[Decimal]:
        results = [found(made(day))]
        return [each.amount for each in owed(promise, results, [fee], lambda _day: QUARTER)]

    assert credit("2026-03-10") == [Decimal("14.50")]  # 112 days: 5 % of £290.00
    assert credit("2026-02-01") == [Decimal("29.00")]  # 149 days: 10 %
    assert credit("2026-04-02") == []
    assert band_of(Fraction(90), bands) is None
    assert [band(each) for each in bands] == ["more than 90 days", "more than 120 days"]


@given(st.lists(st.tuples(st.integers(0, 180), st.booleans()), max_size=12))
def test_another_successful_test_never_lengthens_the_gap(days: list[tuple[int, bool]]) -> None:
    start, today = date(2026, 1, 1), date(2026, 7, 15)
    tests = [made(f"{start + timedelta(days=at)}", good=int(is_good)) for at, is_good in days]
    promise = Promise(**PROMISE | {"recorded_from": start})
    gap = gaps_in(promise, JUNE, tests, today).longest
    more = gaps_in(promise, JUNE, [*tests, made("2026-06-15")], today).longest

    assert gap is not None
    assert more is not None
    assert 0 <= more.days <= gap.days <= 180
