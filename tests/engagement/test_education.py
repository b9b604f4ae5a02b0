"""Training, accepted rules, phishing exercises: figures of everybody, names for nobody but the customer's lead."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from audit.models import Event
from background.runner import drain
from core.errors import NotAllowed
from engagement import schedules
from engagement.actions import education as actions
from engagement.models import Campaign, Course, Participation
from engagement.phishing_file import COLUMNS
from engagement.queries.education import campaign_lines, due_dates, taught
from tests.cast import NOW, Cast
from tests.factories.education import make_campaign, make_course, make_participation

TODAY = NOW.date()
DAY = timedelta(days=1)
SignIn = Callable[[User], Client]


@pytest.fixture(autouse=True)
def monday(time_machine) -> None:
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def campaign(cast: Cast) -> Campaign:
    """The owner has finished; the contributor, and somebody without an account, have not."""
    found = make_campaign(cast.customer, make_course(cast.provider, by=cast.provider_lead), by=cast.provider_lead)
    make_participation(found, cast.customer_owner, done_at=NOW, marked_by=cast.customer_owner)
    make_participation(found, cast.customer_contributor)
    make_participation(found, name="Nora Noaccount")
    return found


def test_everybody_finishes_for_themselves(cast: Cast, campaign: Campaign) -> None:
    one = campaign.people.get(person=cast.customer_contributor)

    with pytest.raises(NotAllowed, match="Only the person"):
        actions.finish(one=one, by=cast.actor(cast.customer_owner), at=NOW)
    done = actions.finish(one=one, by=cast.actor(cast.customer_contributor), at=NOW)

    assert done.done_at == NOW
    assert Event.objects.get(verb="course_finished").says == f"finished “{campaign}”, version 1"


def test_the_lead_says_it_for_somebody_without_an_account(cast: Cast, campaign: Campaign) -> None:
    one = campaign.people.get(person=None)

    with pytest.raises(NotAllowed):
        actions.finish(one=one, by=cast.actor(cast.customer_contributor), at=NOW)
    assert actions.finish(one=one, by=cast.actor(cast.customer_owner), at=NOW).marked_by == cast.customer_owner


@pytest.mark.parametrize(
    ("persona", "names"),
    [
        ("customer_owner", 3), ("provider_lead", 3), ("customer_contributor", 1), ("customer_reader", 0),
        ("provider_engineer", 0), ("provider_auditor", 0),
    ],
)  # fmt: skip
def test_who_may_know_names_of_training(cast: Cast, campaign: Campaign, persona: str, names: int) -> None:
    assert Participation.objects.visible_to(cast.actor(getattr(cast, persona))).count() == names


@pytest.mark.parametrize(
    ("persona", "names"), [("customer_owner", 2), ("customer_contributor", 1), ("customer_reader", 0),
                           ("provider_owner", 0), ("provider_lead", 0)],
)  # fmt: skip
def test_nobody_but_the_customers_lead_knows_who_clicked(cast: Cast, persona: str, names: int) -> None:
    tried = make_campaign(cast.customer, None, by=cast.provider_lead)
    make_participation(tried, cast.customer_contributor, clicked_at=NOW)
    make_participation(tried, name="Nora", clicked_at=NOW)

    assert Participation.objects.visible_to(cast.actor(getattr(cast, persona))).count() == names


def test_the_page_names_repeat_clickers_to_the_lead_alone(cast: Cast, sign_in: SignIn) -> None:
    for title in ("One", "Two"):
        tried = make_campaign(cast.customer, None, by=cast.provider_lead, title=title)
        make_participation(tried, name="Nora Noaccount", email="nora@x.example", clicked_at=NOW)
    url = reverse("engagement:teaching", args=[cast.customer.slug])

    assert "Nora Noaccount, 2 times" in sign_in(cast.customer_owner).get(url).content.decode()
    for user in (cast.customer_contributor, cast.customer_reader, cast.provider_owner, cast.provider_lead):
        assert "Nora" not in sign_in(user).get(url).content.decode()


def test_other_content_is_another_version_other_minutes_are_not(cast: Cast) -> None:
    course, lead = make_course(cast.provider, by=cast.provider_lead), cast.actor(cast.provider_lead)
    course = actions.edit_course(course=course, edited=actions.token(course), by=lead, at=NOW, minutes=5)
    assert course.version == 1

    course = actions.edit_course(course=course, edited=actions.token(course), by=lead, at=NOW, words="Think twice.")
    assert course.version == 2


def test_only_those_who_have_not_finished_are_asked_once_a_stage_and_not_at_the_weekend(
    cast: Cast, campaign: Campaign, time_machine
) -> None:
    saturday = datetime(2026, 11, 21, 9, tzinfo=UTC)
    for moment in (saturday, NOW, NOW + timedelta(hours=1), NOW + 7 * DAY):
        time_machine.move_to(moment, tick=False)
        schedules.ask_to_learn(moment)
        drain()

    asked = [message.subject for message in mail.outbox]
    assert asked == [f"Please finish: {campaign}"] * 2
    assert all(cast.customer_contributor.email in message.to[0] for message in mail.outbox)


def test_it_falls_due_while_somebody_has_not_finished(cast: Cast, campaign: Campaign) -> None:
    (due,) = due_dates([cast.customer.pk], TODAY)
    assert due.title == f"“{campaign}”: 2 people have still to finish it"

    campaign.people.update(done_at=NOW)
    assert not due_dates([cast.customer.pk], TODAY)


def test_nobody_waits_for_those_who_have_left(cast: Cast, campaign: Campaign) -> None:
    cast.customer_contributor.memberships.update(ended_at=NOW)

    (due,) = due_dates([cast.customer.pk], TODAY)
    assert due.title == f"“{campaign}”: 1 person has still to finish it"
    (line,) = campaign_lines(cast.actor(cast.customer_owner), cast.customer)
    assert (line.asked, line.done, [each.name for each in line.waiting]) == (2, 1, ["Nora Noaccount"])


def test_rules_are_planned_and_accepted_in_the_browser(cast: Cast, sign_in: SignIn) -> None:
    course = make_course(cast.provider, by=cast.provider_lead, kind="policy", words="Rules <script>")
    plan = reverse("engagement:campaign-add", args=[cast.customer.slug])
    form = {
        "course": str(course.pk), "users": [str(cast.customer_contributor.pk)], "others": "Nora\n\nNora\nOle",
        "opens_on": str(TODAY), "closes_on": str(TODAY + 9 * DAY), "target_percent": "80",
    }  # fmt: skip
    owner, contributor = sign_in(cast.customer_owner), sign_in(cast.customer_contributor)
    assert "It cannot end before" in owner.post(plan, form | {"opens_on": str(TODAY + 10 * DAY)}).content.decode()
    owner.post(plan, form)
    assert Participation.objects.count() == 3

    one = Participation.objects.get(person=cast.customer_contributor)
    page = contributor.get(reverse("engagement:lesson", args=[cast.customer.slug, one.pk])).content.decode()
    assert "Rules &lt;script&gt;" in page
    finish = reverse("engagement:lesson-finish", args=[cast.customer.slug, one.pk])
    page = contributor.post(finish, {"version": "1"}, follow=True)
    assert "is accepted." in page.content.decode()
    assert "1 of 3, 33\xa0%; target 80\xa0%" in page.content.decode()


def test_a_phishing_table_is_entered_whole_or_not_at_all(cast: Cast, sign_in: SignIn) -> None:
    url = reverse("engagement:phishing-add", args=[cast.customer.slug])
    lead = sign_in(cast.provider_lead)
    head = ",".join(COLUMNS)

    def send(*rows: str) -> str:
        file = SimpleUploadedFile("results.csv", "\n".join([head, *rows]).encode())
        form = {"title": "A parcel", "sent_on": "2026-11-02", "file": file}
        return lead.post(url, form, follow=True).content.decode()

    assert "Row 3: “oops” is no e-mail address." in send("Ada,ada@x.example,yes,,,,", "Ben,oops,yes,,,,")
    assert not Campaign.objects.exists()
    page = send(f"Ada,{cast.customer_owner.email.upper()},yes,yes,,,2026-11-02 09:10", "Ben,ben@x.example,yes,,yes,,")
    assert "is entered: 2 people." in page
    assert "1&nbsp;(50\xa0%)" in page
    assert Participation.objects.get(name="Ada").person == cast.customer_owner
    assert "Ben" not in Event.objects.get(verb="phishing_entered").says


def test_a_course_needs_content_and_a_name_of_its_own(cast: Cast, sign_in: SignIn) -> None:
    make_course(cast.provider, by=cast.provider_lead, title="First")
    url = reverse("engagement:course-add", args=[cast.provider.slug])
    lead = sign_in(cast.provider_lead)

    assert "give a link or a file" in lead.post(url, {"title": "New", "kind": "training"}).content.decode()
    assert "of that name" in lead.post(url, {"title": "first", "kind": "training", "words": "x"}).content.decode()
    refused = lead.post(url, {"title": "New", "kind": "training", "link": "javascript:alert(1)"}).content.decode()
    assert "Write a whole web address" in refused
    endless = {"title": "New", "kind": "training", "words": "x", "minutes": "9" * 30}
    assert "Write 32767 or less." in lead.post(url, endless).content.decode()
    assert Course.objects.count() == 1


def test_the_overview_counts_a_year_and_exports(cast: Cast, campaign: Campaign, sign_in: SignIn) -> None:
    (line,) = [each for each in taught(cast.actor(cast.provider_lead, provider=cast.provider), TODAY) if each.asked]
    assert (line.percent, line.reported) == (33, None)

    url = reverse("engagement:provider-teaching", args=[cast.provider.slug])
    client = sign_in(cast.limited_lead)
    text = client.get(f"{url}?export=csv").content.decode()
    assert "Nora" not in text

    lead = sign_in(cast.provider_lead)
    by_share = [each.percent for each in lead.get(url, {"sort": "-finished"}).context["page"]]
    assert by_share[0] == 33
    assert set(by_share[1:]) == {None}
    assert [each.customer.name for each in lead.get(url, {"q": "harbour"}).context["page"]] == ["Harbour Roast"]
    assert "No customer’s name has these words" in lead.get(url, {"q": "nobody"}).content.decode()


@pytest.mark.parametrize(
    ("model", "wrong", "rule"),
    [
        (Course, {"words": ""}, "has_content"),
        (Course, {"title": ""}, "titled"),
        (Course, {"kind": "phishing"}, "kind_known"),
        (Campaign, {"course": None}, "of_a_course"),
        (Campaign, {"closes_on": date(2020, 1, 1)}, "ends_after"),
        (Campaign, {"target_percent": 0}, "target"),
        (Campaign, {"kind": "party"}, "kind_known"),
        (Campaign, {"stopped_at": NOW}, "stopped_paired"),
        (Participation, {"name": ""}, "named"),
    ],
)
def test_what_cannot_be_is_refused(campaign: Campaign, model: type, wrong: dict, rule: str) -> None:
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        model.objects.update(**wrong)


def test_nobody_is_asked_twice_in_one_campaign(cast: Cast, campaign: Campaign) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_participation(campaign, cast.customer_owner, email="")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_participation(campaign, email=cast.customer_owner.email.upper())
    with pytest.raises(IntegrityError), transaction.atomic():
        make_course(cast.provider, by=cast.provider_lead, title=campaign.title.upper())


@pytest.mark.parametrize("number", [2, 40])
def test_pages_need_few_queries(
    cast: Cast, sign_in: SignIn, number: int, django_assert_max_num_queries: Callable
) -> None:
    for _ in range(number):
        course = make_course(cast.provider, by=cast.provider_lead)
        for _ in range(3):
            make_participation(make_campaign(cast.customer, course, by=cast.provider_lead))
    pages = (
        (sign_in(cast.customer_owner), reverse("engagement:teaching", args=[cast.customer.slug])),
        (sign_in(cast.provider_lead), reverse("engagement:provider-teaching", args=[cast.provider.slug])),
    )
    for client, url in pages:
        client.get(url)
        with django_assert_max_num_queries(12):
            assert client.get(url).status_code == 200
