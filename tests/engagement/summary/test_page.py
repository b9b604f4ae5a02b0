"""The one page as a whole: its order, its price, its words in minutes that are frozen."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.digest import sha256
from engagement.actions import meetings
from engagement.minutes import read
from engagement.models import Meeting
from engagement.queries.minutes import seen_now
from engagement.queries.summary import Point, summary_of
from tests.cast import NOW, Cast
from tests.engagement.facts import make_finding, on_one_page, promise
from tests.factories.advice import make_advice, make_decision
from tests.factories.continuity import make_cafe
from tests.factories.education import make_campaign, make_course, make_participation
from tests.factories.incidents import make_incident
from tests.factories.insurance import make_condition, make_policy
from tests.factories.levels import make_tally, make_ticket, make_uptime
from tests.factories.meetings import make_meeting, make_topic, propose
from tests.factories.plans import make_exercise, make_plan
from tests.factories.responsibilities import make_round, make_version
from tests.factories.scenarios import make_shared, make_terms
from tests.factories.technology import make_deployment, make_product, make_vendor

SignIn = Callable[[User], Client]
ORDER = [
    "Promised last time", "Promises kept", "Service levels", "Tickets", "Security", "Backups", "Incidents", "In force",
    "Open gaps", "Plans", "Practice", "What stops trade", "Money at risk", "Insurance", "Vendors", "Support ends",
    "Training", "Phishing exercise", "Advice", "News",
]  # fmt: skip


@pytest.fixture(autouse=True)
def that_day(time_machine: Any) -> None:
    """What is entered here has its days about this one."""
    time_machine.move_to(NOW)


def fill(cast: Cast, before: Meeting, number: int) -> None:
    """One more of everything that the page counts."""
    by, course = cast.provider_lead, make_course(cast.provider, by=cast.provider_lead)
    promise(cast, before, f"Promise {number}", by=cast.actor(by))
    make_uptime(cast.customer)
    make_ticket(cast.customer, reported_at=NOW - timedelta(days=60))
    make_tally(cast.customer)
    make_tally(cast.customer, metric="second_factor", starts_on=NOW.date(), ends_on=NOW.date())
    vendor = make_vendor(cast.provider, is_critical=True)
    make_deployment(cast.customer, make_product(cast.provider, vendor, support_ends_on=NOW.date()))
    make_incident(cast.customer, by=by, number=number)
    make_finding(cast, f"Gap {number}")
    make_exercise(make_plan(cast.customer, by=by, name=f"Plan {number}"), by=by)
    make_shared(cast.customer, by=by, name=f"Example {number}", cause="utility_failure", msp_share=0)
    make_condition(make_policy(cast.customer))
    for taught in (course, None):
        make_participation(make_campaign(cast.customer, taught, by=by), cast.customer_owner)
    make_advice(cast.customer, by)
    make_decision(make_advice(cast.customer, by), cast.customer_owner)


def full(cast: Cast, number: int = 1) -> Meeting:
    before = make_meeting(cast.customer, cast.provider_lead, starts_at=NOW - timedelta(days=60))
    make_version(cast.customer, "superseded", by=cast.provider_lead, agreed_at=NOW - timedelta(days=70))
    current = make_version(cast.customer, "agreed", by=cast.provider_lead)
    make_round(cast.customer, version=current, revealed_at=NOW)
    make_cafe(cast.customer, by=cast.customer_owner)
    make_terms(cast.customer)
    for each in range(number):
        fill(cast, before, each)
    made = make_meeting(cast.customer, cast.provider_lead, starts_at=timezone.now() - timedelta(hours=1))
    return Meeting.objects.select_related("customer__provider").get(pk=made.pk)


def test_it_is_told_in_the_order_of_a_review(cast: Cast) -> None:
    assert list(on_one_page(full(cast))) == ORDER


def test_without_anything_to_say_only_gaps_are_told(cast: Cast, held: Meeting) -> None:
    meeting = Meeting.objects.select_related("customer__provider").get(pk=held.pk)
    meeting.kind = "other"

    (part,) = summary_of(meeting, NOW)

    assert part.title == "Who does what"
    assert [(point.label, point.said) for point in part.points] == [("Open gaps", "none found")]


def test_what_is_long_is_cut_for_one_page(cast: Cast) -> None:
    assert Point("A", "x" * 200).short == "x" * 200
    assert Point("A", "x" * 201).line.said == f"{'x' * 199}…"


def test_as_many_queries_however_much_there_is(cast: Cast, django_assert_max_num_queries: Any) -> None:
    meeting = full(cast, 3)

    with django_assert_max_num_queries(23):
        summary_of(meeting, timezone.now())


def test_the_page_of_a_meeting_takes_as_many_queries(
    cast: Cast, sign_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    meeting = full(cast, 3)
    path = reverse("engagement:meeting-one-page", args=["harbour-roast", meeting.pk])
    for person in (cast.provider_lead, cast.customer_owner):
        client = sign_in(person)
        client.get(path)

        with django_assert_max_num_queries(28):
            page = client.get(path).content.decode()

        assert page.count(">See it<") >= len(ORDER) - 2


def test_the_agenda_takes_few_queries(cast: Cast, sign_in: SignIn, django_assert_max_num_queries: Any) -> None:
    meeting = full(cast, 3)
    for number in range(9):
        make_topic(meeting, decision="So be it." if number % 2 else "")
    for person in (cast.provider_lead, cast.customer_owner):
        client = sign_in(person)
        client.get(meeting.get_absolute_url())

        with django_assert_max_num_queries(7):
            page = client.get(meeting.get_absolute_url()).content.decode()

        assert "<b>4 of 10</b> talked about" in page


def test_minutes_keep_the_words_and_not_the_way_there(cast: Cast) -> None:
    meeting = full(cast)
    by, at = cast.actor(cast.provider_lead), timezone.now()

    proposed = meetings.propose_minutes(meeting=meeting, seen=seen_now(meeting), by=by, at=at)

    points = [point for part in summary_of(meeting, at) for point in part.points]
    assert list(proposed.minutes["summary"]) == [{"label": point.label, "said": point.short} for point in points]
    assert read(proposed.minutes).digest == proposed.digest == sha256(proposed.minutes)


def test_minutes_of_the_time_before_read_and_verify_as_they_were(cast: Cast, held: Meeting, sign_in: SignIn) -> None:
    old = [
        {"label": "Promised last time", "said": "2 of 3 actions done"},
        {"label": "Promises kept", "said": "3 kept, 1 missed (July to September 2026)"},
        {"label": "Open gaps", "said": "2 high"},
        {"label": "Seen the same way", "said": "3 of 4 answers of both sides, 75\xa0% (Mon 2 Nov 2026)"},
        {"label": "Backups", "said": "Restore tests that worked: 1 of 1, 100\xa0% (Thu 12 Nov 2026)"},
        {"label": "Next date", "said": "Last day to give notice: Mon 30 Nov 2026"},
    ]
    meeting = propose(held, cast.provider_lead)
    kept = (meeting.minutes or {}) | {"summary": old}
    Meeting.objects.filter(pk=held.pk).update(minutes=kept, digest=sha256(kept))
    meeting.refresh_from_db()

    page = sign_in(cast.customer_owner).get(held.get_absolute_url()).content.decode()

    assert read(meeting.minutes).digest == meeting.digest
    assert all(f"<dt>{line['label']}</dt><dd><span>{line['said']}</span></dd>" in page for line in old)


def test_several_of_a_label_stand_under_it_once(cast: Cast, sign_in: SignIn) -> None:
    meeting = full(cast, 2)
    path = reverse("engagement:meeting-one-page", args=["harbour-roast", meeting.pk])
    page = sign_in(cast.customer_owner).get(path).content.decode()
    assert page.count("<dt>Money at risk</dt>") == 1

    meetings.propose_minutes(
        meeting=meeting, seen=seen_now(meeting), by=cast.actor(cast.provider_lead), at=timezone.now()
    )

    page = sign_in(cast.customer_owner).get(meeting.get_absolute_url()).content.decode()
    assert page.count("<dt>Money at risk</dt>") == 1
    assert page.count("would stay with Harbour Roast</span></dd>") == 2
    assert sign_in(cast.customer_reader).get(path).headers["Location"] == f"{meeting.get_absolute_url()}#since"
