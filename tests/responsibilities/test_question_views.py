"""Lists of questions and their threads, for both sides."""

from datetime import timedelta

import pytest
from django.urls import reverse

from responsibilities.actions.questions import answer_question, ask_question, close_question
from responsibilities.models import Question, Version
from tests.cast import NOW, Cast
from tests.factories.responsibilities import make_version

HTMX = {"HX-Request": "true"}


@pytest.fixture
def version(cast: Cast) -> Version:
    rows = [{"title": "Watch the tills"}, {"title": "Watch the line"}]
    return make_version(cast.customer, "proposed", by=cast.provider_lead, rows=rows)


@pytest.fixture
def question(cast: Cast, version: Version) -> Question:
    row = version.rows.get(title="Watch the tills")
    return ask_question(row=row, text="Also on Saturdays?", by=cast.actor(cast.customer_owner), at=NOW)


def address(name: str, question: Question) -> str:
    return reverse(f"responsibilities:{name}", args=[question.customer.slug, question.pk])


def listed(client, cast: Cast, query: str = "") -> str:
    return client.get(reverse("responsibilities:question-list", args=[cast.customer.slug]) + query).content.decode()


def of_provider(client, cast: Cast, query: str = "") -> str:
    url = reverse("responsibilities:provider-question-list", args=[cast.provider.slug])
    return client.get(url + query).content.decode()


def test_the_customer_sees_what_waits_for_whom(cast: Cast, question: Question, sign_in) -> None:
    page = listed(sign_in(cast.customer_reader), cast)

    assert "Watch the tills" in page
    assert "With Fairlead IT" in page


def test_tabs_narrow_the_list(cast: Cast, question: Question, sign_in) -> None:
    client = sign_in(cast.customer_owner)

    assert "Watch the tills" not in listed(client, cast, "?show=us")
    assert "Watch the tills" in listed(client, cast, "?show=them")
    assert "Watch the tills" not in listed(client, cast, "?show=closed")
    close_question(question=question, by=cast.actor(cast.customer_owner), at=NOW)
    assert "Watch the tills" in listed(client, cast, "?show=closed")
    assert "No open questions" in listed(client, cast)


@pytest.mark.parametrize(("words", "found"), [("saturdays", True), ("tills", True), ("harbour", True), ("bank", False)])
def test_search_looks_at_job_customer_and_words(
    cast: Cast, question: Question, sign_in, words: str, found: bool
) -> None:
    page = of_provider(sign_in(cast.provider_lead), cast, f"?q={words}")

    assert ("Watch the tills" in page) is found


def test_staff_see_all_their_customers_and_no_others(cast: Cast, question: Question, sign_in) -> None:
    other = make_version(cast.other_customer, "proposed", by=cast.provider_lead, rows=[{"title": "Other job"}])
    ask_question(row=other.rows.get(), text="Ours?", by=cast.actor(cast.other_owner, cast.other_customer), at=NOW)

    everybody = of_provider(sign_in(cast.provider_engineer), cast)
    limited = of_provider(sign_in(cast.limited_lead), cast)

    assert "Watch the tills" in everybody
    assert "Other job" in everybody
    assert "Watch the tills" not in limited
    assert "Other job" in limited


def test_what_waits_longest_comes_first(cast: Cast, version: Version, question: Question, sign_in) -> None:
    row = version.rows.get(title="Watch the line")
    ask_question(row=row, text="Since when?", by=cast.actor(cast.customer_owner), at=NOW - timedelta(days=9))

    page = of_provider(sign_in(cast.provider_lead), cast)

    assert page.index("Watch the line") < page.index("Watch the tills")


def test_headings_sort_the_list(cast: Cast, version: Version, question: Question, sign_in) -> None:
    row = version.rows.get(title="Watch the line")
    ask_question(row=row, text="Since when?", by=cast.actor(cast.customer_owner), at=NOW - timedelta(days=9))
    client = sign_in(cast.provider_lead)

    newest, as_before = of_provider(client, cast, "?sort=-said"), of_provider(client, cast, "?sort=nothing")

    assert newest.index("Watch the tills") < newest.index("Watch the line")
    assert as_before.index("Watch the line") < as_before.index("Watch the tills")


