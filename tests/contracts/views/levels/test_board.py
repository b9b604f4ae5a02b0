"""Promises against results, as each side reads them."""

import csv
import io
from datetime import UTC, datetime, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contracts.models import Ticket
from tests.cast import Cast
from tests.contracts.views.levels.common import OCTOBER, SignIn, missed, read, url
from tests.factories.contracts import make_contract, make_target
from tests.factories.levels import (
    HOUR,
    make_maintenance,
    make_outage,
    make_site,
    make_ticket,
    make_uptime,
)


def test_the_customer_reads_whether_promises_were_kept(cast: Cast, sign_in: SignIn) -> None:
    missed(cast, claim_days=60)

    page = read(sign_in(cast.customer_reader), url(cast, "level-list"))

    assert "Did they keep their promises?" in page
    assert "Promises kept?" in page
    assert "95.16\xa0%" in page
    assert "1 of 1 results was <b>missed</b> in October to December 2026" in page
    assert "One credit can still be claimed." in page
    assert "Below 99\xa0%: 10\xa0% of £220.00" in page
    assert "Claim<span" not in page  # readers claim nothing
    assert "36 h down at a stretch" in page


def test_staff_read_the_fields_words(cast: Cast, sign_in: SignIn) -> None:
    missed(cast)

    page = read(sign_in(cast.provider_engineer), url(cast, "level-list"))

    assert "<h1>Service levels</h1>" in page
    assert "Add a ticket" in page
    assert "Too late to claim" in page


def test_nothing_measured_reads_n_a_and_never_a_hundred(cast: Cast, sign_in: SignIn) -> None:
    make_target(make_contract(cast.customer))

    page = read(sign_in(cast.customer_owner), url(cast, "level-list"))

    assert "n/a" in page
    assert "100.00\xa0%" not in page
    assert "Nothing has been measured in October to December 2026 yet." in page


def test_a_promise_without_its_number_says_what_is_missing(cast: Cast, sign_in: SignIn) -> None:
    make_target(make_contract(cast.customer), value=None)
    make_target(make_contract(cast.customer), metric="availability", unit="hours", value=99)

    page = read(sign_in(cast.customer_owner), url(cast, "level-list"))

    assert "Still to agree: a number." in page
    assert "has to be in %" in page


def test_customers_do_not_see_what_is_not_published(cast: Cast, sign_in: SignIn) -> None:
    target = missed(cast, contract=make_contract(cast.customer, published_at=None))

    assert "No promise to measure yet" in read(sign_in(cast.customer_owner), url(cast, "level-list"))
    assert sign_in(cast.customer_owner).get(url(cast, "level", target.pk)).status_code == 404
    assert "95.16\xa0%" in read(sign_in(cast.provider_lead), url(cast, "level-list"))


def test_repeated_misses_say_that_there_is_a_right_to_end(cast: Cast, sign_in: SignIn) -> None:
    target = missed(cast, termination="two_of_three")
    make_outage(cast.customer, starts_at=datetime(2026, 8, 12, tzinfo=UTC))

    for address in (url(cast, "level-list"), url(cast, "level", target.pk)):
        page = read(sign_in(cast.customer_owner), address)
        assert "gives a right to end it" in page
        assert "August 2026 and October 2026" in page


def test_a_quarter_can_be_chosen(cast: Cast, sign_in: SignIn) -> None:
    missed(cast)
    browser = sign_in(cast.customer_owner)

    earlier = read(browser, url(cast, "level-list") + "?quarter=2026-q2")

    assert "was <b>kept</b> in April to June 2026" in earlier
    assert browser.get(url(cast, "level-list") + "?quarter=soon").status_code == 404


def test_one_promise_shows_its_trend_with_its_table(cast: Cast, sign_in: SignIn) -> None:
    target = missed(cast, maintenance_notice_hours=48, maintenance_allowance_minutes=480, term_cap=8)

    page = read(sign_in(cast.customer_owner), url(cast, "level", target.pk))

    assert '<svg role="img"' in page
    assert "missed: October 2026." in page
    assert "(44,700 − 2,160) ÷ 44,700 minutes × 100 = 95.16\xa0%" in page
    assert "Left out if told 48 h before and agreed, up to 8 h a month" in page
    assert "8\xa0% of the fee of the whole term" in page
    assert " style=" not in page


