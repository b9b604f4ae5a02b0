"""Service levels as each side reads them."""

import csv
import io
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from contracts.models import CreditClaim, MaintenanceWindow, Pause, Site, SlaTarget, TargetTerms, Ticket
from tests.cast import Cast
from tests.factories.contracts import make_contract, make_target
from tests.factories.levels import (
    HOUR,
    make_claim,
    make_maintenance,
    make_outage,
    make_site,
    make_ticket,
    make_uptime,
)

SignIn = Callable[[User], Client]
OCTOBER = datetime(2026, 10, 12, 9, 0, tzinfo=UTC)


def url(cast: Cast, name: str, *args: Any) -> str:
    return reverse(f"contracts:{name}", args=[cast.customer.slug, *args])


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def missed(cast: Cast, **about: Any) -> SlaTarget:
    make_outage(cast.customer, starts_at=OCTOBER)
    return make_uptime(cast.customer, **about)


def test_the_customer_reads_whether_promises_were_kept(cast: Cast, sign_in: SignIn) -> None:
    missed(cast, claim_days=60)

    page = read(sign_in(cast.customer_reader), url(cast, "level-list"))

    assert "Did they keep their promises?" in page
    assert "Promises kept?" in page
    assert "95.16 %" in page
    assert "1 of 1 results was <b>missed</b> in October to December 2026" in page
    assert "One credit can still be claimed." in page
    assert "Below 99 %: 10 % of £220.00" in page
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
    assert "100.00 %" not in page
    assert "Nothing has been measured in October to December 2026 yet." in page


def test_a_promise_without_its_number_says_what_is_missing(cast: Cast, sign_in: SignIn) -> None:
    make_target(make_contract(cast.customer), value=None)
    make_target(make_contract(cast.customer), metric="backup", unit="percent", value=99)

    page = read(sign_in(cast.customer_owner), url(cast, "level-list"))

    assert "Still to agree: a number." in page
    assert "its figure comes from reports" in page


def test_customers_do_not_see_what_is_not_published(cast: Cast, sign_in: SignIn) -> None:
    target = missed(cast, contract=make_contract(cast.customer, published_at=None))

    assert "No promise to measure yet" in read(sign_in(cast.customer_owner), url(cast, "level-list"))
    assert sign_in(cast.customer_owner).get(url(cast, "level", target.pk)).status_code == 404
    assert "95.16 %" in read(sign_in(cast.provider_lead), url(cast, "level-list"))


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
    assert "(44,700 − 2,160) ÷ 44,700 minutes × 100 = 95.16 %" in page
    assert "Left out if told 48 h before and agreed, up to 8 h a month" in page
    assert "8 % of the fee of the whole term" in page
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


def test_the_owner_claims_and_the_provider_answers(cast: Cast, sign_in: SignIn) -> None:
    target = missed(cast, claim_days=60)
    owner, lead = sign_in(cast.customer_owner), sign_in(cast.provider_lead)
    address = url(cast, "level-claim", target.pk, "2026-10")

    assert "Amara Osei" in read(owner, address)
    refused = owner.post(address, {"claimant": "Amara", "claimed_on": "2026-10-31"})
    assert refused.status_code == 422
    owner.post(address, {"claimant": "Amara", "claimed_on": "2026-11-20"})

    claim = CreditClaim.objects.get()
    assert "Claimed, not answered yet" in read(owner, url(cast, "level-list"))
    decide = url(cast, "claim-decide", claim.pk)
    assert lead.post(decide, {"answer": "refused", "granted": "", "reason": ""}).status_code == 422
    assert lead.post(decide, {"answer": "granted", "granted": "", "reason": ""}).status_code == 422
    lead.post(decide, {"answer": "granted", "granted": "22.00", "reason": "Next invoice"})
    page = read(owner, url(cast, "level-list"))
    assert "Credited" in page
    assert "£22.00 credited, answered by Tom Hallett: Next invoice" in page
    assert lead.get(decide).status_code == 403


def test_a_claim_made_meanwhile_is_not_made_twice(cast: Cast, sign_in: SignIn) -> None:
    target = missed(cast, claim_days=60)
    make_claim(target, by=cast.customer_owner)
    owner = sign_in(cast.customer_owner)

    for name, data in (
        ("level-claim", {"claimant": "A", "claimed_on": "2026-11-20"}),
        ("level-leave", {"reason": "x"}),
    ):
        assert owner.post(url(cast, name, target.pk, "2026-10"), data).status_code == 409
    assert owner.get(url(cast, "level-claim", target.pk, "2026-09")).status_code == 404


