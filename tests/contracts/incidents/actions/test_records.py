"""What is added to an incident: timeline, losses, jobs."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from audit.models import Event
from contracts.actions import incidents as actions
from contracts.queries.incidents.losses import losses_of
from core.errors import NotAllowed
from tests.cast import NOW, Cast
from tests.contracts.incidents.actions.common import report
from tests.factories.incidents import HOUR, make_incident, make_notification


def test_timeline_and_losses_are_only_added_to(cast: Cast) -> None:
    incident = make_incident(cast.customer, by=cast.provider_lead)
    by, key = cast.actor(cast.customer_contributor), uuid4()
    for _ in range(2):
        actions.add_entry(incident=incident, happened_at=NOW, text="Rang them.", by=by, at=NOW, key=key)

    def lose(amount: str, known_on: date, **more: object) -> None:
        about = {"head": "LOST_GROSS_PROFIT", "amount": Decimal(amount), "known_on": known_on, "by": by, "at": NOW}
        actions.add_loss(incident=incident, **about | more)

    lose("5000", date(2026, 11, 20))
    lose("900", date(2026, 11, 22), key=key)
    lose("900", date(2026, 11, 22), key=key)
    lose("6000", date(2026, 11, 19))
    lose("100", date(2026, 11, 23), head="OTHER", is_final=True)

    found = losses_of(incident)
    assert incident.timeline.get().side == "customer"
    assert incident.losses.count() == 4
    assert found.amounts == {"LOST_GROSS_PROFIT": Decimal(900), "OTHER": Decimal(100)}
    assert (found.total, found.is_final) == (Decimal(1000), False)
    assert losses_of(incident, by=NOW - HOUR).amounts == {}


def test_jobs_are_set_as_a_whole(cast: Cast) -> None:
    incident = make_incident(cast.customer, by=cast.provider_lead)
    by, first, second = cast.actor(cast.provider_engineer), uuid4(), uuid4()

    for _ in range(2):
        actions.set_jobs(incident=incident, lines=[first], by=by, at=NOW)
    actions.set_jobs(incident=incident, lines=[second], by=by, at=NOW)
    assert incident.jobs.get().line == second
    assert Event.objects.filter(verb="incident_jobs_set").count() == 2


def test_engineer_notes_no_loss_and_closes_nothing(cast: Cast) -> None:
    incident, by = make_incident(cast.customer, by=cast.provider_lead), cast.actor(cast.provider_engineer)

    with pytest.raises(NotAllowed, match="note what an incident cost"):
        actions.add_loss(incident=incident, head="OTHER", amount=Decimal(1), known_on=NOW.date(), by=by, at=NOW)
    with pytest.raises(NotAllowed, match="close incidents"):
        actions.close_incident(incident=incident, ended_at=NOW, outcome="", by=by, at=NOW)


def test_nothing_has_happened_in_the_future(cast: Cast) -> None:
    by = cast.actor(cast.customer_owner)
    notification = make_notification(make_incident(cast.customer, by=cast.provider_lead))

    with pytest.raises(NotAllowed, match="has not come yet"):
        report(cast, cast.customer_owner, aware_at=NOW + HOUR)
    with pytest.raises(NotAllowed, match="has not come yet"):
        actions.record_told(notification=notification, done_at=NOW + HOUR, by=by, at=NOW)
    with pytest.raises(NotAllowed, match="has not come yet"):
        actions.add_loss(
            incident=notification.incident, head="OTHER", amount=Decimal(1), known_on=date(2026, 11, 24), by=by, at=NOW
        )
