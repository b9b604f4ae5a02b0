"""Did this help? Asked once of those concerned; told to those who lead, and from five answers on to the others."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from audit.models import Event
from core.errors import NotAllowed
from engagement.actions.feedback import give_feedback
from engagement.models import Feedback, Meeting
from engagement.queries.feedback import asked_of, said_of, trend_of, trends_of
from responsibilities.models import Question
from tests.cast import NOW, Cast
from tests.factories.meetings import approve, make_feedback, make_meeting
from tests.factories.responsibilities import make_version

SignIn = Callable[[User], Client]


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    people = (
        (cast.provider_lead, "provider"),
        (cast.customer_owner, "customer"),
        (cast.customer_contributor, "customer"),
    )
    return approve(make_meeting(cast.customer, cast.provider_lead, *people), cast.provider_lead, cast.customer_owner)


@pytest.fixture
def question(cast: Cast) -> Question:
    row = make_version(cast.customer, "agreed", rows=1).rows.get()
    return Question.objects.create(
        customer=cast.customer, row=row, line=row.line, asked_at=NOW, asked_by=cast.customer_owner,
        waits_for="customer", closed_at=NOW, closed_by=cast.customer_owner,
    )  # fmt: skip


def say(cast: Cast, subject: Any, person: User, helped: int | None = 4, words: str = "") -> Feedback:
    about = "meeting" if isinstance(subject, Meeting) else "question"
    return give_feedback(
        customer=cast.customer, about=about, subject_id=subject.pk, helped=helped, words=words,
        by=cast.actor(person), at=NOW,
    )  # fmt: skip


def waiting(cast: Cast, person: User, at: Any = NOW) -> list[str]:
    return [each.about for each in asked_of(cast.actor(person), cast.customer, at)]


def test_only_those_concerned_are_asked(cast: Cast, meeting: Meeting, question: Question) -> None:
    assert sorted(waiting(cast, cast.customer_owner)) == ["meeting", "question"]
    assert waiting(cast, cast.customer_contributor) == ["meeting"]
    assert waiting(cast, cast.customer_reader) == []
    assert waiting(cast, cast.provider_lead) == []


def test_nobody_is_asked_before_the_end_nor_long_after(cast: Cast, meeting: Meeting) -> None:
    make_meeting(cast.customer, cast.provider_lead, (cast.customer_owner, "customer"))

    assert len(waiting(cast, cast.customer_owner)) == 1
    assert waiting(cast, cast.customer_owner, NOW + timedelta(days=61)) == []


def test_each_answers_once(cast: Cast, meeting: Meeting) -> None:
    say(cast, meeting, cast.customer_owner, 3, " Short and to the point. ")

    assert waiting(cast, cast.customer_owner) == []
    assert Feedback.objects.get().words == "Short and to the point."
    with pytest.raises(NotAllowed, match="Nobody asks twice"):
        say(cast, meeting, cast.customer_owner, 1)
    say(cast, meeting, cast.customer_contributor)
    assert Feedback.objects.count() == 2


def test_rather_not_saying_is_an_answer_without_words(cast: Cast, meeting: Meeting) -> None:
    said = say(cast, meeting, cast.customer_owner, None, "Never mind")

    assert (said.helped, said.words) == (None, "")
    assert waiting(cast, cast.customer_owner) == []


@pytest.mark.parametrize("person", ["customer_reader", "provider_lead", "other_owner"])
def test_who_was_not_asked_does_not_answer(cast: Cast, meeting: Meeting, person: str) -> None:
    user = getattr(cast, person)
    customer = cast.other_customer if person == "other_owner" else cast.customer

    with pytest.raises(NotAllowed):
        give_feedback(
            customer=cast.customer, about="meeting", subject_id=meeting.pk, helped=4, words="",
            by=cast.actor(user, customer), at=NOW,
        )  # fmt: skip


def test_history_tells_that_somebody_answered_not_what(cast: Cast, meeting: Meeting) -> None:
    say(cast, meeting, cast.customer_owner, 1, "Too long.")

    event = Event.objects.get(verb="feedback_given")
    assert "Too long" not in f"{event.says}{event.after}{event.before}{event.target_label}"
    assert event.after is None


def test_figures_of_few_are_told_to_those_who_lead(cast: Cast, meeting: Meeting) -> None:
    say(cast, meeting, cast.customer_owner, 2, "Too long.")
    lead, engineer = cast.actor(cast.provider_lead), cast.actor(cast.provider_engineer)

    assert trend_of(lead, cast.customer).tally.total == 1
    assert said_of(lead, cast.customer)[0].words == "Too long."
    assert not trend_of(engineer, cast.customer).is_told
    assert trend_of(engineer, cast.customer).tally.total == 0
    assert trend_of(engineer, cast.customer).quarters == ()
    assert said_of(engineer, cast.customer) == []


def test_from_five_answers_on_everybody_reads_counts_and_nobody_else_names(cast: Cast) -> None:
    for grade in (4, 4, 3, 2, 1):
        made = make_meeting(cast.customer, cast.provider_lead)
        make_feedback(cast.customer, cast.customer_owner, made, helped=grade, words="Mine alone")
    auditor = cast.actor(cast.provider_auditor)

    trend = trend_of(auditor, cast.customer)

    assert trend.tally.counts == (2, 1, 1, 1)
    assert trend.quarters[0].tally.percent_good == 60
    assert said_of(auditor, cast.customer) == []


def test_customers_people_see_their_own_answers_alone(cast: Cast, meeting: Meeting) -> None:
    say(cast, meeting, cast.customer_owner)

    assert Feedback.objects.visible_to(cast.actor(cast.customer_owner)).count() == 1
    assert not Feedback.objects.visible_to(cast.actor(cast.customer_contributor)).exists()


def test_trends_of_all_customers_take_two_queries(cast: Cast, django_assert_num_queries: Any) -> None:
    for customer, person, grade in (
        (cast.customer, cast.customer_owner, 4),
        (cast.other_customer, cast.other_owner, 1),
    ):
        make_feedback(customer, person, make_meeting(customer, cast.provider_lead), helped=grade)
    owner = cast.actor(cast.provider_owner, provider=cast.provider)

    with django_assert_num_queries(2):
        trends = trends_of(owner)

    assert [each.name for each in trends] == ["Tidewell Lettings", "Harbour Roast"]


def test_one_tap_on_the_meetings_page_answers(cast: Cast, meeting: Meeting, sign_in: SignIn, time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)
    owner = sign_in(cast.customer_owner)
    page = owner.get(meeting.get_absolute_url()).content.decode()
    url = reverse("engagement:feedback", args=["harbour-roast", "meeting", meeting.pk])
    assert "Did this meeting help you?" in page
    assert url in page

    went = owner.post(url, {"helped": "4", "words": "Good."})

    assert went.url == reverse("engagement:feedback-list", args=["harbour-roast"])
    assert "Did this meeting help you?" not in owner.get(meeting.get_absolute_url()).content.decode()
    assert "Nobody asks twice" in owner.get(url).content.decode()
    assert owner.post(url, {"helped": "1"}).status_code == 403


def test_a_wrong_button_keeps_the_sentence(cast: Cast, meeting: Meeting, sign_in: SignIn) -> None:
    url = reverse("engagement:feedback", args=["harbour-roast", "meeting", meeting.pk])

    answer = sign_in(cast.customer_owner).post(url, {"helped": "9", "words": "Kept <b>words</b>"})

    assert answer.status_code == 422
    assert "Kept &lt;b&gt;words&lt;/b&gt;" in answer.content.decode()
    assert not Feedback.objects.exists()


def test_settled_question_leads_its_asker_to_the_one_question(cast: Cast, question: Question, sign_in: SignIn) -> None:
    url = reverse("engagement:feedback", args=["harbour-roast", "question", question.pk])

    assert url in sign_in(cast.customer_owner).get(question.get_absolute_url()).content.decode()
    assert url not in sign_in(cast.customer_contributor).get(question.get_absolute_url()).content.decode()
    assert url not in sign_in(cast.provider_lead).get(question.get_absolute_url()).content.decode()


def test_pages_tell_engineers_why_there_are_no_figures(cast: Cast, meeting: Meeting, sign_in: SignIn) -> None:
    say(cast, meeting, cast.customer_owner, 2, "Too long.")
    trend = reverse("engagement:feedback-trend", args=["harbour-roast"])
    everybody = reverse("engagement:provider-feedback-list", args=["fairlead-it"])

    engineer, lead = sign_in(cast.provider_engineer), sign_in(cast.provider_lead)

    assert "Too long." in lead.get(trend).content.decode()
    for url in (trend, everybody):
        page = engineer.get(url).content.decode()
        assert "Fewer than 5 answers" in page
        assert "Too long" not in page
    assert "Harbour Roast" not in engineer.get(f"{everybody}?export=csv").content.decode()
    assert '"Harbour Roast","1","0","0","1","0","0"' in lead.get(f"{everybody}?export=csv").content.decode()


def test_customers_are_looked_for_sorted_and_come_in_pages(cast: Cast, meeting: Meeting, sign_in: SignIn) -> None:
    say(cast, meeting, cast.customer_owner, 2, "Too long.")
    url, lead = reverse("engagement:provider-feedback-list", args=["fairlead-it"]), sign_in(cast.provider_lead)

    def names(**asked: str) -> list[str]:
        return [one.name for one in lead.get(url, asked).context["page"]]

    everybody = names(sort="customer")
    assert len(everybody) > 1
    assert names(sort="-customer") == everybody[::-1]
    assert names(sort="good")[0] == names(sort="-last")[0] == names(q="roast HARBOUR")[0] == "Harbour Roast"
    assert names(q="roast HARBOUR") == ["Harbour Roast"]
    assert "No customer’s name has these words" in lead.get(url, {"q": "nobody"}).content.decode()
    assert lead.get(url, {"q": "nobody", "export": "csv"}).content.decode().count("\n") == 1
