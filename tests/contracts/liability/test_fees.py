"""Fees over months that begin on the span's own day."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.liability.fees import (
    FeeLine,
    Length,
    Span,
    contract_year,
    fees,
    length,
    preceding_year,
    whole_term,
    year_from,
)

DAYS = st.dates(min_value=date(2015, 1, 1), max_value=date(2035, 12, 31))
FEES = st.integers(0, 100_000_00).map(lambda pence: Decimal(pence) / 100)


def line(
    fee: str = "1200", starts_on: date = date(2020, 1, 1), ends_on: date | None = None, name: str = "Desk"
) -> FeeLine:
    return FeeLine(name=name, monthly_fee=Decimal(fee), starts_on=starts_on, ends_on=ends_on)


def test_twelve_fees_make_a_year() -> None:
    found = fees([line()], preceding_year(date(2026, 5, 14)), "GBP")

    assert found.amount == Decimal("14400.00")
    assert found.steps == ("12 months × £1,200 = £14,400 (Desk)",)


def test_services_that_ran_equally_long_are_counted_together() -> None:
    year = preceding_year(date(2026, 5, 1))
    lines = [line("700.50"), line("499.50", name="Backup"), line("100", date(2026, 3, 1), name="Mail")]

    found = fees(lines, year, "GBP")

    assert found.amount == Decimal("14600.00")
    assert found.steps == (
        "12 months × £1,200 = £14,400 (Desk; Backup)",
        "2 months × £100 = £200 (Mail)",
        "Together £14,600",
    )


def test_many_services_are_not_listed_one_by_one() -> None:
    lines = [line("100", name=name) for name in ("Desk", "Backup", "Mail", "Network")]

    assert fees(lines, preceding_year(date(2026, 5, 1)), "GBP").steps[0].endswith("(4 services)")


def test_quantity_multiplies_the_fee() -> None:
    many = FeeLine(name="Seats", quantity=Decimal("24"), monthly_fee=Decimal("12.50"), starts_on=date(2020, 1, 1))

    assert fees([many], preceding_year(date(2026, 5, 1)), "GBP").amount == Decimal("3600.00")


def test_part_months_count_by_the_day() -> None:
    found = fees([line("310", date(2026, 4, 14))], preceding_year(date(2026, 5, 1)), "GBP")

    assert found.amount == Decimal("175.67")  # 17 of 30 days
    assert found.steps == ("17 of 30 days × £310 = £175.67 (Desk)",)


def test_a_service_that_came_and_went_has_two_part_months() -> None:
    ran = length(preceding_year(date(2026, 5, 1)), date(2025, 5, 22), date(2026, 4, 10))

    assert ran == Length(10, ((10, 31), (10, 30)))
    assert str(ran) == "10 months and 10 of 31 days and 10 of 30 days"


def test_the_day_of_the_event_does_not_count() -> None:
    assert fees([line("100", date(2026, 5, 14))], preceding_year(date(2026, 5, 14)), "GBP").amount == 0
    assert fees([], preceding_year(date(2026, 5, 14)), "GBP").steps == ("No fees fall in this time",)


@pytest.mark.parametrize("on", [date(2024, 2, 29), date(2025, 2, 28), date(2026, 3, 31), date(2028, 2, 29)])
def test_months_ends_and_leap_years_make_no_difference(on: date) -> None:
    assert length(preceding_year(on), date(2000, 1, 1)) == Length(12)


@pytest.mark.parametrize(
    ("begun", "on", "starts_on", "ends_on"),
    [
        (date(2024, 3, 1), date(2026, 2, 28), date(2025, 3, 1), date(2026, 2, 28)),
        (date(2024, 3, 1), date(2026, 3, 1), date(2026, 3, 1), date(2027, 2, 28)),
        (date(2024, 3, 1), date(2023, 1, 1), date(2024, 3, 1), date(2025, 2, 28)),
        (date(2024, 2, 29), date(2025, 3, 1), date(2025, 2, 28), date(2026, 2, 27)),
    ],
)
def test_contract_years_run_from_the_first_day(begun: date, on: date, starts_on: date, ends_on: date) -> None:
    year = contract_year(begun, on)

    assert (year.starts_on, year.ends_on) == (starts_on, ends_on)


def test_a_term_may_end_within_a_month() -> None:
    term = whole_term(date(2026, 1, 1), date(2026, 3, 10))

    assert fees([line("310", date(2026, 1, 1))], term, "GBP").amount == Decimal("720.00")


@given(DAYS, FEES)
def test_a_year_is_always_twelve_fees(on: date, fee: Decimal) -> None:
    assert fees([line(str(fee), date(2000, 1, 1))], preceding_year(on), "GBP").amount == 12 * fee


@given(DAYS, DAYS, DAYS, DAYS)
def test_a_line_split_at_a_day_runs_as_long_as_before(on: date, first: date, last: date, cut: date) -> None:
    first, cut, last = sorted((first, cut, last))
    span = preceding_year(on)

    whole = length(span, first, last).months
    before, after = length(span, first, cut), length(span, cut + timedelta(days=1), last)

    assert whole == before.months + after.months


@given(DAYS, st.lists(st.tuples(FEES, DAYS), max_size=6), FEES)
def test_another_service_never_lowers_the_fees(on: date, known: list[tuple[Decimal, date]], fee: Decimal) -> None:
    lines = [line(str(each), begun) for each, begun in known]
    span: Span = year_from(on)

    assert fees([*lines, line(str(fee), on)], span, "GBP").amount >= fees(lines, span, "GBP").amount
