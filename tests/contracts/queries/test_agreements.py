"""What pages, packs and reminders are told about contracts."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contracts.calendars import bank_holidays
from contracts.models import Clause, Contract
from contracts.queries.agreements import (
    contract_sheet,
    count_citations,
    history_of,
    notice_date,
    terms_of,
)
from contracts.queries.listing import listed
from contracts.terms import next_notice, position
from tests.cast import Cast
from tests.factories.contracts import (
    make_clause,
    make_contract,
    make_document,
    make_line,
    make_service,
    make_target,
)

TODAY = date(2026, 6, 1)


def test_notice_date_with_its_arithmetic(cast: Cast) -> None:
    contract = make_contract(
        cast.customer, notice_period=90, notice_unit="days", notice_delivery="post", reference="MSA-1"
    )

    found = notice_date(contract, TODAY)

    assert found is not None
    assert found.contract_id == contract.pk
    assert (found.notice_by, found.send_by) == (date(2026, 10, 2), date(2026, 9, 30))
    assert found.days_left == 123
    assert found.why == (
        "Term ends Thu 31 Dec 2026; 90 days, not less than → received by Fri 2 Oct 2026; "
        "first-class post → posted by Wed 30 Sep 2026"
    )


def test_a_notice_date_gone_by_rolls_on_with_the_renewal(cast: Cast) -> None:
    contract = make_contract(cast.customer, effective_from=date(2024, 8, 29), notice_period=2, renewal_term_months=12)

    found = notice_date(contract, date(2026, 2, 11))

    assert found is not None
    assert (found.term_end, found.notice_by) == (date(2026, 8, 28), date(2026, 6, 28))


def test_the_contract_says_when_a_notice_counts_as_received(cast: Cast) -> None:
    contract = make_contract(
        cast.customer, initial_term_months=12, notice_period=90, notice_unit="days", notice_delivery="email",
        notice_days=0,
    )  # fmt: skip
    slow = make_contract(cast.customer, notice_period=90, notice_unit="days", notice_delivery="post", notice_days=4)

    found = [notice_date(each, TODAY) for each in (contract, slow)]

    assert [(each.notice_by.day, each.send_by) for each in found if each] == [
        (2, date(2026, 10, 2)), (2, date(2026, 9, 28)),
    ]  # fmt: skip
    assert contract.delivery_words == "E-mail, received the same day"
    assert slow.delivery_words == "First-class post, received after 4 working days"
    assert make_contract(cast.customer).delivery_words == "E-mail, received the next working day"


@pytest.mark.parametrize(("region", "expected"), [("ENG", date(2026, 11, 30)), ("SCT", date(2026, 11, 27))])
def test_bank_holidays_are_those_of_the_customers_region(cast: Cast, region: str, expected: date) -> None:
    cast.customer.region = region
    cast.customer.save()
    # Notice by Mon 30 Nov 2026, Saint Andrew's Day: a bank holiday in Scotland alone.
    contract = make_contract(
        cast.customer, initial_term_months=11, notice_period=0, notice_unit="days", notice_delivery="hand"
    )

    found = notice_date(contract, TODAY)

    assert found is not None
    assert (found.notice_by, found.send_by) == (date(2026, 11, 30), expected)


@pytest.mark.parametrize("renewal", ["auto", "manual"])
@pytest.mark.parametrize("notice", [(900, "days"), (700, "business_days"), (130, "weeks"), (30, "months")])
@pytest.mark.parametrize("start", [date(2010, 3, 1), date(2026, 1, 1), date(2031, 5, 5)])
def test_holidays_reach_as_far_as_the_longest_notice(
    cast: Cast, start: date, notice: tuple[int, str], renewal: str
) -> None:
    contract = Contract(
        customer=cast.customer,
        effective_from=start,
        initial_term_months=30,
        renewal=renewal,
        notice_period=notice[0],
        notice_unit=notice[1],
        notice_delivery="post",
    )
    everything = contract.terms(bank_holidays("ENG", range(2000, 2050)))

    terms = terms_of(contract, TODAY)

    assert position(terms, today=TODAY) == position(everything, today=TODAY)
    assert next_notice(terms, today=TODAY) == next_notice(everything, today=TODAY)


def test_fees_are_those_of_the_services_bought_today(cast: Cast) -> None:
    contract = make_contract(cast.customer)
    make_line(contract, make_service(cast.provider, "Desk", monthly_fee=Decimal("22.50")), quantity=Decimal("2"))
    make_line(contract, make_service(cast.provider, "Old"), ends_on=date(2026, 5, 31))
    make_line(contract, make_service(cast.provider, "Coming"), starts_on=date(2026, 6, 2))

    sheet = contract_sheet(contract, TODAY)

    assert (sheet.fees.monthly, sheet.fees.yearly) == ("£45.00", "£540.00")
    assert sheet.fees.yearly_amount == Decimal("540.00")
    assert sheet.fees.why == ("2 × £22.50 for Desk", "£45.00 a month × 12 months")
    assert {line.service: (line.is_running, line.is_over) for line in sheet.lines} == {
        "Desk": (True, False),
        "Old": (False, True),
        "Coming": (False, False),
    }


def test_fees_before_the_start_are_those_of_the_first_day(cast: Cast) -> None:
    make_line(contract := make_contract(cast.customer, effective_from=date(2027, 1, 1)))

    assert contract_sheet(contract, TODAY).fees.monthly == "£100.00"


def test_fees_after_the_end_are_those_of_the_last_day(cast: Cast) -> None:
    contract = make_contract(cast.customer, ended_on=date(2026, 3, 31))
    make_line(contract, ends_on=date(2026, 4, 30))

    assert contract_sheet(contract, TODAY).fees.monthly == "£100.00"


def test_targets_in_words_and_number(cast: Cast) -> None:
    contract = make_contract(cast.customer)
    clause = make_clause(contract, "3.1")
    make_target(contract, clause=clause)
    make_target(contract, metric="availability", priority="", value=Decimal("99.9"), unit="percent")
    make_target(contract, metric="restore", value=None, unit="", calendar="", window="")

    by_metric = {target.metric: target for target in contract_sheet(contract, TODAY).targets}

    assert by_metric["Response time"].number == "1 hour, around the clock, over a calendar month"
    assert by_metric["Response time"].clause_number == "3.1"
    assert by_metric["Availability"].number.startswith("99.9\xa0%, around the clock")
    assert by_metric["Time to restore"].number == ""
    assert by_metric["Time to restore"].missing == (
        "a number", "its unit", "the clock it runs on", "the period it is measured over",
    )  # fmt: skip


def test_sheet_holds_no_internal_note_and_no_removed_document(cast: Cast) -> None:
    contract = make_contract(cast.customer, internal_note="margin 40 %")
    make_document(contract, added_by=cast.provider_lead, title="Removed", removed_at=contract.published_at)

    sheet = contract_sheet(contract, TODAY)

    assert sheet.documents == ()
    assert "margin" not in repr(sheet)


def test_sheet_takes_the_same_queries_whatever_its_size(cast: Cast) -> None:
    contract = make_contract(cast.customer)
    counts = []
    for _ in range(2):
        for number in range(5):
            make_line(contract)
            make_clause(contract)
            make_target(contract, priority=f"P{number}")
            make_document(contract, added_by=cast.provider_lead, content=f"{counts}{number}".encode())
        loaded = Contract.objects.select_related("customer").get(pk=contract.pk)
        with CaptureQueriesContext(connection) as queries:
            contract_sheet(loaded, TODAY)
        counts.append(len(queries))

    assert counts == [1, 1]


def test_list_shows_running_contracts_first_and_searches(cast: Cast) -> None:
    make_contract(cast.customer, reference="OLD", ended_on=date(2026, 3, 1))
    make_contract(cast.customer, reference="LATER", notice_period=1)
    make_contract(cast.customer, reference="SOON", title="Data processing", notice_period=3)

    rows = listed(Contract.objects.all(), "", TODAY)

    assert [row.reference for row in rows] == ["SOON", "LATER", "OLD"]
    assert [row.reference for row in listed(Contract.objects.all(), "data proc", TODAY)] == ["SOON"]


def test_citations_are_counted_whoever_cites(cast: Cast) -> None:
    contract = make_contract(cast.customer)
    clause = make_clause(contract)
    make_target(contract, clause=clause)

    assert count_citations(clause) == 1
    assert count_citations(Clause(contract=contract)) == 0


def test_history_is_empty_to_begin_with(cast: Cast) -> None:
    assert history_of(make_contract(cast.customer), cast.actor(cast.provider_lead)) == []
