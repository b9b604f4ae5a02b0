"""Tickets, outages, maintenance and sites: entered, changed, agreed, removed, each with its line in the history."""

from datetime import time, timedelta
from typing import Any

import pytest

from accounts.actor import Actor
from audit.models import Event
from contracts.actions import results, sites
from contracts.models import MaintenanceWindow, Outage, Pause, PriorityChange, Site, Ticket
from contracts.snapshots import site_token, ticket_token, token
from core.errors import Conflict, NotAllowed
from tests.cast import NOW, Cast
from tests.factories.contracts import make_service
from tests.factories.levels import HOUR, MAY, make_maintenance, make_outage, make_site, make_ticket

HOURS = {0: (time(9), time(17))}
ABOUT: dict[str, Any] = {
    "reference": "T-1", "title": "Tills down", "priority": "p1", "reported_at": MAY, "responded_at": None,
    "restored_at": None, "resolved_at": None, "service": None, "site": None, "impact": "", "urgency": "",
}  # fmt: skip


@pytest.fixture
def engineer(cast: Cast) -> Actor:
    return cast.actor(cast.provider_engineer)


def last_says() -> str:
    return Event.objects.order_by("-sequence")[0].says


def wait() -> Pause:
    return Pause(reason="customer", starts_at=MAY, ends_at=MAY + HOUR)


def change() -> PriorityChange:
    return PriorityChange(priority="p2", happened_at=MAY + HOUR)


def test_a_ticket_is_kept_with_its_waits_and_changes(cast: Cast, engineer: Actor) -> None:
    ticket = results.add_ticket(
        customer=cast.customer, waits=[wait()], changes=[change()], by=engineer, at=NOW, **ABOUT
    )

    assert (ticket.pauses.count(), ticket.changes.count()) == (1, 1)
    assert last_says() == "added the ticket T-1 Tills down"


def test_the_history_says_what_it_came_from_and_how_often_it_came_back(cast: Cast, engineer: Actor) -> None:
    ticket = results.add_ticket(customer=cast.customer, waits=[], changes=[], by=engineer, at=NOW, **ABOUT)

    results.edit_ticket(
        ticket=ticket, edited=ticket_token(ticket), waits=[], changes=[], by=engineer, at=NOW, cause="Updates",
        reopened=0,
    )  # fmt: skip

    assert last_says() == ("changed the ticket T-1 Tills down: what it came from, how often it was opened again")
    event = Event.objects.order_by("-sequence")[0]
    assert (event.before, event.after) == ({"cause": "", "reopened": None}, {"cause": "Updates", "reopened": 0})
    with pytest.raises(Conflict):
        results.edit_ticket(ticket=ticket, edited="older", waits=[], changes=[], by=engineer, at=NOW, cause="")


def test_a_ticket_is_changed_as_a_whole(cast: Cast, engineer: Actor) -> None:
    ticket = results.add_ticket(customer=cast.customer, waits=[wait()], changes=[], by=engineer, at=NOW, **ABOUT)

    results.edit_ticket(
        ticket=ticket, edited=ticket_token(ticket), waits=[], changes=[change()], by=engineer, at=NOW,
        responded_at=MAY + HOUR,
    )  # fmt: skip

    ticket.refresh_from_db()
    assert (ticket.responded_at, ticket.pauses.count(), ticket.changes.count()) == (MAY + HOUR, 0, 1)
    assert Event.objects.filter(verb="ticket_edited", says__contains="a person answered").exists()
    assert last_says() == "set waits and priorities of ticket T-1 Tills down"


def test_somebody_elses_change_of_a_wait_is_not_lost(cast: Cast, engineer: Actor) -> None:
    ticket = make_ticket(cast.customer)
    seen = ticket_token(ticket)
    Pause.objects.create(ticket=ticket, reason="vendor", starts_at=MAY)

    with pytest.raises(Conflict, match="Somebody else changed"):
        results.edit_ticket(ticket=ticket, edited=seen, waits=[], changes=[], by=engineer, at=NOW, title="Mine")


def test_a_reference_is_taken_once(cast: Cast, engineer: Actor) -> None:
    make_ticket(cast.customer, reference="T-1")

    with pytest.raises(Conflict, match="T-1"):
        results.add_ticket(customer=cast.customer, waits=[], changes=[], by=engineer, at=NOW, **ABOUT)


def test_a_site_of_another_customer_and_a_service_of_another_provider_are_refused(cast: Cast, engineer: Actor) -> None:
    for wrong in (
        {"site": make_site(cast.other_customer)},
        {"service": make_service(cast.strange_provider)},
    ):
        with pytest.raises(NotAllowed, match="of this customer"):
            results.add_outage(
                customer=cast.customer, by=engineer, at=NOW, reference="O-1", title="x", starts_at=MAY, **wrong
            )


def test_an_outage_ends(cast: Cast, engineer: Actor) -> None:
    outage = make_outage(cast.customer, ends_at=None)

    results.edit_outage(outage=outage, edited=token(outage), by=engineer, at=NOW, ends_at=MAY + HOUR)

    assert Outage.objects.get().ends_at == MAY + HOUR
    assert "until" in last_says()


