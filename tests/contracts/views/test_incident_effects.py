"""What an incident did to service levels: linked outages and tickets, the worked effect, the credits."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from audit.models import Event
from contracts.actions.incidents import set_results
from contracts.models import Contract, Incident, IncidentResult
from core.errors import NotAllowed
from tests.cast import NOW, Cast
from tests.factories.contracts import make_contract, make_target
from tests.factories.incidents import make_incident
from tests.factories.levels import HOUR, make_outage, make_tally, make_ticket, make_uptime

SignIn = Callable[[User], Client]
OCTOBER = datetime(2026, 10, 12, 9, 0, tzinfo=UTC)


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return make_incident(cast.customer, by=cast.provider_lead, aware_at=OCTOBER, service_effect="Tills out for long.")


def url(incident: Incident, name: str) -> str:
    return reverse(f"contracts:incident-{name}", args=[incident.customer.slug, incident.pk])


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_linked_outages_show_their_minutes_the_figure_and_the_credit(
    cast: Cast, sign_in: SignIn, incident: Incident
) -> None:
    make_uptime(cast.customer, claim_days=60)
    outage = make_outage(cast.customer, starts_at=OCTOBER, reference="O-1")
    engineer, owner = sign_in(cast.provider_engineer), sign_in(cast.customer_owner)
    assert "No outage or ticket is linked yet" in read(owner, url(incident, "effects"))

    assert "O-1 Tills down, 12 Oct 2026, 10:00" in read(engineer, url(incident, "results"))
    engineer.post(url(incident, "results"), {"outages": [outage.pk]})

    page = read(owner, url(incident, "effects"))
    assert "O-1 Tills down: 36 h of downtime." in page
    assert "95.16\xa0%" in page
    assert "£22.00" in page
    assert "To claim" in page
    assert "Note: Tills out for long." in page
    assert Event.objects.get(verb="incident_results_set").after == {"results": ["O-1 Tills down"]}


def test_an_outage_touches_no_promise_that_is_measured_by_counts(
    cast: Cast, sign_in: SignIn, incident: Incident
) -> None:
    make_uptime(cast.customer)
    make_target(Contract.objects.get(), metric="backup", unit="percent", value=99, calendar="")
    make_tally(cast.customer)
    outage = make_outage(cast.customer, starts_at=OCTOBER)
    sign_in(cast.provider_engineer).post(url(incident, "results"), {"outages": [outage.pk]})

    page = read(sign_in(cast.customer_owner), url(incident, "effects"))

    assert "Availability" in page
    assert "Backups that succeed" not in page


def test_linked_tickets_show_their_clock(cast: Cast, sign_in: SignIn, incident: Incident) -> None:
    make_target(make_contract(cast.customer), priority="P1")
    late = make_ticket(cast.customer, reference="T-1", reported_at=OCTOBER, responded_at=OCTOBER + 1.5 * HOUR)
    make_ticket(cast.customer, reference="T-2", reported_at=OCTOBER)
    IncidentResult.objects.create(incident=incident, ticket=late)

    page = read(sign_in(cast.customer_reader), url(incident, "effects"))

    assert "T-1 Tills down: 1 h 30 min counted, 30 min over. Missed." in page
    assert "50.00\xa0%" in page  # with everything else that happened in the month
    assert "T-2" not in page
    assert "Choose outages" not in page


def test_what_counts_for_no_promise_says_so(cast: Cast, sign_in: SignIn, incident: Incident) -> None:
    make_uptime(cast.customer, contract=make_contract(cast.customer, published_at=None))
    IncidentResult.objects.create(incident=incident, outage=make_outage(cast.customer, starts_at=OCTOBER))

    assert "None of these counts for a promise" in read(sign_in(cast.customer_owner), url(incident, "effects"))


def test_another_customers_outages_are_neither_offered_nor_taken(
    cast: Cast, sign_in: SignIn, incident: Incident
) -> None:
    foreign = make_outage(cast.other_customer, starts_at=OCTOBER, reference="O-77")
    engineer = sign_in(cast.provider_engineer)

    assert "O-77" not in read(engineer, url(incident, "results"))
    assert engineer.post(url(incident, "results"), {"outages": [foreign.pk]}).status_code == 422
    with pytest.raises(NotAllowed, match="of this customer"):
        set_results(incident=incident, outages=[foreign], tickets=[], by=cast.actor(cast.provider_engineer), at=NOW)


def test_links_are_set_as_a_whole_and_said_once(cast: Cast, incident: Incident) -> None:
    by, outage = cast.actor(cast.provider_engineer), make_outage(cast.customer, starts_at=OCTOBER)
    ticket = make_ticket(cast.customer, reported_at=OCTOBER)

    for _ in range(2):
        set_results(incident=incident, outages=[outage], tickets=[ticket], by=by, at=NOW)
    set_results(incident=incident, outages=[], tickets=[ticket], by=by, at=NOW)

    assert incident.results.get().ticket == ticket
    assert Event.objects.filter(verb="incident_results_set").count() == 2


def test_an_outage_taken_out_leaves_the_incident(cast: Cast, incident: Incident) -> None:
    outage = make_outage(cast.customer, starts_at=OCTOBER)
    IncidentResult.objects.create(incident=incident, outage=outage)

    outage.delete()

    assert not incident.results.exists()


@pytest.mark.parametrize("both", [True, False])
def test_a_link_is_to_one_of_two(cast: Cast, incident: Incident, both: bool) -> None:
    about: dict[str, Any] = {}
    if both:
        about = {"outage": make_outage(cast.customer), "ticket": make_ticket(cast.customer)}

    with pytest.raises(IntegrityError):
        IncidentResult.objects.create(incident=incident, **about)


@pytest.mark.parametrize(("kind", "make"), [("outage", make_outage), ("ticket", make_ticket)])
def test_a_link_is_made_once(cast: Cast, incident: Incident, kind: str, make: Any) -> None:
    about = {kind: make(cast.customer)}
    IncidentResult.objects.create(incident=incident, **about)

    with pytest.raises(IntegrityError):
        IncidentResult.objects.create(incident=incident, **about)


def test_queries_do_not_grow_with_links(cast: Cast, sign_in: SignIn, incident: Incident) -> None:
    make_uptime(cast.customer)
    reader, counts = sign_in(cast.customer_reader), []
    for _ in range(3):
        for _ in range(3):
            IncidentResult.objects.create(incident=incident, outage=make_outage(cast.customer, starts_at=OCTOBER))
        with CaptureQueriesContext(connection) as queries:
            read(reader, url(incident, "effects"))
        counts.append(len(queries))

    assert counts[1] == counts[2] <= 12  # the first page of a process asks more
