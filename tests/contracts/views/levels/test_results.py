"""Tickets, outages and maintenance on the page."""

import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from contracts.models import MaintenanceWindow, Pause, Ticket
from tests.cast import Cast
from tests.contracts.views.levels.common import SignIn, missed, read, url
from tests.factories.levels import (
    HOUR,
    make_maintenance,
    make_ticket,
)

EMPTY = {"waits-0-reason": "", "changes-0-priority": "", "changes-0-happened_at": ""}


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
        ({"reported_at": "2026-03-29T01:30"}, "did not exist"),
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


def test_of_an_hour_that_came_twice_the_first_is_meant_and_said(cast: Cast, sign_in: SignIn) -> None:
    engineer = sign_in(cast.provider_engineer)

    saved = engineer.post(url(cast, "ticket-add"), ticket_data(reported_at="2026-10-25T01:30", **EMPTY), follow=True)

    assert Ticket.objects.get().reported_at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert "25 Oct 2026, 01:30 came twice, when the clocks went back: the first" in saved.content.decode()


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