def test_a_figure_of_times_lists_its_tickets_with_their_clocks(cast: Cast, sign_in: SignIn) -> None:
    target = make_target(make_contract(cast.customer), metric="restore")
    make_ticket(cast.customer, reference="T-1", reported_at=OCTOBER, restored_at=OCTOBER + 3 * HOUR)
    make_ticket(cast.customer, reference="T-2", reported_at=OCTOBER, restored_at=OCTOBER + HOUR / 2)
    address, browser = url(cast, "level-window", target.pk, "2026-10"), sign_in(cast.customer_owner)

    page = read(browser, address)

    assert "1 of 2 tickets in time." in page  # answered both within the hour, but one was usable again after three
    assert "T-1" in page
    assert "The clock starts Mon 12 Oct 2026, 10:00." in page
    assert "T-2" not in read(browser, f"{address}?standing=breached")
    exported = browser.get(f"{address}?export=csv").content.decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(exported)))) == 3
    assert browser.get(url(cast, "level-window", target.pk, "2026-13")).status_code == 404
    assert browser.get(url(cast, "level-window", target.pk, "2020-01")).status_code == 404


def test_a_target_beyond_all_measure_is_still_told(cast: Cast, sign_in: SignIn) -> None:
    target = make_target(make_contract(cast.customer), value="999999", unit="days", calendar="business", window="month")
    make_ticket(cast.customer, reported_at=OCTOBER)
    reader, address = sign_in(cast.customer_reader), url(cast, "level-window", target.pk, "2026-10")

    assert "In more than ten years" in read(reader, address)
    assert reader.get(f"{address}?export=csv").status_code == 200


def test_a_figure_of_availability_shows_its_sum_and_what_was_down(cast: Cast, sign_in: SignIn) -> None:
    target = missed(cast, exclusions=["internet"], maintenance_notice_hours=48)
    told = {"exclusion_reason": "Cable cut at the exchange"}
    make_outage(cast.customer, starts_at=OCTOBER - 48 * HOUR, ends_at=OCTOBER - 47 * HOUR, exclusion="internet", **told)
    make_outage(
        cast.customer, starts_at=OCTOBER - 72 * HOUR, ends_at=OCTOBER - 71 * HOUR, exclusion="third_party", **told
    )
    for about in ({}, {"agreed_at": OCTOBER, "agreed_by": cast.customer_owner}, {"notified_at": None}):
        make_maintenance(cast.customer, starts_at=OCTOBER + 96 * HOUR, **about)

    page = read(sign_in(cast.customer_owner), url(cast, "level-window", target.pk, "2026-10"))

    assert "Left out. A general fault of the internet: Cable cut at the exchange" in page
    assert "Counts: the contract does not excuse this." in page
    assert "Counts as downtime: nobody agreed to it" in page
    assert "Left out, as far as the month’s allowance goes" in page
    assert "44,700" in page


def many_tickets(cast: Cast, number: int) -> None:
    Ticket.objects.bulk_create(
        Ticket(
            customer=cast.customer, reference=f"N-{n}", title="Tills", priority="p1",
            reported_at=OCTOBER - timedelta(minutes=n), responded_at=OCTOBER + timedelta(minutes=n % 4 * 25 - n),
        )
        for n in range(number)
    )  # fmt: skip


def test_queries_do_not_grow_with_tickets(cast: Cast, sign_in: SignIn) -> None:
    contract, browser = make_contract(cast.customer), sign_in(cast.customer_owner)
    target, uptime = make_target(contract), make_uptime(cast.customer, contract=contract)
    make_site(cast.customer)
    make_outage(cast.customer, starts_at=OCTOBER, service=uptime.service)
    make_maintenance(cast.customer, starts_at=OCTOBER)
    pages = [
        url(cast, "level-list"), url(cast, "level", target.pk), url(cast, "level-window", target.pk, "2026-10"),
        url(cast, "level-window", uptime.pk, "2026-10"), url(cast, "ticket-list"),
        reverse("contracts:provider-level-list", args=[cast.provider.slug]),
    ]  # fmt: skip
    staff = sign_in(cast.provider_lead)
    counts: list[list[int]] = []
    browser.get(pages[0]), staff.get(pages[-1])  # the first page of a session asks more
    for number in (5, 5000):
        Ticket.objects.all().delete()
        many_tickets(cast, number)
        counts.append([])
        for address in pages:
            with CaptureQueriesContext(connection) as queries:
                answer = (staff if "/providers/" in address else browser).get(address)
            assert answer.status_code == 200
            assert len(answer.content) < 60_000
            counts[-1].append(len(queries))

    assert counts[0] == counts[1]
    assert max(counts[0]) <= 12, counts
