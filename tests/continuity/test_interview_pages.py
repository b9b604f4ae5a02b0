"""The questions on their pages."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from continuity.models import BusinessModel, Interview
from tests.cast import Cast, make_cast
from tests.continuity.interview.test_cafe import ANSWERS
from tests.factories.continuity import make_business_model, make_interview, make_node


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def owner(cast: Cast, client: Client) -> Client:
    client.force_login(cast.customer_owner)
    return client


def at(cast: Cast, name: str = "interview", **more: object) -> str:
    return reverse(f"continuity:{name}", kwargs={"customer_slug": cast.customer.slug, **more})


def question(cast: Cast, id: str) -> str:
    return at(cast, "interview-question", question=id)


def test_empty_overview_leads_into_the_questions(cast: Cast, owner: Client) -> None:
    assert f'href="{at(cast)}"' in owner.get(at(cast, "overview")).content.decode()

    page = owner.get(at(cast)).content.decode()

    for words in ("A café or coffee shop", "An accountant", "A lettings agent", "A shop", "A clinic"):
        assert words in page


def test_beginning_leads_to_the_first_question(cast: Cast, owner: Client) -> None:
    answer = owner.post(at(cast), {"sector": "cafe"}, follow=True)

    page = answer.content.decode()
    assert answer.redirect_chain[-1][0] == question(cast, "hours")
    assert "Question 1 of about 34" in page
    assert "When are you open?" in page
    assert "I don’t know" in page


def test_kind_of_business_has_to_be_chosen(cast: Cast, owner: Client) -> None:
    assert owner.post(at(cast), {}).status_code == 422
    assert owner.post(at(cast), {"sector": "zoo"}).status_code == 422
    assert not Interview.objects.exists()


@pytest.mark.parametrize(
    ("id", "sent", "kept"),
    [
        ("hours", {"days": ["0", "5"], "opens": "07:00", "closes": "18:30"},
         {"days": [0, 5], "opens": "07:00", "closes": "18:30"}),
        ("rate", {"answer": "£1,120.50"}, "1120.5"),
        ("has_busy", {"answer": "no"}, False),
        ("drinks", {"answer": "55"}, "55"),
        ("first", {"answer": "epos"}, "epos"),
        ("flasks", {"amount": "1.5", "unit": "hours"}, 90),
        ("chiller", {"amount": "0", "unit": "minutes"}, 0),
        ("chiller", {"unknown": "1", "amount": "rubbish"}, None),
    ],
)  # fmt: skip
def test_answer_of_each_kind_is_kept(cast: Cast, owner: Client, id: str, sent: dict[str, object], kept: object) -> None:
    make_interview(cast.customer, by=cast.customer_owner)

    assert owner.post(question(cast, id), sent).status_code == 302

    assert Interview.objects.get().answers == {id: kept}


@pytest.mark.parametrize(
    ("id", "sent", "words"),
    [
        ("hours", {"opens": "07:00", "closes": "18:30"}, "Choose at least one."),
        ("rate", {"answer": "lots"}, "Write a number, such as 12.50."),
        ("drinks", {"answer": "120"}, "Write 100 or less."),
        ("has_busy", {}, "Choose one."),
        ("first", {"answer": "zoo"}, "Choose from the list."),
        ("chiller", {"amount": "400", "unit": "days"}, "Write at most a year."),
        ("chiller", {"amount": "0.01", "unit": "hours"}, "Write whole minutes."),
    ],
)
def test_answer_that_makes_no_sense_is_asked_again(
    cast: Cast, owner: Client, id: str, sent: dict[str, object], words: str
) -> None:
    make_interview(cast.customer, by=cast.customer_owner)

    page = owner.post(question(cast, id), sent)

    assert page.status_code == 422
    assert words in page.content.decode()
    assert Interview.objects.get().answers == {}


def test_usual_answer_is_filled_in_and_named(cast: Cast, owner: Client) -> None:
    make_interview(cast.customer, by=cast.customer_owner)

    page = owner.get(question(cast, "flasks")).content.decode()

    assert "Usual for a café or coffee shop: 1 h." in page
    assert 'value="1"' in page


def test_after_a_section_its_effect_is_said(cast: Cast, owner: Client) -> None:
    some = {id: kept for id, kept in ANSWERS.items() if id not in ("router",)}
    make_interview(cast.customer, by=cast.customer_owner, answers=some)

    page = owner.get(question(cast, "router")).content.decode()

    assert "<b>So far:</b> Without power you could serve customers for 6 hours." in page


def test_somebody_elses_answer_is_shown_before_it_can_be_changed(cast: Cast, owner: Client) -> None:
    make_interview(cast.customer, by=cast.customer_owner, answers={"chiller": 120})

    page = owner.post(question(cast, "chiller"), {"amount": "4", "unit": "hours", "seen": ""})

    assert page.status_code == 409
    assert "Somebody else answered this" in page.content.decode()
    assert 'value="2"' in page.content.decode()
    seen = page.context["form"].initial["seen"]
    owner.post(question(cast, "chiller"), {"amount": "4", "unit": "hours", "seen": seen})
    assert Interview.objects.get().answers == {"chiller": 240}


def test_back_leads_to_the_question_before_and_leaving_loses_nothing(cast: Cast, owner: Client, client: Client) -> None:
    make_interview(cast.customer, by=cast.customer_owner, answers={"hours": ANSWERS["hours"]})

    assert f'href="{question(cast, "hours")}"' in owner.get(question(cast, "has_also")).content.decode()
    client.force_login(cast.customer_contributor)
    page = client.get(at(cast)).content.decode()
    assert "1 answered" in page
    assert f'href="{question(cast, "has_also")}"' in page
    client.force_login(cast.provider_lead)
    assert client.get(question(cast, "has_also")).status_code == 200


def test_question_that_is_not_asked_leads_on_and_unknown_ones_are_not_there(cast: Cast, owner: Client) -> None:
    assert owner.get(question(cast, "cash_lasts")).url == at(cast)
    make_interview(cast.customer, by=cast.customer_owner, answers={"cash": False})

    assert owner.get(question(cast, "cash_lasts")).url == question(cast, "hours")
    assert owner.get(question(cast, "zoo")).status_code == 404


def test_summary_says_what_was_understood_and_writes_it(cast: Cast, owner: Client) -> None:
    make_interview(cast.customer, by=cast.customer_owner, answers=ANSWERS | {"food": None})

    page = owner.get(at(cast, "interview-summary")).content.decode()

    assert "Without power you could serve customers for 6 hours." in page
    assert "would cost you <b>£410.55.</b>" in page
    assert "still to find out" in page
    answer = owner.post(at(cast, "interview-summary"), follow=True).content.decode()
    assert "If Mains power fails at 09:00, you can trade for <b>6 hours.</b>" in answer
    assert "Once it is too warm, how long can you still sell the food?" in answer
    assert "Go through the questions again" in answer
    owner.post(at(cast), {"sector": "cafe"})
    again = owner.get(at(cast, "interview-summary")).content.decode()
    assert "not answered yet" not in again
    assert "What you have not answered again stays as it is written." in again
    assert BusinessModel.objects.get().customer == cast.customer


def test_model_that_is_there_is_not_replaced_without_a_tick(cast: Cast, owner: Client) -> None:
    make_node(make_business_model(cast.customer), "Oven")
    make_interview(cast.customer, by=cast.customer_owner, answers=ANSWERS)

    page = owner.post(at(cast, "interview-summary"))

    assert page.status_code == 409
    assert "Oven: a system or machine, <b>goes</b>" in page.content.decode()
    owner.post(at(cast, "interview-summary"), {"replaces": page.context["replaces"]})
    assert not BusinessModel.objects.get().nodes.filter(name="Oven").exists()


def test_summary_without_questions_leads_to_the_beginning(cast: Cast, owner: Client) -> None:
    assert owner.get(at(cast, "interview-summary")).url == at(cast)


def test_reader_is_told_why_not(cast: Cast, client: Client) -> None:
    client.force_login(cast.customer_reader)

    assert client.get(at(cast)).status_code == 403


@pytest.mark.parametrize("answers", [{}, ANSWERS])
def test_pages_ask_few_queries_and_stay_small(cast: Cast, owner: Client, answers: dict[str, object]) -> None:
    make_interview(cast.customer, by=cast.customer_owner, answers=answers)
    owner.get(at(cast))  # the first page of a session asks more
    for url in (at(cast), question(cast, "router"), at(cast, "interview-summary")):
        with CaptureQueriesContext(connection) as seen:
            page = owner.get(url)
        assert len(seen) <= 12, url
        assert len(page.content) <= 60_000