def test_terms_are_entered_by_metric(cast: Cast, sign_in: SignIn) -> None:
    contract, lead = make_contract(cast.customer), sign_in(cast.provider_lead)
    response, uptime = make_target(contract), missed(cast)
    timed = lead.get(url(cast, "target-terms", response.pk))
    assert "pauses" in timed.content.decode()
    assert "recorded_from" not in timed.content.decode()

    saved = lead.post(
        url(cast, "target-terms", response.pk),
        {
            "edited": timed.context["form"].initial["edited"], "required_percent": "95", "pauses": ["customer"],
            "priority_rule": "restart", "below_1": "95", "percent_1": "5", "below_2": "80", "percent_2": "10",
            "nature": "sole", "termination": "none", "claim_days": "7",
        },
    )  # fmt: skip

    assert saved.status_code == 302
    terms = TargetTerms.objects.get(target=response)
    assert (terms.bands, terms.pauses, terms.nature) == ([["95", "5"], ["80", "10"]], ["customer"], "sole")
    wrong = lead.post(
        url(cast, "target-terms", uptime.pk),
        {
            "edited": "", "below_1": "99", "percent_1": "", "maintenance_allowance_minutes": "60",
            "site_rule": "together", "nature": "price", "termination": "none",
        },
    )  # fmt: skip
    assert wrong.status_code == 422
    assert "Fill in both, or neither." in wrong.content.decode()
    assert "Say how long before the work must be told." in wrong.content.decode()


def ticket_data(**about: str) -> dict[str, str]:
    return {
        "reference": "T-7", "title": "Tills", "impact": "site", "urgency": "stopped", "reported_at": "2026-10-12T10:00",
        "waits-TOTAL_FORMS": "2", "waits-INITIAL_FORMS": "0", "waits-0-reason": "customer",
        "waits-0-starts_at": "2026-10-12T10:10", "waits-0-ends_at": "2026-10-12T10:30",
        "changes-TOTAL_FORMS": "1", "changes-INITIAL_FORMS": "0", "changes-0-priority": "p2",
        "changes-0-happened_at": "2026-10-12T11:00",
    } | about  # fmt: skip


def test_a_ticket_is_entered_with_its_waits(cast: Cast, sign_in: SignIn) -> None:
    engineer = sign_in(cast.provider_engineer)

    engineer.post(url(cast, "ticket-add"), ticket_data())

    ticket = Ticket.objects.get()
    assert (ticket.priority, ticket.pauses.count(), ticket.changes.count()) == ("p1", 1, 1)
    page = read(engineer, url(cast, "ticket-list") + "?q=till&sort=-priority")
    assert "T-7" in page
    assert "12 Oct 2026, 10:00" in page
    assert "No ticket matches" in read(engineer, url(cast, "ticket-list") + "?q=nowhere")
    exported = engineer.get(url(cast, "ticket-list") + "?export=csv").content.decode("utf-8-sig")
    assert "customer 2026-10-12 10:10+01:00 / 2026-10-12 10:30+01:00" in exported


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"impact": "", "urgency": ""}, "or choose the priority"),
        ({"responded_at": "2026-10-12T09:00"}, "before 12 Oct 2026, 10:00"),
        ({"reported_at": "2026-12-12T10:00"}, "in the future"),
        ({"reported_at": "2026-03-29T01:30"}, "may not exist"),
        ({"reported_at": "0001-01-01T00:00"}, "between 1900 and 2199"),
        ({"waits-0-starts_at": "0001-01-01T00:00"}, "between 1900 and 2199"),
        ({"waits-0-starts_at": ""}, "Say since when it waited"),
        ({"waits-0-ends_at": "2026-10-12T10:00"}, "can’t be before"),
        ({"changes-0-happened_at": ""}, "Say when it changed"),
        ({"waits-0-ends_at": "2199-12-31T00:00"}, "in the future"),
        ({"changes-0-happened_at": "2199-12-31T00:00"}, "in the future"),
    ],
)
def test_a_wrong_ticket_says_why(cast: Cast, sign_in: SignIn, wrong: dict[str, str], words: str) -> None:
    answer = sign_in(cast.provider_engineer).post(url(cast, "ticket-add"), ticket_data(**wrong))

    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_a_changed_ticket_tells_the_second_writer(cast: Cast, sign_in: SignIn) -> None:
    engineer, ticket = sign_in(cast.provider_engineer), make_ticket(cast.customer)
    address = url(cast, "ticket-edit", ticket.pk)
    seen = engineer.get(address).context["form"].initial["edited"]
    Ticket.objects.update(title="Somebody else’s words")

    clash = engineer.post(address, ticket_data(edited=seen, title="Mine"))

    assert clash.status_code == 409
    assert "Somebody else’s words" in clash.content.decode()
    fresh = clash.context["form"].data["edited"]
    assert engineer.post(address, ticket_data(edited=fresh, title="Mine")).status_code == 302
    assert Ticket.objects.get().title == "Mine"
    taken = engineer.post(url(cast, "ticket-add"), ticket_data())
    assert taken.status_code == 409


