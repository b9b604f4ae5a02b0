"""The version in force, gaps, views."""

from datetime import timedelta

from engagement.models import Meeting
from responsibilities.actions.understanding import give_view
from responsibilities.enums import VersionState
from responsibilities.models import Version
from tests.cast import NOW, Cast
from tests.engagement.facts import make_finding, on_one_page
from tests.factories.meetings import make_meeting
from tests.factories.responsibilities import make_round, make_version

BEFORE = NOW - timedelta(days=90)


def test_version_in_force_with_its_jobs_without_owner(cast: Cast, held: Meeting) -> None:
    nobodys = {"ownership": "undecided", "provider_duty": "", "customer_duty": ""}
    left_out = nobodys | {"is_out_of_scope": True, "out_of_scope_reason": "No such thing."}
    make_version(cast.customer, "agreed", rows=[{}, nobodys, left_out], by=cast.provider_lead)

    assert on_one_page(held)["In force"] == "Version 1 since Mon 23 Nov 2026; 1 job without an owner"


def test_a_version_that_waits_for_signatures_is_named(cast: Cast, held: Meeting) -> None:
    make_version(cast.customer, "agreed", by=cast.provider_lead)
    make_version(cast.customer, "proposed", by=cast.provider_lead)

    assert on_one_page(held)["In force"] == "Version 1 since Mon 23 Nov 2026; version 2 waits for signatures"


def test_the_first_version_waits_alone(cast: Cast, held: Meeting) -> None:
    make_version(cast.customer, "proposed", by=cast.provider_lead)

    assert on_one_page(held)["In force"] == "Version 1 waits for signatures"


def test_a_draft_is_the_providers_own(cast: Cast, held: Meeting) -> None:
    make_version(cast.customer, by=cast.provider_lead)

    assert "In force" not in on_one_page(held)


def test_what_changed_since_the_last_meeting_is_counted(cast: Cast, held: Meeting) -> None:
    old = make_version(cast.customer, VersionState.AGREED, rows=[{"title": "Watch"}], by=cast.provider_lead)
    line, code = old.rows.get().line, old.rows.get().code
    Version.objects.update(
        agreed_at=BEFORE - timedelta(days=9), state="superseded", superseded_at=BEFORE + timedelta(1)
    )
    kept = {"line": line, "code": code, "title": "Watch day and night"}
    make_version(cast.customer, VersionState.AGREED, rows=[kept, {}], by=cast.provider_lead)
    assert on_one_page(held)["In force"] == "Version 2 since Mon 23 Nov 2026"

    make_meeting(cast.customer, cast.provider_lead, starts_at=BEFORE)

    assert on_one_page(held)["In force"] == (
        "Version 2 since Mon 23 Nov 2026; since the last meeting 1 job added, 1 changed"
    )


def test_a_version_that_was_withdrawn_before_the_last_meeting_is_not_compared(cast: Cast, held: Meeting) -> None:
    old = make_version(cast.customer, VersionState.WITHDRAWN, by=cast.provider_lead)
    Version.objects.filter(pk=old.pk).update(agreed_at=BEFORE - timedelta(9), withdrawn_at=BEFORE - timedelta(1))
    make_version(cast.customer, VersionState.AGREED, by=cast.provider_lead)
    make_meeting(cast.customer, cast.provider_lead, starts_at=BEFORE)

    assert on_one_page(held)["In force"] == "Version 2 since Mon 23 Nov 2026"


def test_gaps_by_severity_that_the_customer_may_read(cast: Cast, held: Meeting) -> None:
    assert on_one_page(held)["Open gaps"] == "none found"

    for label, severity in (("A", "high"), ("B", "low"), ("C", "low")):
        make_finding(cast, label, severity=severity)
    make_finding(cast, "Ours alone", is_published=False)
    make_finding(cast, "Nobody knows", is_unknown=True)

    assert on_one_page(held)["Open gaps"] == "1 high, 2 low; the oldest since Mon 23 Nov 2026"


def test_answers_of_the_latest_check_that_is_shown(cast: Cast, held: Meeting) -> None:
    people = ((cast.provider_lead, "provider"), (cast.customer_owner, "customer"))
    shown = make_round(cast.customer, *people)
    for asked in shown.asked.all():
        for person, _ in people:
            give_view(asked=asked, who="provider", pays="shared", by=cast.actor(person), at=NOW)

    assert on_one_page(held)["Seen the same way"] == "4 of 4 answers of both sides, 100\xa0% (Mon 23 Nov 2026)"


def test_views_are_told_once_both_sides_see_them(cast: Cast, held: Meeting) -> None:
    make_round(cast.customer, (cast.customer_owner, "customer"))
    make_round(cast.other_customer, revealed_at=NOW)

    assert "Seen the same way" not in on_one_page(held)
