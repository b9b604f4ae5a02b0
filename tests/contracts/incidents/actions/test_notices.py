"""Who is told of an incident: kept in step with its facts and policies, recorded, taken back."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from accounts.actor import Actor
from audit.models import Event
from background.runner import drain
from contracts.actions import incidents as actions
from contracts.actions.insurance import policies
from contracts.models import Contract, Notification, Policy, PolicyNotice
from contracts.snapshots import snapshot, token
from contracts.tasks import follow_policies
from core.errors import NotAllowed
from tests.cast import NOW, Cast
from tests.contracts.incidents.actions.common import report, waiting
from tests.factories.contracts import make_contract
from tests.factories.incidents import HOUR, make_incident, make_notification
from tests.factories.insurance import make_notice, make_policy


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


def insured(cast: Cast, **about: object) -> Policy:
    """A policy entered after the incident, by the customer's owner."""
    policy = make_policy(cast.customer, notice_within=3, notice_unit="business_days", **about)
    values = {name: getattr(policy, name) for name in snapshot(policy)}
    policy.delete()
    return policies.add_policy(holder=cast.customer, by=cast.actor(cast.customer_owner), at=NOW, **values)


def test_a_policy_entered_later_joins_those_who_have_to_be_told(cast: Cast) -> None:
    incident = report(cast, cast.customer_owner)
    closed = make_incident(cast.customer, by=cast.provider_lead, closed_at=NOW, closed_by=cast.provider_lead)
    other = make_incident(cast.other_customer, by=cast.provider_lead)

    policy = insured(cast)
    drain()

    told = waiting(incident)["insurer"]
    assert (told.policy, told.due_at, told.is_in_hours) == (policy, datetime(2026, 11, 27, tzinfo=UTC), False)
    assert "within 3 working days" in told.rule
    assert not closed.notifications.exists()
    assert not other.notifications.filter(whom="insurer").exists()
    event = Event.objects.get(verb="incident_notices_followed")
    assert (event.actor_name, event.customer_id) == ("The policies in force", cast.customer.pk)


def test_a_changed_policy_moves_the_clock_or_leaves(cast: Cast) -> None:
    incident, owner = report(cast, cast.customer_owner), cast.actor(cast.customer_owner)
    policy = insured(cast)
    drain()

    policy = policies.edit_policy(
        policy=policy, edited=token(policy), by=owner, at=NOW, notice_within=24, notice_unit="hours"
    )
    drain()
    told = waiting(incident)["insurer"]
    assert (told.due_at, told.is_in_hours) == (NOW + 23 * HOUR, True)

    policies.edit_policy(policy=policy, edited=token(policy), by=owner, at=NOW, starts_on=date(2026, 11, 24))
    drain()
    assert "insurer" not in waiting(incident)


def test_the_providers_policy_is_told_of_every_open_incident_of_its_customers(cast: Cast) -> None:
    incidents = [make_incident(each, by=cast.provider_lead) for each in (cast.customer, cast.other_customer)]
    foreign = make_incident(cast.strange_customer, by=cast.stranger)
    policy = make_policy(cast.provider)

    for _ in range(2):  # twice changes nothing
        actions.follow_policies(incident=foreign, by=Actor.system("x", cast.strange_provider.pk), at=NOW)
        follow_policies(for_provider=str(cast.provider.pk), for_customer=None)

    for incident in incidents:
        assert incident.notifications.get(whom="insurer").policy == policy
    assert not foreign.notifications.filter(whom="insurer").exists()
    assert Event.objects.filter(verb="incident_notices_followed").count() == 3


def test_a_policy_removed_takes_its_waiting_notice_along_and_stays_once_recorded(cast: Cast) -> None:
    incident, owner = report(cast, cast.customer_owner), cast.actor(cast.customer_owner)
    policy = insured(cast)
    drain()
    told = actions.record_not_needed(
        notification=waiting(incident)["insurer"], reason="Below the excess", by=owner, at=NOW
    )

    with pytest.raises(NotAllowed, match="so it stays"):
        policies.remove_policy(policy=policy, by=owner, at=NOW)
    actions.take_back(notification=told, by=owner, at=NOW)
    policies.remove_policy(policy=policy, by=owner, at=NOW)

    assert not incident.notifications.exists()
