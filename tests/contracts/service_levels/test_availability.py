"""Availability, every worked number of domain.md §1.3."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.service_levels.availability import (
    Down,
    ExclusionRule,
    Maintenance,
    availability,
    weighted,
)
from contracts.service_levels.credits import shown
from contracts.service_levels.intervals import Interval, total
from contracts.service_levels.windows import month_of
from tests.contracts.service_levels.times import LONDON, between, london

MINUTE = timedelta(minutes=1)
JUNE = month_of(date(2026, 6, 1)).span(LONDON)
TOLD = ExclusionRule(notice=timedelta(hours=48))
WORK = Maintenance(between("2026-06-12 22:00", "2026-06-13 02:00"), london("2026-06-08 09:00"), True)
FIRST = Down(between("2026-06-13 01:00", "2026-06-13 03:30"))
SECOND = Down(between("2026-06-20 10:00", "2026-06-20 10:25"))


def test_june_with_agreed_maintenance() -> None:
    found = availability([JUNE], [FIRST, SECOND], [WORK], TOLD)

    assert found.window == 43_200 * MINUTE
    assert found.agreed == 42_960 * MINUTE
    assert found.down == 115 * MINUTE
    assert round(float(found.percent), 4) == 99.7323
    assert shown(found.percent) == shown(Fraction("99.73"))
    assert found.percent < Fraction("99.9")


def test_thirty_six_hours_of_july_2024() -> None:
    july = month_of(date(2024, 7, 1)).span(LONDON)

    found = availability([july], [Down(between("2024-07-19 05:00", "2024-07-20 17:00"))], [], ExclusionRule())

    assert (found.agreed, found.down) == (44_640 * MINUTE, 2_160 * MINUTE)
    assert round(float(found.percent), 4) == 95.1613
    assert str(shown(found.percent)) == "95.16"


@pytest.mark.parametrize(
    ("work", "rule"),
    [
        (Maintenance(WORK.span, london("2026-06-11 09:00"), True), TOLD),  # told 37 hours ahead
        (Maintenance(WORK.span, None, True), TOLD),
        (Maintenance(WORK.span, WORK.notified_at, False), TOLD),
        (WORK, ExclusionRule()),  # the contract leaves no maintenance out
    ],
)
def test_maintenance_without_notice_or_agreement_is_downtime(work: Maintenance, rule: ExclusionRule) -> None:
    found = availability([JUNE], [FIRST], [work], rule)

    assert found.excluded == 0 * MINUTE
    assert found.down == 330 * MINUTE  # four hours of work, and the outage from 02:00 to 03:30


def test_notice_exactly_in_time_counts() -> None:
    told = Maintenance(WORK.span, london("2026-06-10 22:00"), True)

    assert availability([JUNE], [], [told], TOLD).excluded == 240 * MINUTE


def test_maintenance_beyond_the_months_allowance_is_downtime() -> None:
    rule = ExclusionRule(notice=timedelta(hours=1), allowance=timedelta(hours=5))
    later = Maintenance(between("2026-06-19 22:00", "2026-06-20 00:00"), london("2026-06-08 09:00"), True)
    last = Maintenance(between("2026-06-25 22:00", "2026-06-25 23:00"), london("2026-06-08 09:00"), True)

    found = availability([JUNE], [], [later, WORK, last], rule)

    assert (found.excluded, found.down) == (300 * MINUTE, 120 * MINUTE)


def test_the_allowance_is_of_each_month_of_a_quarter() -> None:
    july = month_of(date(2026, 7, 1)).span(LONDON)
    rule = ExclusionRule(notice=timedelta(hours=1), allowance=timedelta(hours=4))
    later = Maintenance(between("2026-07-10 22:00", "2026-07-11 02:00"), london("2026-06-08 09:00"), True)

    assert availability([JUNE, july], [], [WORK, later], rule).excluded == 480 * MINUTE


def test_only_what_the_contract_names_is_left_out() -> None:
    storm = Down(FIRST.span, "force_majeure")

    assert availability([JUNE], [storm], [], ExclusionRule(frozenset({"internet"}))).down == 150 * MINUTE
    assert availability([JUNE], [storm], [], ExclusionRule(frozenset({"force_majeure"}))).down == 0 * MINUTE


def test_a_window_wholly_left_out_has_no_availability() -> None:
    rule = ExclusionRule(frozenset({"force_majeure"}))

    assert availability([JUNE], [Down(JUNE, "force_majeure")], [], rule).percent is None


def test_sites_weigh_by_their_people() -> None:
    assert weighted([(30, Fraction(100)), (10, Fraction(96))]) == 99
    assert weighted([(30, None), (10, Fraction(96))]) == 96
    assert weighted([(0, Fraction(50)), (3, None)]) is None


spans = st.lists(
    st.tuples(st.integers(-3000, 46_000), st.integers(1, 6000)).map(
        lambda pair: Interval(JUNE.start + pair[0] * MINUTE, JUNE.start + (pair[0] + pair[1]) * MINUTE)
    ),
    max_size=6,
)


@given(spans, spans, st.booleans(), st.integers(0, 6000))
def test_availability_stays_between_nothing_and_all(outages, works, is_agreed, allowance) -> None:
    rule = ExclusionRule(notice=timedelta(), allowance=allowance * MINUTE)
    planned = [Maintenance(span, span.start, is_agreed) for span in works]

    found = availability([JUNE], [Down(span) for span in outages], planned, rule)

    assert found.percent is None or 0 <= found.percent <= 100
    assert found.excluded <= allowance * MINUTE
    assert found.down + found.excluded == total([*found.down_parts, *found.excluded_parts])


@given(spans)
def test_outages_told_twice_count_once(outages) -> None:
    once = availability([JUNE], [Down(span) for span in outages], [], ExclusionRule())
    twice = availability([JUNE], [Down(span) for span in [*outages, *reversed(outages)]], [], ExclusionRule())

    assert once == twice


@given(spans, spans)
def test_another_outage_never_raises_availability(outages, more) -> None:
    before = availability([JUNE], [Down(span) for span in outages], [], ExclusionRule())
    after = availability([JUNE], [Down(span) for span in [*outages, *more]], [], ExclusionRule())

    assert after.percent <= before.percent
