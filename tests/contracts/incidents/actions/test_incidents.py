"""Incidents reported, changed, shared, closed, by whom, once."""

from uuid import uuid4

import pytest

from accounts.actor import Actor
from accounts.models import Customer
from audit.models import Event
from background.models import Email, Job
from background.runner import drain
from contracts.actions import incidents as actions
from contracts.models import Incident
from contracts.snapshots import token
from core.errors import Conflict, NotAllowed
from tests.cast import NOW, Cast
from tests.contracts.incidents.actions.common import WHAT, report, waiting
from tests.factories.incidents import HOUR, make_incident, make_notification
from tests.factories.insurance import make_policy


def test_customers_report_is_shared_and_counted(cast: Cast) -> None:
    report(cast, cast.customer_contributor)
    second = report(cast, cast.customer_owner)

    assert (second.reference, second.title, second.side) == ("INC-002", "The booking page is down", "customer")
    assert second.shared_at == NOW
    assert not second.notifications.exists()  # no personal data, no policy, and the provider reads it
    assert Event.objects.filter(verb="incident_reported", is_internal=False).count() == 2


def test_providers_draft_is_seen_by_its_own_people_alone(cast: Cast) -> None:
    draft = report(cast, cast.provider_engineer, share=False)

    assert not Incident.objects.visible_to(cast.actor(cast.customer_owner)).exists()
    assert Incident.objects.visible_to(cast.actor(cast.provider_auditor)).get() == draft
    assert Event.objects.get(verb="incident_reported").is_internal
    assert waiting(draft)["customer"].due_at is None  # no contract names a time
    assert not Job.objects.filter(name="contracts.email_incident").exists()


def test_sharing_tells_the_customer(cast: Cast) -> None:
    draft = report(cast, cast.provider_engineer, share=False)
    shared = actions.share_incident(incident=draft, by=cast.actor(cast.provider_engineer), at=NOW)

    told = shared.notifications.get(whom="customer")
    assert (told.done_at, told.reference) == (NOW, "Same Sheet")
    with pytest.raises(NotAllowed, match="already shared"):
        actions.share_incident(incident=draft, by=cast.actor(cast.provider_lead), at=NOW)


def test_other_side_is_written_to_once(cast: Cast) -> None:
    report(cast, cast.provider_engineer, personal_data="unknown")
    report(cast, cast.customer_contributor)
    drain()
    drain()

    sent = {(email.to_name, email.subject) for email in Email.objects.filter(kind="incident_reported")}
    title = "at Harbour Roast: The booking page is down"
    assert sent == {
        ("Amara Osei", f"INC-001 {title}"),
        ("Jory Pascoe", f"INC-001 {title}"),
        ("Ruth Penhale", f"INC-002 {title}"),
    }
    assert "The ICO: Thu 26 Nov 2026, 08:30" in Email.objects.filter(to_name="Amara Osei").get().text


def test_sent_twice_is_reported_once(cast: Cast) -> None:
    key = uuid4()

    assert report(cast, cast.customer_owner, key=key) == report(cast, cast.customer_owner, key=key)
    assert Incident.objects.count() == 1
    with pytest.raises(NotAllowed, match="Open it again"):
        report(cast, cast.customer_contributor, key=key)


def test_a_change_by_somebody_else_is_not_overwritten(cast: Cast) -> None:
    incident = report(cast, cast.customer_owner)

    with pytest.raises(Conflict):
        actions.edit_incident(
            incident=incident, edited="older", by=cast.actor(cast.customer_owner), at=NOW, title="Down"
        )


def test_closing_waits_until_everybody_was_told(cast: Cast) -> None:
    incident = make_incident(cast.customer, by=cast.provider_lead)
    notification = make_notification(incident)
    by = cast.actor(cast.customer_owner)
    about = {"incident": incident, "ended_at": NOW, "outcome": "Rolled back.", "by": by, "at": NOW}

    with pytest.raises(NotAllowed, match="Still to be told: Action Fraud"):
        actions.close_incident(**about)
    actions.record_not_needed(notification=notification, reason="No crime", by=by, at=NOW)
    closed = actions.close_incident(**about)
    assert (closed.is_open, closed.lasted) == (False, HOUR)
    with pytest.raises(NotAllowed, match="Open it again"):
        actions.edit_incident(incident=closed, edited=token(closed), by=by, at=NOW, title="x")

    assert actions.reopen_incident(incident=closed, by=by, at=NOW).is_open
    with pytest.raises(NotAllowed, match="is open"):
        actions.reopen_incident(incident=closed, by=by, at=NOW)


def test_what_a_customer_does_not_see_does_not_keep_it_from_closing(cast: Cast) -> None:
    incident = make_incident(cast.customer, by=cast.provider_lead)
    policy = make_policy(cast.provider)
    make_notification(incident, whom="insurer", policy=policy, owed_by="provider", due_at=None)
    about = {"incident": incident, "ended_at": NOW, "outcome": "", "at": NOW}

    with pytest.raises(NotAllowed, match="Still to be told"):
        actions.close_incident(by=cast.actor(cast.provider_lead), **about)
    assert not actions.close_incident(by=cast.actor(cast.customer_owner), **about).is_open


@pytest.mark.parametrize("who", ["provider_auditor", "customer_reader"])
def test_readers_write_nothing(cast: Cast, who: str) -> None:
    actor = cast.actor(getattr(cast, who))
    incident = make_incident(cast.customer, by=cast.provider_lead)

    for write in (
        lambda: report(cast, getattr(cast, who)),
        lambda: actions.add_entry(incident=incident, happened_at=NOW, text="x", by=actor, at=NOW),
        lambda: actions.close_incident(incident=incident, ended_at=NOW, outcome="", by=actor, at=NOW),
    ):
        with pytest.raises(NotAllowed, match="Your role"):
            write()


def test_nobody_reports_for_a_customer_out_of_reach(cast: Cast) -> None:
    limited = cast.actor(cast.limited_lead, customer=cast.other_customer)

    with pytest.raises(NotAllowed, match="not among the customers"):
        actions.report_incident(customer=cast.customer, by=limited, at=NOW, what=WHAT, aware_at=NOW, personal_data="no")


def test_only_a_person_reports(cast: Cast) -> None:
    customer: Customer = cast.customer

    with pytest.raises(NotAllowed, match="Only a person"):
        actions.report_incident(
            customer=customer,
            by=Actor.system("Tick", cast.provider.pk),
            at=NOW,
            what=WHAT,
            aware_at=NOW,
            personal_data="no",
        )


def test_a_draft_is_not_written_to_by_the_customer(cast: Cast) -> None:
    draft = make_incident(cast.customer, by=cast.provider_lead, shared_at=None, shared_by=None)

    with pytest.raises(NotAllowed, match="has not been shared"):
        actions.add_entry(incident=draft, happened_at=NOW, text="x", by=cast.actor(cast.customer_owner), at=NOW)
    with pytest.raises(NotAllowed, match="has not been shared"):
        actions.share_incident(incident=draft, by=cast.actor(cast.customer_owner), at=NOW)