def test_what_is_shown_is_exported(cast: Cast, version: Version, question: Question, sign_in) -> None:
    row = version.rows.get(title="Watch the line")
    ask_question(row=row, text="=1+1, since when?", by=cast.actor(cast.customer_owner), at=NOW)
    answer_question(question=question, text="Yes, from nine.", by=cast.actor(cast.provider_lead), at=NOW)

    ours = of_provider(sign_in(cast.provider_lead), cast, "?show=them&export=csv")
    theirs = listed(sign_in(cast.customer_reader), cast, "?export=csv&q=line")
    nobodys = of_provider(sign_in(cast.limited_lead), cast, "?export=csv")

    assert "Also on Saturdays?" in ours
    assert "Yes, from nine." in ours
    assert "Waits for Harbour Roast" in ours
    assert "since when" not in ours
    assert "'=1+1, since when?" in theirs
    assert "Saturdays" not in theirs
    assert nobodys.count("\n") == 1  # the headings


@pytest.mark.parametrize("number", [2, 40])
def test_queries_do_not_grow_with_questions(
    cast: Cast, version: Version, sign_in, number: int, django_assert_max_num_queries
) -> None:
    row = version.rows.first()
    for n in range(number):
        ask_question(row=row, text=f"Question {n}?", by=cast.actor(cast.customer_owner), at=NOW)
    client = sign_in(cast.provider_lead)
    of_provider(client, cast)

    with django_assert_max_num_queries(12):
        of_provider(client, cast)


def test_a_thread_is_read_and_answered(cast: Cast, question: Question, sign_in) -> None:
    client = sign_in(cast.provider_engineer)
    page = client.get(address("question", question)).content.decode()

    response = client.post(address("question-answer", question), {"text": "Yes, every day."}, follow=True)

    assert "Also on Saturdays?" in page
    assert "It waits for you." in page
    assert "Yes, every day." in response.content.decode()
    assert "It waits for Harbour Roast." in response.content.decode()


def test_an_empty_answer_is_not_sent(cast: Cast, question: Question, sign_in) -> None:
    response = sign_in(cast.provider_engineer).post(address("question-answer", question), {"text": ""})

    assert response.status_code == 422
    assert question.messages.count() == 1


def test_an_answer_given_under_the_row_shows_the_row(cast: Cast, question: Question, sign_in) -> None:
    url = f"{address('question-answer', question)}?row={question.row_id}"

    answer = sign_in(cast.customer_owner).post(url, {"text": "We mean the shop in Penryn."}, headers=HTMX)

    assert "We mean the shop in Penryn." in answer.content.decode()
    assert "<article" in answer.content.decode()


def test_that_settles_it_agrees_the_row_in_place(cast: Cast, question: Question, sign_in) -> None:
    answer_question(question=question, text="Yes.", by=cast.actor(cast.provider_engineer), at=NOW)

    answer = sign_in(cast.customer_owner).post(address("question-settle", question), headers=HTMX)

    assert 'class="job job--agreed"' in answer.content.decode()
    question.refresh_from_db()
    assert not question.is_open


def test_settled_and_opened_again_on_its_page(cast: Cast, question: Question, sign_in) -> None:
    client = sign_in(cast.customer_contributor)

    closed = client.post(address("question-close", question), follow=True).content.decode()
    opened = client.post(address("question-reopen", question), follow=True).content.decode()

    assert "Settled by Jory Pascoe" in closed
    assert "Open again" in opened


def test_staff_are_not_offered_to_settle_what_the_customer_asked(cast: Cast, question: Question, sign_in) -> None:
    page = sign_in(cast.provider_lead).get(address("question", question)).content.decode()

    assert "That settles it" not in page


def test_readers_only_read(cast: Cast, question: Question, sign_in) -> None:
    page = sign_in(cast.customer_reader).get(address("question", question)).content.decode()

    assert "Also on Saturdays?" in page
    assert "<textarea" not in page


def test_a_row_of_another_question_is_left_alone(cast: Cast, question: Question, version: Version, sign_in) -> None:
    other = version.rows.get(title="Watch the line")
    url = f"{address('question-settle', question)}?row={other.pk}"

    sign_in(cast.customer_owner).post(url, headers=HTMX)

    other.refresh_from_db()
    assert other.agreed_at is None
