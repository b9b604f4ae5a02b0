"""Service levels of customers from the database: what was missed, what falls due, what the checks find."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from contracts.due import due_dates
from contracts.measuring.findings import level_findings
from contracts.measuring.loading import ZONE, load_books, targets_to_measure
from contracts.measuring.misses import boards_of_customers, miss_of, misses_of_customers
from contracts.measuring.pages import needed_words
from contracts.models import Contract, Line, OpeningTime, Pause, PriorityChange, SlaTarget, TargetTerms
from tests.cast import NOW, Cast
from tests.factories.contracts import make_contract, make_line, make_target
from tests.factories.levels import (
    HOUR,
    make_claim,
    make_maintenance,
    make_outage,
    make_site,
    make_tally,
    make_ticket,
    make_uptime,
)

OCTOBER = datetime(2026, 10, 12, 9, 0, tzinfo=UTC)


def only_miss(cast: Cast, now: datetime = NOW) -> Any:
    (miss,) = misses_of_customers([cast.customer.pk], now)[cast.customer.pk]
    return miss


def test_a_miss_is_found_with_its_credit_and_last_day(cast: Cast) -> None:
    make_uptime(cast.customer)
    make_outage(cast.customer, starts_at=OCTOBER)

    miss = only_miss(cast)

    assert (miss.window.slug, miss.amount, miss.owed.claim_by) == ("2026-10", Decimal("22.00"), date(2026, 11, 7))
    assert miss.is_claimable(date(2026, 11, 7))
    assert not miss.is_claimable(date(2026, 11, 8))


def test_outages_of_another_customer_are_nobodys_business(cast: Cast) -> None:
    make_uptime(cast.customer)
    make_outage(cast.other_customer, starts_at=OCTOBER)

    assert misses_of_customers([cast.customer.pk], NOW)[cast.customer.pk] == []


def test_everything_known_of_a_ticket_counts(cast: Cast) -> None:
    contract = make_contract(cast.customer)
    target = make_target(contract, priority="P1")
    TargetTerms.objects.create(target=target, pauses=["customer"])
    ticket = make_ticket(cast.customer, priority="p3", reported_at=OCTOBER, responded_at=OCTOBER + 2 * HOUR)
    PriorityChange.objects.create(ticket=ticket, priority="p1", happened_at=OCTOBER + HOUR)
    Pause.objects.create(ticket=ticket, reason="customer", starts_at=OCTOBER, ends_at=OCTOBER + 1.5 * HOUR)

    ((kept,),) = boards_of_customers([cast.customer.pk], NOW).values()

    result = kept.results["2026-10"]
    assert result.percent == 100
    assert result.tickets[0].elapsed == HOUR / 2


def test_business_hours_are_the_sites_without_its_regions_holidays(cast: Cast) -> None:
    site = make_site(cast.customer, region="SCT")
    site.opening_times.all().delete()
    OpeningTime.objects.create(site=site, weekday=0, opens_at="20:00", closes_at="22:00")
    make_target(make_contract(cast.customer), priority="P1", calendar="business")
    monday = datetime(2026, 10, 12, 19, 30, tzinfo=UTC)  # 20:30 in London
    make_ticket(cast.customer, site=site, reported_at=monday, responded_at=monday + 1.25 * HOUR)
    make_ticket(cast.customer, reported_at=monday, responded_at=monday + 14 * HOUR)

    ((kept,),) = boards_of_customers([cast.customer.pk], NOW).values()

    assert [judged.elapsed for judged in kept.results["2026-10"].tickets] == [1.25 * HOUR, 1.5 * HOUR]


def test_maintenance_that_was_agreed_is_left_out(cast: Cast) -> None:
    make_uptime(cast.customer, maintenance_notice_hours=48)
    work = make_maintenance(cast.customer, agreed_at=NOW, agreed_by=cast.customer_owner)

    ((kept,),) = boards_of_customers([cast.customer.pk], NOW).values()

    assert kept.results["2026-06"].percent == 100
    type(work).objects.update(agreed_at=None, agreed_by=None)
    ((kept,),) = boards_of_customers([cast.customer.pk], NOW).values()
    assert kept.results["2026-06"].is_missed


def test_sites_are_weighed_by_their_people(cast: Cast) -> None:
    quay, hill = make_site(cast.customer, people=30), make_site(cast.customer, "Hill", people=10)
    make_uptime(cast.customer, site_rule="weighted")
    make_outage(cast.customer, site=hill, starts_at=OCTOBER)

    miss = only_miss(cast)

    assert miss.owed.result.percent == 100 - Fraction(25 * 2160, 44_700)
    assert [each.place.name for each in miss.owed.result.places] == [hill.name, quay.name]


def test_credits_of_a_term_stop_at_its_cap(cast: Cast) -> None:
    make_uptime(cast.customer, bands=[["99.9", "60"]], term_cap=8)
    for month in (8, 9, 10):
        make_outage(cast.customer, starts_at=datetime(2026, month, 12, 9, 0, tzinfo=UTC))

    found = misses_of_customers([cast.customer.pk], NOW)[cast.customer.pk]

    # 60 % of £220.00 is £132.00 a month; 8 % of the year's £2,640.00 is £211.20 in all.
    assert [miss.amount for miss in found] == [Decimal("0.00"), Decimal("79.20"), Decimal("132.00")]


def test_quarterly_promises_are_missed_by_the_quarter(cast: Cast) -> None:
    target = make_uptime(cast.customer)
    SlaTarget.objects.update(window="quarter")
    make_outage(cast.customer, starts_at=datetime(2026, 8, 12, 9, 0, tzinfo=UTC))

    miss = only_miss(cast)

    assert (miss.window.slug, miss.owed.fee) == ("2026-q3", Decimal("660.00"))
    assert miss_of(target, "2026-q3", NOW) is not None
    assert miss_of(target, "2026-08", NOW) is None


def test_what_a_target_lacks_keeps_it_from_being_measured(cast: Cast) -> None:
    make_target(make_contract(cast.customer, reference="MSA-1"), value=None)
    make_target(make_contract(cast.customer, reference="MSA-2"), metric="backup", unit="hours", value=99)

    ((first, second),) = boards_of_customers([cast.customer.pk], NOW).values()

    assert (first.promise, second.promise) == (None, None)
    assert (needed_words(first), needed_words(second)) == ("", "99 hours")


def test_customers_without_service_levels_have_no_board(cast: Cast) -> None:
    make_uptime(cast.customer, contract=make_contract(cast.customer, published_at=None))

    assert boards_of_customers([cast.customer.pk, cast.other_customer.pk], NOW) == {}


@pytest.mark.parametrize("customers", [1, 2])
@pytest.mark.parametrize("tickets", [1, 40])
def test_queries_grow_neither_with_customers_nor_with_tickets(
    cast: Cast, customers: int, tickets: int, django_assert_num_queries: Any
) -> None:
    for customer in (cast.customer, cast.other_customer)[:customers]:
        make_uptime(customer)
        for _ in range(tickets):
            make_ticket(customer)

    with django_assert_num_queries(7):  # targets, claims, sites, waits and changes, tickets, downs, fees and counts
        boards_of_customers([cast.customer.pk, cast.other_customer.pk], NOW)


def test_books_may_begin_with_one_month(cast: Cast) -> None:
    make_uptime(cast.customer)
    targets = targets_to_measure(SlaTarget.objects.all())

    (book,) = load_books(targets, NOW, since=date(2026, 10, 1)).values()

    assert book.since == date(2026, 10, 1)
    assert book.facts.zone == ZONE
    assert load_books([], NOW) == {}


def test_the_last_day_to_claim_falls_due_for_the_customer(cast: Cast) -> None:
    target = make_uptime(cast.customer)
    make_outage(cast.customer, starts_at=OCTOBER)

    (due,) = [due for due in due_dates([cast.customer.pk], date(2026, 11, 5)) if due.kind == "credit"]

    assert (due.due_on, due.owed_by) == (date(2026, 11, 7), "customer")
    assert due.title == "Last day to claim £22.00 for Availability, Tills, October 2026"
    make_claim(target, by=cast.customer_owner)
    assert all(due.kind != "credit" for due in due_dates([cast.customer.pk], date(2026, 11, 5)))


def test_no_credit_falls_due_without_a_last_day_or_after_it(cast: Cast) -> None:
    make_uptime(cast.customer)
    make_outage(cast.customer, starts_at=OCTOBER)

    assert all(due.kind != "credit" for due in due_dates([cast.customer.pk], date(2026, 11, 8)))
    TargetTerms.objects.update(claim_days=None)
    assert all(due.kind != "credit" for due in due_dates([cast.customer.pk], date(2026, 11, 5)))


def test_the_checks_find_a_miss_until_it_is_settled(cast: Cast) -> None:
    target = make_uptime(cast.customer)
    make_outage(cast.customer, starts_at=OCTOBER)

    found = level_findings([cast.customer.pk], date(2026, 11, 5))[cast.customer.pk]

    assert [(each.check, each.subject) for each in found] == [
        ("C-11", f"miss:{target.pk}:2026-10"), ("C-12", f"miss:{target.pk}:2026-10"),
    ]  # fmt: skip
    make_claim(target, by=cast.customer_owner)
    assert level_findings([cast.customer.pk], date(2026, 11, 5))[cast.customer.pk] == []


def test_the_checks_find_a_promise_that_cannot_be_measured(cast: Cast) -> None:
    contract = make_contract(cast.customer)
    make_target(contract, value=None)

    assert told(cast, NOW.date()) == [("C-10", False), ("C-11", True)]
    type(contract).objects.update(ended_on=NOW.date() - timedelta(days=1))
    assert level_findings([cast.customer.pk], NOW.date())[cast.customer.pk] == []


def told(cast: Cast, today: date = date(2026, 11, 5)) -> list[tuple[str, bool]]:
    found = level_findings([cast.customer.pk], today)[cast.customer.pk]
    return [(each.check, each.is_unknown) for each in found]


def test_a_number_in_the_wrong_measure_cannot_be_measured_either(cast: Cast) -> None:
    make_target(make_contract(cast.customer), metric="backup", unit="hours", value=99)

    found, _ = level_findings([cast.customer.pk], NOW.date())[cast.customer.pk]

    assert (found.check, found.action) == ("C-10", "Add the number: a number in %.")


def test_an_availability_that_nobody_records_is_unknown_not_kept(cast: Cast) -> None:
    make_uptime(cast.customer, recorded_from=None)
    make_target(Contract.objects.get(), priority="P1")
    make_ticket(cast.customer, priority="p2")  # without a ticket of its priority there is nothing to answer

    assert told(cast) == [("C-11", True), ("C-12", True)]  # of September; October's reports have a week
    TargetTerms.objects.update(recorded_from=date(2026, 9, 1))
    assert told(cast) == []


def test_times_to_answer_are_unknown_while_no_ticket_was_ever_entered(cast: Cast) -> None:
    make_target(make_contract(cast.customer), priority="P1")

    assert told(cast) == [("C-11", True)]
    make_ticket(cast.customer)
    assert told(cast) == []


def test_counts_of_a_month_have_a_week_to_arrive(cast: Cast) -> None:
    make_target(make_contract(cast.customer), metric="backup", unit="percent", value=99, calendar="")
    make_tally(cast.customer, reference="BK-9", starts_on=date(2026, 9, 1), ends_on=date(2026, 9, 30))

    assert told(cast, date(2026, 11, 6)) == []
    assert told(cast, date(2026, 11, 7)) == [("C-11", True)]


def test_a_replaced_version_is_looked_at_no_more(cast: Cast) -> None:
    make_uptime(cast.customer, recorded_from=None)
    signed = {"signed_on": date(2026, 1, 1), "signed_for_provider": "Tom", "signed_for_customer": "Amara"}
    Contract.objects.update(superseded_on=date(2026, 11, 5), **signed)

    assert told(cast) == []


def test_a_credit_of_a_service_without_a_fee_is_unknown(cast: Cast) -> None:
    make_uptime(cast.customer)
    make_outage(cast.customer, starts_at=OCTOBER)
    Line.objects.update(monthly_fee=0)

    assert told(cast) == [("C-11", False), ("C-12", True)]


def test_fees_of_lines_count_by_quantity(cast: Cast) -> None:
    contract = make_contract(cast.customer)
    make_line(contract, quantity=Decimal("3"), monthly_fee=Decimal("10.00"))
    make_uptime(cast.customer, contract=contract, service=None)
    make_outage(cast.customer, starts_at=OCTOBER)

    assert only_miss(cast).owed.fee == Decimal("250.00")
