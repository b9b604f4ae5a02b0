"""Lessons: the version that was read is the one accepted, nobody who has left is asked, nothing is planned twice."""

import csv
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django import forms
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from audit.models import Event
from background.runner import drain
from core.errors import Conflict
from engagement import schedules
from engagement.actions import education as actions
from engagement.forms.education import CourseForm
from engagement.models import Campaign, Course, Participation
from tests.cast import NOW, Cast
from tests.factories.education import make_campaign, make_course, make_participation

TODAY, DAY = NOW.date(), timedelta(days=1)
SignIn = Callable[[User], Client]


@pytest.fixture(autouse=True)
def monday(time_machine) -> None:
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def campaign(cast: Cast) -> Campaign:
    """The contributor has still to finish."""
    found = make_campaign(cast.customer, make_course(cast.provider, by=cast.provider_lead), by=cast.provider_lead)
    make_participation(found, cast.customer_contributor)
    return found


def test_what_is_accepted_is_the_version_that_was_read(cast: Cast, campaign: Campaign, sign_in: SignIn) -> None:
    one, lead = campaign.people.get(person=cast.customer_contributor), cast.actor(cast.provider_lead)
    page, finish = (reverse(f"engagement:{name}", args=[cast.customer.slug, one.pk])
                    for name in ("lesson", "lesson-finish"))  # fmt: skip
    client = sign_in(cast.customer_contributor)
    assert 'name="version" value="1"' in client.get(page).content.decode()
    course = Course.objects.get(pk=campaign.course_id)
    actions.edit_course(course=course, edited=actions.token(course), by=lead, at=NOW, words="Pay for everything.")

    answer = client.post(finish, {"version": "1"}, follow=True).content.decode()
    assert "Read it again first" in answer
    assert "Pay for everything." in answer
    assert not Event.objects.filter(verb="course_finished").exists()

    client.post(finish, {"version": "2"})
    assert Event.objects.get(verb="course_finished").says == f"finished “{campaign}”, version 2"


@pytest.mark.parametrize("said", ["", "-1", "0", "x", "9" * 5000])
def test_a_version_that_nobody_read_is_not_accepted(cast: Cast, campaign: Campaign, sign_in: SignIn, said: str) -> None:
    one = campaign.people.get(person=cast.customer_contributor)
    finish = reverse("engagement:lesson-finish", args=[cast.customer.slug, one.pk])

    answer = sign_in(cast.customer_contributor).post(finish, {"version": said}, follow=True)

    assert "Read it again first" in answer.content.decode()
    assert not Participation.objects.exclude(done_at=None).exists()


def test_somebody_who_has_left_is_not_asked(cast: Cast, campaign: Campaign) -> None:
    cast.customer_contributor.memberships.update(ended_at=NOW)
    schedules.ask_to_learn(NOW)
    drain()

    assert mail.outbox == []


def test_a_second_click_plans_and_enters_nothing_twice(cast: Cast, sign_in: SignIn) -> None:
    course, key, other = make_course(cast.provider, by=cast.provider_lead), uuid4(), uuid4()
    plan, enter = (reverse(f"engagement:{name}-add", args=[cast.customer.slug]) for name in ("campaign", "phishing"))
    form = {"key": str(key), "course": str(course.pk), "others": "Nora", "opens_on": str(TODAY),
            "closes_on": str(TODAY + DAY), "target_percent": "80"}  # fmt: skip
    owner = sign_in(cast.customer_owner)
    for _ in range(2):
        assert owner.post(plan, form).status_code == 302
        table = SimpleUploadedFile("r.csv", b"Name,E-mail\nAda,ada@x.example\n")
        sent = {"key": str(other), "title": "Parcel", "sent_on": str(TODAY), "file": table}
        assert owner.post(enter, sent).status_code == 302
    assert set(Campaign.objects.values_list("pk", flat=True)) == {key, other}
    assert Participation.objects.count() == 2

    theirs = reverse("engagement:campaign-add", args=[cast.other_customer.slug])
    assert sign_in(cast.other_owner).post(theirs, form).status_code == 403


def test_a_course_is_offered_once_however_often_its_form_is_sent(cast: Cast, sign_in: SignIn) -> None:
    url = reverse("engagement:course-add", args=[cast.provider.slug])
    lead, form = sign_in(cast.provider_lead), {"key": str(uuid4()), "title": "Spot a trick", "kind": "training"}
    for _ in range(2):
        assert lead.post(url, form | {"words": "Look twice."}).status_code == 302

    assert Course.objects.get().title == "Spot a trick"


def test_two_courses_of_one_name_at_the_same_moment_are_told_apart(cast: Cast) -> None:
    """The forms of both were valid: the action alone can say it."""
    by = cast.actor(cast.provider_lead)
    actions.add_course(provider=cast.provider, title="First", words="x", by=by, at=NOW)
    other = actions.add_course(provider=cast.provider, title="Other", words="x", by=by, at=NOW)

    with pytest.raises(Conflict, match="There is a course of that name"):
        actions.add_course(provider=cast.provider, title="FIRST", words="x", by=by, at=NOW)
    with pytest.raises(Conflict, match="There is a course of that name"):
        actions.edit_course(course=other, edited=actions.token(other), title="First", by=by, at=NOW)
    assert sorted(Course.objects.values_list("title", flat=True)) == ["First", "Other"]


def test_a_name_taken_while_the_form_was_read_keeps_what_was_written(cast: Cast, sign_in: SignIn, monkeypatch) -> None:
    lead = sign_in(cast.provider_lead)
    make_course(cast.provider, by=cast.provider_lead, title="First")
    form = {"title": "First", "kind": "training", "words": "Look twice."}
    monkeypatch.setattr(CourseForm, "clean", forms.ModelForm.clean)  # as if the other had not been there yet

    answer = lead.post(reverse("engagement:course-add", args=[cast.provider.slug]), form)

    assert answer.status_code == 409
    assert "There is a course of that name" in answer.content.decode()
    assert "Look twice." in answer.content.decode()


@pytest.mark.parametrize(
    ("persona", "names"),
    [
        ("customer_owner", {"Jory Pascoe", "Nora Noaccount"}), ("provider_lead", {"Jory Pascoe", "Nora Noaccount"}),
        ("customer_contributor", {"Jory Pascoe"}), ("customer_reader", set()), ("provider_engineer", set()),
    ],
)  # fmt: skip
def test_the_register_says_who_accepted_which_version_when(
    cast: Cast, sign_in: SignIn, persona: str, names: set[str]
) -> None:
    rules = make_course(cast.provider, by=cast.provider_lead, kind="policy", title="Rules", version=3)
    asked = make_campaign(cast.customer, rules, by=cast.provider_lead, course_version=2)
    one = make_participation(asked, cast.customer_contributor)
    make_participation(asked, name="Nora Noaccount")
    tried = make_campaign(cast.customer, None, by=cast.provider_lead)
    make_participation(tried, name="Clicked Once", clicked_at=NOW)
    actions.finish(one=one, by=cast.actor(cast.customer_contributor), at=NOW, read=3)
    url = reverse("engagement:teaching", args=[cast.customer.slug])

    text = sign_in(getattr(cast, persona)).get(url, {"export": "csv"}).content.decode("utf-8-sig")

    rows = list(csv.DictReader(text.splitlines()))
    assert {row["Who"] for row in rows} == names
    for row in rows:
        if row["Who"] == "Jory Pascoe":
            assert (row["Version asked for"], row["Version read"], row["State"]) == ("2", "3", "Done")
            assert row["Finished or accepted"].startswith("2026-11-23")
    assert "Clicked" not in text
