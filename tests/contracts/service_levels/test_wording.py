"""The answer to "why?": clock arithmetic and formulae as sentences."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from contracts.service_levels.availability import ExclusionRule, Maintenance, availability
from contracts.service_levels.clocks import AroundTheClock
from contracts.service_levels.intervals import Interval
from contracts.service_levels.tickets import Case, judge
from contracts.service_levels.vocabulary import PriorityRule
from contracts.service_levels.windows import month_of
from contracts.service_levels.wording import (
    availability_steps,
    availability_why,
    duration,
    percent,
    ticket_steps,
)
from tests.contracts.service_levels.test_availability import FIRST, JUNE, SECOND, TOLD, WORK
from tests.contracts.service_levels.times import HOUR, LONDON, between, london, office

NOW = london("2026-05-10 12:00")


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(hours=36), "36 h"),
        (timedelta(hours=1, minutes=30), "1 h 30 min"),
        (timedelta(minutes=25), "25 min"),
        (timedelta(seconds=40), "40 s"),
        (timedelta(), "0 min"),
        (timedelta(hours=1200), "1,200 h"),
    ],
)
def test_a_length_as_people_say_it(length: timedelta, words: str) -> None:
    assert duration(length) == words


def test_nothing_measured_reads_n_a() -> None:
    assert percent(None) == "n/a"
    assert percent(Fraction("99.999")) == "99.99\xa0%"


def test_the_formula_is_filled_in() -> None:
    found = availability([JUNE], [FIRST, SECOND], [WORK], TOLD)

    assert availability_why(found) == "(42,960 − 115) ÷ 42,960 minutes × 100 = 99.73\xa0%"
    assert [minutes for _, minutes, _ in availability_steps(found)] == ["43,200", "240", "42,960", "115"]


def test_a_period_wholly_left_out_says_so() -> None:
    month = month_of(date(2026, 6, 1)).span(LONDON)
    whole = Maintenance(Interval(month.start, month.end), month.start, True)
    found = availability([month], [], [whole], ExclusionRule(notice=timedelta()))

    assert "nothing to measure" in availability_why(found)


def test_the_clock_of_a_ticket_over_a_bank_holiday() -> None:
    case = Case("T-1", "p2", london("2026-05-01 16:00"), london("2026-05-05 12:00"))
    judged = judge(case, 4 * HOUR, office(date(2026, 5, 4)), PriorityRule.REMEASURE, NOW)

    assert list(ticket_steps(judged, LONDON, NOW)) == [
        "The clock starts Fri 1 May 2026, 16:00.",
        "In business hours: 1 h 30 min on Fri 1 May, 3 h on Tue 5 May.",
        "4 h on this clock are used up Tue 5 May 2026, 11:30.",
        "It stopped Tue 5 May 2026, 12:00: 4 h 30 min counted, 30 min over.",
    ]


def test_the_clock_of_a_ticket_that_waited_and_still_runs() -> None:
    case = Case(
        "T-1", "p1", london("2026-05-10 09:00"), None, pauses=(between("2026-05-10 10:00", "2026-05-10 11:30"),)
    )
    judged = judge(case, 4 * HOUR, AroundTheClock(), PriorityRule.REMEASURE, NOW)

    assert list(ticket_steps(judged, LONDON, NOW))[1:] == [
        "It stood still for 1 h 30 min of waiting.",
        "4 h on this clock are used up Sun 10 May 2026, 14:30.",
        "It still runs: 1 h 30 min counted.",
    ]
