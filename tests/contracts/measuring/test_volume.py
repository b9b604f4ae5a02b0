"""Tickets of a window as one reader may see them, in two queries."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from contracts.measuring.volume import OFFERED, causes_noted, volume_of, volumes_of
from contracts.service_levels.windows import month_of, parse_window
from tests.cast import NOW, Cast
from tests.factories.levels import make_site, make_ticket

QUARTER, BEFORE = parse_window("2026-q4"), parse_window("2026-q3")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_the_quarter_that_runs_and_the_one_before(cast: Cast) -> None:
    make_site(cast.customer, people=12)
    make_site(cast.customer, "Hill", people=7)
    for number in range(3):
        make_ticket(cast.customer, reported_at=at(f"2026-10-0{number + 1} 09:00"), cause="Till", reopened=number)
    make_ticket(cast.customer, reported_at=at("2026-07-01 09:00"))
    make_ticket(cast.customer, reported_at=at("2026-04-01 09:00"))
    reader = cast.actor(cast.customer_reader)

    running, last = volumes_of(reader, cast.customer, [QUARTER, BEFORE], NOW)

    assert (running.number, running.before, running.people, running.reopened, running.told) == (3, 1, 19, 2, 3)
    assert [(cause.name, cause.number) for cause in running.recurring] == [("Till", 3)]
    assert (last.number, last.before, last.unnamed, last.told, last.is_running) == (1, 1, 1, 0, False)


def test_a_quarter_runs_until_it_is_over(cast: Cast) -> None:
    make_ticket(cast.customer, reported_at=at("2026-10-02 09:00"))
    lead = cast.actor(cast.provider_lead)

    assert volume_of(lead, cast.customer, QUARTER, NOW).is_running
    later = volume_of(lead, cast.customer, QUARTER, at("2027-02-01 09:00"))
    assert (later.number, later.is_running, later.people, later.each) == (1, False, None, None)


def test_days_are_those_of_the_place_and_not_of_the_world(cast: Cast) -> None:
    make_ticket(cast.customer, reported_at=at("2026-06-30 23:30"))  # half past midnight on 1 July there
    make_ticket(cast.customer, reported_at=at("2026-07-31 23:30"))  # in August there
    july = month_of(date(2026, 7, 1))

    found = volume_of(cast.actor(cast.provider_lead), cast.customer, july, NOW)

    assert (found.number, found.before) == (1, None)


def test_nobody_counts_what_is_not_theirs(cast: Cast) -> None:
    make_ticket(cast.other_customer, reported_at=at("2026-10-02 09:00"))
    make_site(cast.other_customer, people=30)
    make_ticket(cast.strange_customer, reported_at=at("2026-10-02 09:00"))
    owner = cast.actor(cast.customer_owner)

    for customer in (cast.customer, cast.other_customer, cast.strange_customer):
        found = volume_of(owner, customer, QUARTER, NOW)
        assert (found.number, found.people) == (0, None)


@pytest.mark.parametrize("number", [1, 60])
def test_queries_do_not_grow(cast: Cast, number: int, django_assert_num_queries: Any) -> None:
    for day in range(number):
        make_ticket(cast.customer, reported_at=at(f"2026-10-{day % 28 + 1:02} 09:00"), cause=f"{day}")
    reader = cast.actor(cast.customer_owner)

    with django_assert_num_queries(2):
        volumes_of(reader, cast.customer, [QUARTER, BEFORE], NOW)
    with django_assert_num_queries(2):
        volume_of(reader, cast.customer, QUARTER, NOW)


def test_causes_noted_are_offered_once_the_most_frequent_first(cast: Cast) -> None:
    for cause in ("Till", "till ", "Printer", "Printer", "Printer", ""):
        make_ticket(cast.customer, cause=cause)
    make_ticket(cast.other_customer, cause="Secret")

    assert causes_noted(cast.actor(cast.provider_lead), cast.customer) == ["Printer", "Till"]
    for number in range(OFFERED):
        make_ticket(cast.customer, cause=f"c{number}")
    assert len(causes_noted(cast.actor(cast.provider_lead), cast.customer)) == OFFERED
