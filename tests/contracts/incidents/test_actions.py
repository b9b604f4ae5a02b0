"""What is written about incidents, by whom, once."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from accounts.actor import Actor
from accounts.models import Customer, User
from audit.models import Event
from background.models import Email, Job
from background.runner import drain
from contracts.actions import incidents as actions
from contracts.models import Contract, Incident, Notification, PolicyNotice
from contracts.queries.incidents.losses import losses_of
from contracts.snapshots import token
from core.errors import Conflict, NotAllowed
from tests.cast import NOW, Cast
from tests.factories.contracts import make_contract
from tests.factories.incidents import HOUR, make_incident, make_notification
from tests.factories.insurance import make_notice, make_policy

WHAT = "The booking page is down. Guests ring us instead."


def report(cast: Cast, by: User, **about: object) -> Incident:
    facts = {"what": WHAT, "aware_at": NOW - HOUR, "personal_data": "no"} | about
    return actions.report_incident(customer=cast.customer, by=cast.actor(by), at=NOW, **facts)


def waiting(incident: Incident) -> dict[str, Notification]:
    return {one.whom: one for one in incident.notifications.waiting()}


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


def test_the_ico_has_72_hours_when_personal_data_may_be_touched(cast: Cast) -> None:
    incident = report(cast, cast.customer_owner, personal_data="unknown")

    assert waiting(incident)["ico"].due_at == NOW + 71 * HOUR


def test_insurers_in_force_are_told_within_their_time(cast: Cast) -> None:
    make_policy(cast.customer, notice_within=30, notice_unit="days", notice_rule="In writing.")
    make_policy(cast.customer, starts_on=date(2025, 1, 1), ends_on=date(2025, 12, 31))
    make_policy(cast.provider)
    incident = report(cast, cast.customer_owner)

    own, providers = incident.notifications.order_by("owed_by")
    assert own.due_at is not None
    assert own.due_at.isoformat() == "2026-12-24T00:00:00+00:00"
    assert own.rule.endswith(": within 30 days. In writing.")
    assert (providers.owed_by, providers.due_at) == ("provider", None)
    assert Notification.objects.visible_to(cast.actor(cast.customer_owner)).get() == own


def test_the_shortest_promise_in_force_counts(cast: Cast) -> None:
    make_contract(cast.customer, reference="A", incident_within=72, incident_unit="hours", published_at=NOW)
    make_contract(cast.customer, reference="B", incident_within=24, incident_unit="hours", published_at=NOW)
    make_contract(
        cast.customer, reference="C", incident_within=1, incident_unit="hours", published_at=None
    )  # not published
    Contract.objects.update(effective_from=date(2026, 1, 1))
    incident = report(cast, cast.provider_engineer, share=False)

    told = waiting(incident)["customer"]
    assert (told.due_at, told.rule) == (NOW + 23 * HOUR, "B: within 24 hours of becoming aware.")


def test_sent_twice_is_reported_once(cast: Cast) -> None:
    key = uuid4()

    assert report(cast, cast.customer_owner, key=key) == report(cast, cast.customer_owner, key=key)
    assert Incident.objects.count() == 1
    with pytest.raises(NotAllowed, match="Open it again"):
        report(cast, cast.customer_contributor, key=key)


def test_facts_move_the_clocks(cast: Cast) -> None:
    incident = report(cast, cast.customer_owner, personal_data="yes")
    by = cast.actor(cast.provider_engineer)

    edited = actions.edit_incident(incident=incident, edited=token(incident), by=by, at=NOW, aware_at=NOW - 3 * HOUR)
    assert waiting(edited)["ico"].due_at == NOW + 69 * HOUR

    edited = actions.edit_incident(incident=edited, edited=token(edited), by=by, at=NOW, personal_data="no")
    ico = edited.notifications.get()
    assert (ico.not_needed_by, ico.reason) == (cast.provider_engineer, "No personal data was touched.")

    edited = actions.edit_incident(incident=edited, edited=token(edited), by=by, at=NOW, personal_data="yes")
    assert waiting(edited)["ico"].pk == ico.pk


def test_an_insurer_is_dropped_when_its_period_no_longer_fits(cast: Cast) -> None:
    make_policy(cast.customer, starts_on=date(2026, 11, 23), ends_on=date(2027, 11, 22))
    incident = report(cast, cast.customer_owner)
    by = cast.actor(cast.customer_owner)

    actions.edit_incident(incident=incident, edited=token(incident), by=by, at=NOW, aware_at=NOW - timedelta(days=2))
    assert not incident.notifications.exists()


def test_a_change_by_somebody_else_is_not_overwritten(cast: Cast) -> None:
    incident = report(cast, cast.customer_owner)

    with pytest.raises(Conflict):
        actions.edit_incident(
            incident=incident, edited="older", by=cast.actor(cast.customer_owner), at=NOW, title="Down"
        )


def test_insurer_told_stands_in_its_policy(cast: Cast) -> None:
    policy = make_policy(cast.customer)
    incident = report(cast, cast.customer_owner)
    done = actions.record_told(
        notification=waiting(incident)["insurer"],
        done_at=NOW,
        reference="CM-7",
        by=cast.actor(cast.customer_owner),
        at=NOW,
    )

    notice = policy.notices.get()
    assert done.notice == notice
    assert (notice.what, notice.notified_on, notice.insurer_reference) == (str(incident), NOW.date(), "CM-7")
    with pytest.raises(NotAllowed, match="already been told"):
        actions.record_told(notification=done, done_at=NOW, by=cast.actor(cast.customer_owner), at=NOW)
    with pytest.raises(NotAllowed, match="Change it there"):
        actions.take_back(notification=done, by=cast.actor(cast.customer_owner), at=NOW)
    assert PolicyNotice.objects.count() == 1


def test_a_claim_that_stands_there_already_is_taken(cast: Cast) -> None:
    notice = make_notice(make_policy(cast.customer))
    other = make_notice(make_policy(cast.other_customer))
    incident = report(cast, cast.customer_owner)
    about = {
        "notification": waiting(incident)["insurer"],
        "done_at": NOW,
        "by": cast.actor(cast.customer_owner),
        "at": NOW,
    }

    with pytest.raises(NotAllowed, match="another policy"):
        actions.record_told(notice=other, **about)
    assert actions.record_told(notice=notice, **about).notice == notice


def test_an_insurers_notice_needs_the_rights_of_the_policy(cast: Cast) -> None:
    make_policy(cast.customer)
    incident = report(cast, cast.customer_owner)

    with pytest.raises(NotAllowed, match="change insurance policies"):
        actions.record_told(
            notification=waiting(incident)["insurer"], done_at=NOW, by=cast.actor(cast.customer_contributor), at=NOW
        )


def test_customer_does_not_record_what_the_provider_owes(cast: Cast) -> None:
    incident = make_incident(cast.customer, by=cast.provider_lead)
    owed = make_notification(incident, owed_by="provider")

    with pytest.raises(NotAllowed, match="Only your provider"):
        actions.record_not_needed(notification=owed, reason="No", by=cast.actor(cast.customer_owner), at=NOW)


def test_customer_knows_before_its_insurer_is_told(cast: Cast) -> None:
    make_policy(cast.customer)
    draft = report(cast, cast.provider_lead, share=False)
    about = {"notification": waiting(draft)["insurer"], "by": cast.actor(cast.provider_lead), "at": NOW}

    with pytest.raises(NotAllowed, match="Share INC-001 with the customer first"):
        actions.record_told(done_at=NOW, **about)
    assert not actions.record_not_needed(reason="A false alarm", **about).is_waiting


def test_not_needed_and_taken_back(cast: Cast) -> None:
    notification = make_notification(make_incident(cast.customer, by=cast.provider_lead))
    by = cast.actor(cast.customer_contributor)

    told = actions.record_not_needed(notification=notification, reason="Nothing was stolen", by=by, at=NOW)
    with pytest.raises(NotAllowed, match="Take that back first"):
        actions.record_told(notification=told, done_at=NOW, by=by, at=NOW)
    assert actions.take_back(notification=told, by=by, at=NOW).is_waiting
    with pytest.raises(NotAllowed, match="Nothing is recorded"):
        actions.take_back(notification=told, by=by, at=NOW)


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


def test_somebody_else_is_added_once(cast: Cast) -> None:
    incident, key = make_incident(cast.customer, by=cast.provider_lead), uuid4()
    about = {
        "incident": incident,
        "name": "The bank",
        "rule": "It asked for it.",
        "due_at": None,
        "at": NOW,
        "key": key,
    }
    for _ in range(2):
        added = actions.add_notification(by=cast.actor(cast.customer_owner), **about)

    assert incident.notifications.get() == added
    assert added.owed_by == "customer"


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


def test_engineer_notes_no_loss_and_closes_nothing(cast: Cast) -> None:
    incident, by = make_incident(cast.customer, by=cast.provider_lead), cast.actor(cast.provider_engineer)

    with pytest.raises(NotAllowed, match="note what an incident cost"):
        actions.add_loss(incident=incident, head="OTHER", amount=Decimal(1), known_on=NOW.date(), by=by, at=NOW)
    with pytest.raises(NotAllowed, match="close incidents"):
        actions.close_incident(incident=incident, ended_at=NOW, outcome="", by=by, at=NOW)


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
