"""The life of a finding: seen, accepted, snoozed, brought back, come back by itself; who may do which."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Customer, User
from audit.models import Event
from core.checks import Found, Severity, Source, Told
from core.errors import NotAllowed, why_not
from engagement.actions.gathering import gather
from engagement.models import Due
from findings import actions, looking, permissions
from findings.due import due_dates
from findings.enums import Deed, State
from findings.models import Finding, Step, Watch
from findings.queries.story import story_of
from tests.cast import NOW, Cast
from tests.factories.findings import make_finding

TODAY = NOW.date()
DAY = timedelta(days=1)
PEOPLE = (
    "provider_owner", "provider_lead", "provider_engineer", "provider_auditor", "customer_owner",
    "customer_contributor", "customer_reader",
)  # fmt: skip
MANAGERS, OWNER = {"provider_owner", "provider_lead"}, {"customer_owner"}


def accept(cast: Cast, finding: Finding, person: User, days: int = 90, reason: str = "Too dear to mend.") -> Finding:
    by = cast.actor(person)
    return actions.accept_finding(finding=finding, by=by, at=NOW, reason=reason, review_on=TODAY + days * DAY)


def snooze(cast: Cast, finding: Finding, person: User, days: int = 9) -> Finding:
    by = cast.actor(person)
    return actions.snooze_finding(
        finding=finding, by=by, at=NOW, reason="Waits for parts.", until_on=TODAY + days * DAY
    )


def finds(monkeypatch: pytest.MonkeyPatch, *found: Found) -> None:
    """One source alone, which finds this at Harbour Roast."""

    def find(customers: Sequence[Customer], today: date) -> dict[UUID, list[Told]]:
        return {each.pk: [(one, True) for one in found] for each in customers if each.slug == "harbour-roast"}

    monkeypatch.setattr(looking, "sources", lambda: (Source("made up", (), find),))


def same(finding: Finding, **about: Any) -> Found:
    values: dict[str, Any] = {
        "check": finding.check_id, "severity": Severity(finding.severity), "subject": finding.subject,
        "label": finding.label, "message": finding.message, "action": finding.action, "facts": finding.facts,
    }  # fmt: skip
    return Found(**values | about)


@pytest.mark.parametrize(
    ("check", "about", "allowed"),
    [
        (permissions.check_can_see, {}, {*MANAGERS, *OWNER, "provider_engineer", "customer_contributor"}),
        (permissions.check_can_snooze, {}, MANAGERS | OWNER),
        (permissions.check_can_accept, {}, OWNER),
        (permissions.check_can_accept, {"severity": "medium"}, MANAGERS | OWNER),
        (permissions.check_can_accept, {"is_published": False}, MANAGERS | OWNER),
        (permissions.check_can_accept, {"is_unknown": True}, set()),
        (permissions.check_can_accept, {"closed_at": NOW}, set()),
        (permissions.check_can_see, {"closed_at": NOW}, set()),
        (permissions.check_can_wake, {}, set()),
    ],
)
def test_who_may_do_what(cast: Cast, check: Any, about: dict[str, Any], allowed: set[str]) -> None:
    finding = make_finding(cast.customer, **about)

    refusals = {person: why_not(check, cast.actor(getattr(cast, person)), finding) for person in PEOPLE}

    assert {person for person, words in refusals.items() if not words} == allowed
    assert all(words.endswith(".") for words in refusals.values() if words)


def test_an_accepted_risk_has_a_reason_a_day_and_a_person(cast: Cast) -> None:
    finding = make_finding(cast.customer)
    accept(cast, finding, cast.customer_owner)
    finding.refresh_from_db()

    assert (finding.state, finding.until_on, finding.reason) == (State.ACCEPTED, TODAY + 90 * DAY, "Too dear to mend.")
    assert (finding.decided_by, finding.decided_side) == (cast.customer_owner, "customer")
    event = Event.objects.get(verb="finding_accepted")
    assert event.says.startswith("accepted until ")
    assert not event.is_internal
    assert Watch.objects.get(customer=cast.customer).high == 0


def test_what_the_customer_cannot_read_of_stays_internal_in_the_log(cast: Cast) -> None:
    accept(cast, make_finding(cast.customer, is_published=False), cast.provider_lead)

    assert Event.objects.get(verb="finding_accepted").is_internal


@pytest.mark.parametrize("days", [0, -1, 367])
def test_a_risk_is_accepted_for_a_year_at_most(cast: Cast, days: int) -> None:
    with pytest.raises(NotAllowed, match="within 366 days"):
        accept(cast, make_finding(cast.customer), cast.customer_owner, days=days)


@pytest.mark.parametrize(("severity", "days", "fits"), [("high", 30, True), ("high", 31, False), ("low", 90, True)])
def test_what_could_cost_money_is_not_put_off_for_long(cast: Cast, severity: str, days: int, fits: bool) -> None:
    finding = make_finding(cast.customer, severity=severity)
    if fits:
        assert snooze(cast, finding, cast.provider_lead, days=days).state == State.SNOOZED
    else:
        with pytest.raises(NotAllowed):
            snooze(cast, finding, cast.provider_lead, days=days)


def test_one_decision_at_a_time(cast: Cast) -> None:
    finding = snooze(cast, make_finding(cast.customer), cast.provider_lead)

    with pytest.raises(NotAllowed, match="Bring it back first"):
        accept(cast, finding, cast.customer_owner)


def test_it_is_brought_back(cast: Cast) -> None:
    finding = snooze(cast, make_finding(cast.customer), cast.provider_lead)
    actions.wake_finding(finding=finding, by=cast.actor(cast.customer_owner), at=NOW)
    finding.refresh_from_db()

    assert (finding.state, finding.until_on, finding.reason, finding.decided_by) == (State.OPEN, None, "", None)
    assert Watch.objects.get(customer=cast.customer).high == 1
    assert [step.deed for step in finding.steps.order_by("pk")].count(Deed.WOKEN) == 1


def test_what_the_customer_accepted_only_its_own_side_brings_back(cast: Cast) -> None:
    finding = accept(cast, make_finding(cast.customer), cast.customer_owner)

    with pytest.raises(NotAllowed, match="only its owner"):
        actions.wake_finding(finding=finding, by=cast.actor(cast.provider_lead), at=NOW)


def test_seen_is_said_once_by_each_person(cast: Cast) -> None:
    finding = make_finding(cast.customer)
    for person in (cast.customer_owner, cast.customer_owner, cast.provider_engineer):
        actions.see_finding(finding=finding, by=cast.actor(person), at=NOW)
    story = story_of(finding, cast.actor(cast.customer_reader), TODAY)

    assert Step.objects.filter(deed=Deed.SEEN).count() == 2
    assert dict(story.seen) == {
        "Harbour Roast": f"{cast.customer_owner.name}, Mon 23 Nov 2026",
        "Fairlead IT": f"{cast.provider_engineer.name}, Mon 23 Nov 2026",
    }


@pytest.mark.parametrize("decide", [accept, snooze])
def test_on_its_day_it_is_open_again(cast: Cast, monkeypatch: pytest.MonkeyPatch, decide: Any) -> None:
    finding = make_finding(cast.customer)
    decide(cast, finding, cast.customer_owner, days=9)
    finds(monkeypatch, same(finding))

    actions.refresh_findings(customer=cast.customer, at=NOW + 8 * DAY)
    finding.refresh_from_db()
    assert finding.state != State.OPEN
    watch = actions.refresh_findings(customer=cast.customer, at=NOW + 9 * DAY)
    finding.refresh_from_db()
    assert finding.state == State.OPEN
    assert watch.high == 1
    assert finding.steps.get(deed=Deed.LAPSED).by is None
    assert Event.objects.filter(says__contains="brought back 1 gap put aside").exists()


def test_what_becomes_graver_than_what_was_accepted_is_open_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    finding = make_finding(cast.customer, severity="medium")
    accept(cast, finding, cast.customer_owner)
    finds(monkeypatch, same(finding, severity=Severity.HIGH))
    actions.refresh_findings(customer=cast.customer, at=NOW)
    finding.refresh_from_db()

    assert (finding.state, finding.severity) == (State.OPEN, "high")
    assert finding.steps.filter(deed=Deed.WORSE).exists()


def test_what_was_unknown_and_fires_is_a_finding_of_its_own(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    finding = make_finding(cast.customer, is_unknown=True)
    snooze(cast, finding, cast.customer_owner)
    finds(monkeypatch, same(finding))
    actions.refresh_findings(customer=cast.customer, at=NOW + DAY)
    fired = Finding.objects.open().get()

    assert (fired.is_unknown, fired.state, fired.before) == (False, State.OPEN, finding)
    told = [event.words for event in story_of(fired, cast.actor(cast.customer_owner), TODAY + DAY).events]
    assert "The facts were entered." in told
    assert "The checks found this again." in told


def test_a_gap_that_comes_back_knows_the_one_before_and_is_not_accepted(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    finding = make_finding(cast.customer)
    accept(cast, finding, cast.customer_owner)
    finds(monkeypatch)
    actions.refresh_findings(customer=cast.customer, at=NOW + DAY)
    finds(monkeypatch, same(finding))
    actions.refresh_findings(customer=cast.customer, at=NOW + 2 * DAY)
    again = Finding.objects.open().get()

    assert (again.before, again.state) == (finding, State.OPEN)
    words = " ".join(each.words for each in story_of(again, cast.actor(cast.customer_owner), TODAY + 2 * DAY).events)
    for part in ("The checks found this.", "accepted it until", "The checks find it no more.", "found this again"):
        assert part in words


def test_decisions_fall_due_with_the_side_that_took_them(cast: Cast) -> None:
    accepted = accept(cast, make_finding(cast.customer, label="ONE"), cast.customer_owner)
    snoozed = snooze(cast, make_finding(cast.customer, label="TWO", is_published=False), cast.provider_lead)
    make_finding(cast.customer)
    dues = due_dates([cast.customer.pk], TODAY)

    assert [(due.subject_id, due.owed_by, due.due_on, due.kind) for due in dues] == [
        (snoozed.pk, "provider", TODAY + 9 * DAY, "finding"),
        (accepted.pk, "customer", TODAY + 90 * DAY, "finding"),
    ]
    gather(customer=cast.customer, at=NOW)
    assert Due.objects.filter(title="Look again at the risk accepted: ONE", person=cast.customer_owner).exists()
    assert not Due.objects.visible_to(cast.actor(cast.customer_owner)).filter(title__contains="TWO").exists()


@pytest.mark.parametrize(
    "about",
    [
        {"state": "accepted"},
        {"until_on": TODAY},
        {"state": "gone", "until_on": TODAY, "decided_at": NOW},
        {"state": "accepted", "until_on": TODAY, "decided_at": NOW},
        {"decided_side": "nobody"},
    ],
    ids=["accepted by nobody", "until, undecided", "unknown state", "time without person", "unknown side"],
)
def test_the_database_holds_the_rules_of_decisions(cast: Cast, about: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_finding(cast.customer, **about)


def test_the_database_accepts_no_unknown_risk(cast: Cast) -> None:
    about = {"state": "accepted", "until_on": TODAY, "decided_at": NOW, "decided_by": cast.customer_owner}
    with pytest.raises(IntegrityError), transaction.atomic():
        make_finding(cast.customer, is_unknown=True, **about)


@pytest.mark.parametrize("about", [{"deed": "eaten"}, {"side": "nobody"}, {}], ids=["deed", "side", "seen twice"])
def test_the_database_holds_the_rules_of_steps(cast: Cast, about: dict[str, Any]) -> None:
    finding = make_finding(cast.customer)
    values: dict[str, Any] = {"finding": finding, "deed": "seen", "at": NOW, "by": cast.customer_owner}
    Step.objects.create(side="customer", **values)
    with pytest.raises(IntegrityError), transaction.atomic():
        Step.objects.create(**values | {"side": "customer"} | about)
