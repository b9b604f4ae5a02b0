"""Training, phishing exercises, advice; counts alone, never who."""

from datetime import timedelta

from engagement.models import Meeting
from tests.cast import NOW, Cast
from tests.engagement.facts import on_one_page
from tests.factories.advice import make_advice, make_decision, make_draft
from tests.factories.education import make_campaign, make_course, make_participation
from tests.factories.meetings import make_meeting

DAY = timedelta(days=1)


def test_the_last_two_campaigns_with_who_counts(cast: Cast, held: Meeting) -> None:
    by, today = cast.provider_lead, NOW.date()
    for number, days in enumerate((7, 6, 5)):
        course = make_course(cast.provider, by=by, title=f"Lesson {number}")
        campaign = make_campaign(cast.customer, course, by=by, closes_on=today + days * DAY)
        make_participation(campaign, cast.customer_owner, done_at=NOW)
        make_participation(campaign, cast.customer_reader)
        make_participation(campaign, cast.customer_contributor)
    cast.customer_contributor.memberships.update(ended_at=NOW)

    assert on_one_page(held)["Training"] == "“Lesson 0”: 1 of 2, 50\xa0%; “Lesson 1”: 1 of 2, 50\xa0%"


def test_campaigns_to_come_stopped_long_over_or_without_people_are_left_out(cast: Cast, held: Meeting) -> None:
    by, today, course = cast.provider_lead, NOW.date(), make_course(cast.provider, by=cast.provider_lead)
    for about in (
        {"opens_on": today + DAY},
        {"stopped_at": NOW, "stopped_by": by},
        {"opens_on": today - 400 * DAY, "closes_on": today - 370 * DAY},
    ):
        make_participation(make_campaign(cast.customer, course, by=by, **about), cast.customer_owner)
    make_campaign(cast.customer, course, by=by)
    make_participation(make_campaign(cast.other_customer, course, by=by), cast.other_owner)

    assert "Training" not in on_one_page(held)


def test_the_last_phishing_exercise_by_how_many_reported_it(cast: Cast, held: Meeting) -> None:
    by, today = cast.provider_lead, NOW.date()
    for days, reported in ((40, NOW), (9, None)):
        tried = make_campaign(cast.customer, None, by=by, opens_on=today - days * DAY, closes_on=today - days * DAY)
        make_participation(tried, cast.customer_owner, reported_at=NOW)
        make_participation(tried, cast.customer_reader, reported_at=reported, clicked_at=NOW)
        make_participation(tried, name="Gone", is_delivered=False, reported_at=NOW)
    nobody = make_campaign(cast.customer, None, by=by)
    make_participation(nobody, name="Gone", is_delivered=False)

    said = on_one_page(held)

    assert said["Phishing exercise"] == "1 of 2 reported it, 50\xa0% (Sat 14 Nov 2026)"
    assert "Training" not in said


def test_advice_that_waits_and_what_was_decided_against(cast: Cast, held: Meeting) -> None:
    by = cast.provider_lead
    make_draft(cast.customer, by)
    make_advice(cast.other_customer, by)
    assert "Advice" not in on_one_page(held)

    make_advice(cast.customer, by)
    assert on_one_page(held)["Advice"] == "1 waiting for a decision"
    make_decision(make_advice(cast.customer, by), cast.customer_owner)
    make_decision(make_advice(cast.customer, by), cast.customer_owner, answer="accepted")
    former = make_advice(cast.customer, by)
    make_decision(former, cast.customer_owner, superseded_at=NOW)
    assert on_one_page(held)["Advice"] == "1 waiting for a decision, 1 decided against"


def test_news_belong_to_a_review(cast: Cast) -> None:
    reviews = make_meeting(cast.customer, cast.provider_lead)
    other = make_meeting(cast.customer, cast.provider_lead, kind="incident", starts_at=NOW - DAY)
    cast.customer_reader.memberships.update(created_at=NOW - 200 * DAY, ended_at=NOW)

    assert on_one_page(reviews)["News"].endswith("1 person left")
    assert "News" not in on_one_page(other)
