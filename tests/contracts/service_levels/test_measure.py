"""Promises over months and quarters: what counts for which, and what a miss gives."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from contracts.service_levels.availability import ExclusionRule
from contracts.service_levels.clocks import AroundTheClock
from contracts.service_levels.credits import Band, CreditTerms
from contracts.service_levels.facts import (
    Facts,
    Fee,
    OutageFacts,
    Place,
    Promise,
    TicketFacts,
    Waited,
    WorkFacts,
    fee_of,
)
from contracts.service_levels.measure import Result, measure
from contracts.service_levels.owed import months_of_right, owed
from contracts.service_levels.vocabulary import SiteRule, TerminationRule
from contracts.service_levels.windows import Window, month_of, parse_window, windows_between
from tests.contracts.service_levels.times import HOUR, LONDON, london, office

YEAR = Window(date(2026, 1, 1), date(2026, 12, 31), "term", "2026")
RESPONSE = Promise(key="r", metric="response", value=Decimal("1"), unit="hours", level="p1", runs_from=date(2026, 1, 1))
UPTIME = Promise(
    key="u",
    metric="availability",
    value=Decimal("99.9"),
    unit="percent",
    runs_from=date(2026, 1, 1),
    recorded_from=date(2026, 1, 1),
)
JUNE = month_of(date(2026, 6, 1))


def facts(**about: Any) -> Facts:
    return Facts(zone=LONDON, now=london("2026-07-15 12:00"), usual=office(), **about)


def ticket(key: str, reported: str, responded: str | None = None, **about: Any) -> TicketFacts:
    about.setdefault("priority", "p1")
    answered = london(responded) if responded else None
    return TicketFacts(key, reported_at=london(reported), responded_at=answered, **about)


def only(promise: Promise, about: Facts, window: Window = JUNE) -> Result:
    (result,) = measure(promise, [window], about)
    return result


def test_tickets_count_by_priority_service_and_the_month_they_were_reported_in() -> None:
    raised = ((london("2026-06-05 10:10"), "p1"),)
    several = (
        ticket("kept", "2026-06-30 23:30", "2026-07-01 00:10"),
        ticket("missed", "2026-06-02 10:00", "2026-06-02 11:01"),
        ticket("other priority", "2026-06-02 10:00", "2026-06-03 11:01", priority="p2"),
        ticket("other month", "2026-05-31 23:59", "2026-06-03 11:01"),
        ticket("raised", "2026-06-05 10:00", "2026-06-05 10:30", priority="p3", changes=raised),
    )

    found = only(RESPONSE, facts(tickets=several))

    assert [each.key for each in found.tickets] == ["missed", "raised", "kept"]
    assert found.compliance is not None
    assert (found.compliance.met, found.compliance.breached) == (2, 1)
    assert found.is_missed
    assert found.is_final
    assert only(replace(RESPONSE, required=Decimal("66.66")), facts(tickets=several)).is_missed is False
    assert only(replace(RESPONSE, service="mail"), facts(tickets=several)).percent is None


def test_a_promise_for_all_priorities_counts_every_ticket() -> None:
    several = (ticket("a", "2026-06-02 10:00", "2026-06-02 10:01", priority="p4"),)

    assert only(replace(RESPONSE, level=""), facts(tickets=several)).percent == 100


def test_nothing_reported_is_not_a_hundred_per_cent() -> None:
    found = only(RESPONSE, facts())

    assert (found.percent, found.is_missed) == (None, False)


def test_what_is_fixed_was_answered() -> None:
    fixed = ticket("f", "2026-06-02 10:00", restored_at=None, resolved_at=london("2026-06-02 10:30"))

    for metric in ("response", "restore", "resolution"):
        assert only(replace(RESPONSE, metric=metric), facts(tickets=(fixed,))).percent == 100
    workaround = ticket("w", "2026-06-02 10:00", restored_at=london("2026-06-02 10:30"))
    assert only(replace(RESPONSE, metric="resolution"), facts(tickets=(workaround,))).is_missed


def test_only_waits_that_the_contract_names_stop_the_clock() -> None:
    wait = Waited("customer", london("2026-06-02 10:10"), london("2026-06-02 12:00"))
    held = facts(tickets=(ticket("h", "2026-06-02 10:00", "2026-06-02 12:10", waits=(wait,)),))

    assert only(RESPONSE, held).is_missed
    assert not only(replace(RESPONSE, pauses=frozenset({"customer"})), held).is_missed


def test_a_ticket_that_waits_now_is_still_open() -> None:
    wait = Waited("customer", london("2026-06-02 10:10"), None)
    held = facts(tickets=(ticket("h", "2026-06-02 10:00", waits=(wait,)),))

    found = only(replace(RESPONSE, pauses=frozenset({"customer"})), held)

    assert found.compliance is not None
    assert (found.compliance.open, found.percent) == (1, None)


def test_business_hours_are_those_of_the_site() -> None:
    late = ticket("late", "2026-06-05 20:00", "2026-06-05 22:30", site="bar")
    places = (Place("bar", "Bar", 3, AroundTheClock()),)
    promise = replace(RESPONSE, calendar="business")

    assert only(promise, facts(tickets=(late,), places=places)).is_missed
    assert not only(promise, facts(tickets=(replace(late, site=None),), places=places)).is_missed


def test_days_are_those_of_the_clock() -> None:
    promise = replace(RESPONSE, value=Decimal("2"), unit="days", calendar="business")

    assert promise.length(office()) == 17 * HOUR
    assert promise.length(AroundTheClock()) == 48 * HOUR


def test_availability_over_months_and_the_quarter() -> None:
    down = OutageFacts("o", london("2026-05-31 22:00"), london("2026-06-01 02:00"))
    months = windows_between(date(2026, 5, 1), date(2026, 6, 1), "month")

    may, june = measure(UPTIME, months, facts(outages=(down,)))
    (quarter,) = measure(UPTIME, [parse_window("2026-q2")], facts(outages=(down,)))

    assert may.places[0].found.down == june.places[0].found.down == 2 * HOUR
    assert quarter.places[0].found.down == 4 * HOUR
    assert quarter.places[0].found.window.total_seconds() / 60 == 91 * 1440


def test_a_month_that_still_runs_is_measured_up_to_now_and_not_final() -> None:
    down = OutageFacts("o", london("2026-07-15 10:00"))

    july = only(UPTIME, facts(outages=(down,)), month_of(date(2026, 7, 1)))

    assert july.places[0].found.down == 2 * HOUR
    assert july.places[0].found.window == (14 * 24 + 12) * HOUR
    assert not july.is_final


def test_windows_outside_the_contract_or_ahead_are_not_measured() -> None:
    promise = replace(UPTIME, runs_from=date(2026, 6, 11), runs_until=date(2026, 8, 31))
    windows = [month_of(date(2026, month, 1)) for month in range(5, 10)]

    found = measure(promise, windows, facts())

    assert [each.window.first for each in found] == [date(2026, 6, 11), date(2026, 7, 1)]


def test_availability_is_unknown_until_somebody_keeps_count() -> None:
    unknown = replace(UPTIME, recorded_from=None)
    down = OutageFacts("o", london("2026-06-10 10:00"), london("2026-06-10 11:00"))

    assert only(unknown, facts()).percent is None
    assert only(unknown, facts(outages=(down,))).percent is not None
    assert only(replace(UPTIME, recorded_from=date(2026, 7, 1)), facts()).percent is None
    assert only(UPTIME, facts()).percent == 100


def test_outages_of_another_service_do_not_count() -> None:
    down = OutageFacts("o", london("2026-06-10 10:00"), london("2026-06-10 11:00"), service="mail")

    assert only(replace(UPTIME, service="till"), facts(outages=(down,))).percent == 100
    assert only(replace(UPTIME, service="mail"), facts(outages=(down,))).is_missed
    assert only(UPTIME, facts(outages=(replace(down, service=None),))).is_missed


@pytest.mark.parametrize(("rule", "hours"), [(SiteRule.TOGETHER, 36), (SiteRule.PER_SITE, 36), (SiteRule.WEIGHTED, 9)])
def test_several_sites(rule: SiteRule, hours: int) -> None:
    places = (Place("a", "Quay", 30, office()), Place("b", "Hill", 10, office()))
    down = OutageFacts("o", london("2026-06-10 10:00"), london("2026-06-11 22:00"), site="b")

    found = only(replace(UPTIME, site_rule=rule), facts(places=places, outages=(down,)))

    assert found.percent * 720 == 100 * (720 - hours)


def test_maintenance_told_in_time_is_left_out() -> None:
    work = WorkFacts("w", london("2026-06-12 22:00"), london("2026-06-13 02:00"), london("2026-06-01 09:00"), True)
    promise = replace(UPTIME, rule=ExclusionRule(notice=48 * HOUR))

    assert only(promise, facts(works=(work,))).percent == 100
    assert only(promise, facts(works=(replace(work, is_agreed=False),))).is_missed


FEES = (
    Fee("till", Decimal("220.00"), date(2026, 1, 1), None),
    Fee("mail", Decimal("70.00"), date(2026, 1, 1), date(2026, 6, 15)),
)


def test_the_fee_of_a_window_is_that_of_its_months() -> None:
    assert fee_of(FEES, "till", JUNE) == Decimal("220.00")
    assert fee_of(FEES, None, month_of(date(2026, 5, 1))) == Decimal("290.00")
    assert fee_of(FEES, None, JUNE) == Decimal("220.00")
    assert fee_of(FEES, "till", parse_window("2026-q2")) == Decimal("660.00")


def test_credits_are_owed_for_finished_windows_up_to_the_terms_cap() -> None:
    terms = CreditTerms((Band(Decimal("99.9"), Decimal("60")),), term_cap=Decimal("8"), claim_days=7)
    promise = replace(UPTIME, service="till", credit=terms, termination=TerminationRule.TWO_RUNNING)
    down = OutageFacts("o", london("2026-05-30 10:00"), london("2026-07-02 11:00"))
    results = measure(promise, windows_between(date(2026, 1, 1), date(2026, 7, 15), "month"), facts(outages=(down,)))

    found = owed(promise, results, FEES, lambda day: YEAR)

    assert [each.result.window.slug for each in found] == ["2026-05", "2026-06"]  # July still runs
    assert [each.amount for each in found] == [Decimal("132.00"), Decimal("79.20")]  # 8 % of £2,640.00 in all
    assert found[1].claim_by == date(2026, 7, 7)
    assert [window.slug for window in months_of_right(promise, results)] == ["2026-05", "2026-06"]
    assert months_of_right(replace(promise, window="quarter"), results) == []


def test_the_outage_of_july_2024_gives_ten_per_cent() -> None:
    promise = replace(
        UPTIME,
        service="till",
        runs_from=date(2024, 2, 1),
        recorded_from=date(2024, 2, 1),
        credit=CreditTerms((Band(Decimal("99.9"), Decimal("5")), Band(Decimal("99"), Decimal("10"))), claim_days=7),
    )
    fees = (Fee("till", Decimal("220.00"), date(2024, 2, 1), None),)
    outage = OutageFacts("crowdstrike", london("2024-07-19 05:09"), london("2024-07-20 17:09"))
    about = replace(facts(outages=(outage,)), now=london("2024-08-02 09:00"))
    results = measure(promise, [month_of(date(2024, 7, 1))], about)

    (found,) = owed(promise, results, fees, lambda day: YEAR)

    assert round(float(found.result.percent), 4) == 95.1613
    assert (found.amount, found.claim_by) == (Decimal("22.00"), date(2024, 8, 7))