def test_saving_what_is_there_leaves_no_line(cast: Cast, engineer: Actor) -> None:
    outage = make_outage(cast.customer)
    before = Event.objects.count()

    results.edit_outage(outage=outage, edited=token(outage), by=engineer, at=NOW, title=outage.title)

    assert Event.objects.count() == before


def test_the_customer_agrees_to_maintenance_once_and_then_it_stands(cast: Cast, engineer: Actor) -> None:
    work, owner = make_maintenance(cast.customer), cast.actor(cast.customer_owner)

    agreed = results.agree_maintenance(work=work, seen=token(work), by=owner, at=NOW)

    assert (agreed.agreed_at, agreed.agreed_by) == (NOW, cast.customer_owner)
    with pytest.raises(NotAllowed, match="agreed already"):
        results.agree_maintenance(work=work, seen=token(work), by=owner, at=NOW)
    with pytest.raises(NotAllowed, match="agreed already"):
        results.edit_maintenance(work=work, edited=token(work), by=engineer, at=NOW, title="Other")
    with pytest.raises(NotAllowed, match="agreed already"):
        results.remove_result(row=work, by=engineer, at=NOW)


def test_nobody_agrees_to_times_that_were_changed_meanwhile(cast: Cast, engineer: Actor) -> None:
    work, owner = make_maintenance(cast.customer), cast.actor(cast.customer_owner)
    seen = token(work)
    results.edit_maintenance(work=work, edited=seen, by=engineer, at=NOW, ends_at=work.ends_at + 20 * HOUR)

    with pytest.raises(Conflict, match="Read it again"):
        results.agree_maintenance(work=work, seen=seen, by=owner, at=NOW)

    assert MaintenanceWindow.objects.get().agreed_at is None


def test_maintenance_is_planned_and_changed(cast: Cast, engineer: Actor) -> None:
    work = results.add_maintenance(
        customer=cast.customer, by=engineer, at=NOW, title="Firewall", starts_at=NOW, ends_at=NOW + HOUR
    )

    results.edit_maintenance(work=work, edited=token(work), by=engineer, at=NOW, ends_at=NOW + 2 * HOUR)

    assert MaintenanceWindow.objects.get().ends_at - NOW == timedelta(hours=2)


def test_what_was_entered_by_mistake_goes_and_the_history_keeps_it(cast: Cast, engineer: Actor) -> None:
    ticket = make_ticket(cast.customer, reference="T-9")

    results.remove_result(row=ticket, by=engineer, at=NOW)

    assert not Ticket.objects.exists()
    assert Event.objects.order_by("-sequence")[0].before["reference"] == "T-9"
    with pytest.raises(Conflict, match="removed this"):
        results.remove_result(row=Ticket(pk=ticket.pk), by=engineer, at=NOW)


def test_customers_enter_no_results_and_limited_staff_only_their_own(cast: Cast) -> None:
    for person in (cast.customer_owner, cast.provider_auditor):
        with pytest.raises(NotAllowed):
            results.remove_result(row=make_outage(cast.customer), by=cast.actor(person), at=NOW)
    limited = cast.actor(cast.limited_lead, customer=cast.other_customer)
    with pytest.raises(NotAllowed, match="not among the customers"):
        results.remove_result(row=make_outage(cast.customer), by=limited, at=NOW)


def test_a_site_is_kept_with_its_hours(cast: Cast) -> None:
    owner = cast.actor(cast.customer_owner)
    site = sites.add_site(customer=cast.customer, hours=HOURS, by=owner, at=NOW, name="Quay", people=12, region="ENG")

    sites.edit_site(site=site, edited=site_token(site), hours={1: (time(8), time(12))}, by=owner, at=NOW, people=13)

    assert sites.hours_of(site) == {1: (time(8), time(12))}
    assert Event.objects.order_by("-sequence")[0].after["hours"] == {"1": "08:00 to 12:00"}
    with pytest.raises(Conflict, match="called Quay"):
        sites.add_site(customer=cast.customer, hours=HOURS, by=owner, at=NOW, name="Quay", people=1, region="ENG")
    with pytest.raises(Conflict, match="Somebody else"):
        sites.edit_site(site=site, edited="old", hours=HOURS, by=owner, at=NOW)


def test_somebody_elses_hours_are_not_lost(cast: Cast) -> None:
    site, owner = make_site(cast.customer), cast.actor(cast.customer_owner)
    seen = site_token(site)
    sites.edit_site(site=site, edited=seen, hours=HOURS, by=owner, at=NOW)

    with pytest.raises(Conflict, match="Somebody else"):
        sites.edit_site(site=site, edited=seen, hours={1: (time(8), time(12))}, by=owner, at=NOW)

    assert sites.hours_of(site) == HOURS


def test_a_site_that_tickets_name_stays(cast: Cast) -> None:
    site, owner = make_site(cast.customer), cast.actor(cast.customer_owner)
    ticket = make_ticket(cast.customer, site=site)

    with pytest.raises(NotAllowed, match="it stays"):
        sites.remove_site(site=site, by=owner, at=NOW)
    ticket.delete()
    sites.remove_site(site=Site.objects.get(pk=site.pk), by=owner, at=NOW)

    assert not Site.objects.exists()