def test_moments_that_nobody_changed_stay_to_the_second(cast: Cast, sign_in: SignIn) -> None:
    twice = datetime(2026, 10, 25, 1, 30, 45, tzinfo=UTC)  # 01:30 in London, the second one that night
    ticket = make_ticket(cast.customer, reported_at=twice, responded_at=twice + HOUR)
    Pause.objects.create(ticket=ticket, reason="vendor", starts_at=twice, ends_at=twice + HOUR)
    engineer, address = sign_in(cast.provider_engineer), url(cast, "ticket-edit", ticket.pk)
    shown = engineer.get(address).context
    sent = {name: shown["form"][name].value() or "" for name in shown["form"].fields} | {"title": "Other words"}
    for _, _, rows in shown["extra"]:
        sent |= {f"{rows.prefix}-{name}": value for name, value in rows.management_form.initial.items()}
        sent |= {row.add_prefix(name): row[name].value() or "" for row in rows for name in row.fields}
    moments = ("reported_at", "responded_at", "waits-0-starts_at", "waits-0-ends_at")
    sent |= {name: f"{sent[name]:%Y-%m-%dT%H:%M}" for name in moments}

    assert engineer.post(address, sent).status_code == 302

    ticket.refresh_from_db()
    assert (ticket.title, ticket.reported_at, ticket.responded_at) == ("Other words", twice, twice + HOUR)
    assert ticket.pauses.get().starts_at == twice


def test_outages_and_maintenance_say_what_is_wrong(cast: Cast, sign_in: SignIn) -> None:
    engineer = sign_in(cast.provider_engineer)
    outage = {"reference": "O-1", "title": "Line", "starts_at": "2026-10-12T10:00", "exclusion": "internet"}
    work = {"title": "Work", "starts_at": "2026-12-12T10:00", "ends_at": "2026-12-12T10:00"}

    assert "Say why it is that cause." in engineer.post(url(cast, "outage-add"), outage).content.decode()
    assert "write a later end" in engineer.post(url(cast, "maintenance-add"), work).content.decode()


def test_the_customer_agrees_to_maintenance(cast: Cast, sign_in: SignIn) -> None:
    work, owner = make_maintenance(cast.customer), sign_in(cast.customer_owner)
    assert "Agree<span" in read(owner, url(cast, "maintenance-list"))

    assert owner.post(url(cast, "maintenance-agree", work.pk), {"seen": "older"}).status_code == 409
    seen = re.search(r'name="seen" value="(\w+)"', read(owner, url(cast, "maintenance-list")))
    owner.post(url(cast, "maintenance-agree", work.pk), {"seen": seen[1]})

    assert MaintenanceWindow.objects.get().agreed_by == cast.customer_owner
    assert "Agree<span" not in read(owner, url(cast, "maintenance-list"))


def test_an_outage_says_how_long_it_lasted_and_what_excuses_it(cast: Cast, sign_in: SignIn) -> None:
    missed(cast)

    page = read(sign_in(cast.customer_owner), url(cast, "outage-list"))

    assert "36 h" in page
    assert "Nothing: it counts" in page


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_lists_go_out_as_files(cast: Cast, sign_in: SignIn, kind: str) -> None:
    missed(cast)
    make_ticket(cast.customer), make_maintenance(cast.customer)
    browser = sign_in(cast.provider_auditor)

    for name in ("level-list", "ticket-list", "outage-list", "maintenance-list"):
        answer = browser.get(url(cast, name) + f"?export={kind}")
        assert answer.status_code == 200
        assert f".{kind}" in answer["Content-Disposition"]
    address = reverse("contracts:provider-level-list", args=[cast.provider.slug])
    assert browser.get(f"{address}?export={kind}").status_code == 200


def test_a_site_is_kept_with_its_hours(cast: Cast, sign_in: SignIn) -> None:
    owner = sign_in(cast.customer_owner)
    data = {"name": "Quay", "people": "12", "region": "ENG", "opens_0": "07:00", "closes_0": "18:00"}
    assert "business hours are Monday to Friday, 09:00 to 17:30" in read(owner, url(cast, "site-list"))
    assert owner.post(url(cast, "site-add"), data | {"closes_0": ""}).status_code == 422
    assert owner.post(url(cast, "site-add"), data | {"closes_0": "06:00"}).status_code == 422
    assert owner.post(url(cast, "site-add"), {"name": "Quay", "people": "1", "region": "ENG"}).status_code == 422

    owner.post(url(cast, "site-add"), data)

    assert "Monday 07:00 to 18:00" in read(owner, url(cast, "site-list"))
    assert owner.post(url(cast, "site-add"), data).status_code == 409
    address = url(cast, "site-edit", Site.objects.get().pk)
    stale = owner.post(address, data | {"edited": "old"})
    assert stale.status_code == 409
    other = owner.post(address, data | {"edited": "old", "closes_0": "12:00"}).content.decode()
    assert "Monday 07:00 to 18:00" in other
    saved = owner.post(address, data | {"edited": stale.context["form"].data["edited"], "people": "13"})
    assert saved.status_code == 302
    assert Site.objects.get().people == 13


def test_the_provider_sees_where_promises_were_missed(cast: Cast, sign_in: SignIn) -> None:
    target = missed(cast)
    make_claim(target, by=cast.customer_owner)
    make_uptime(cast.other_customer)
    make_uptime(cast.strange_customer)

    page = read(sign_in(cast.provider_engineer), reverse("contracts:provider-level-list", args=[cast.provider.slug]))

    assert "Service levels in October 2026" in page
    assert "1 promise missed at 1 customer. 1 claim waits for your answer." in page.replace("\n", " ")
    assert page.index("Harbour Roast") < page.index("Tidewell Lettings")
    assert "Bosun Yard" not in page


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
