"""Threads on a row: who may speak, who has the word, and who is told."""

from datetime import timedelta

import pytest

from accounts.models import Assignment, Membership
from audit.models import Event
from background.models import Email
from background.runner import drain
from core.errors import NotAllowed
from responsibilities.actions.lifecycle import revise_version
from responsibilities.actions.questions import (
    answer_question,
    ask_question,
    close_question,
    reopen_question,
    settle_and_agree,
)
from responsibilities.models import Question, Row
from tests.cast import NOW, Cast
from tests.factories.responsibilities import make_version

LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def row(cast: Cast) -> Row:
    return make_version(cast.customer, "proposed", by=cast.provider_lead, rows=1).rows.get()


@pytest.fixture
def question(cast: Cast, row: Row) -> Question:
    return ask_question(row=row, text="Also on Saturdays?", by=cast.actor(cast.customer_owner), at=NOW)


def addresses() -> set[str]:
    return set(Email.objects.values_list("to_address", flat=True))


@pytest.mark.parametrize("person", ["customer_owner", "customer_contributor"])
def test_customer_asks_and_the_provider_has_the_word(cast: Cast, row: Row, person: str) -> None:
    asked = ask_question(row=row, text=" Also on Saturdays? ", by=cast.actor(getattr(cast, person)), at=NOW)

    assert (asked.waits_for, asked.line, asked.is_open) == ("provider", row.line, True)
    assert asked.messages.get().text == "Also on Saturdays?"
    assert Event.objects.get(verb="question_asked").says == f"asked about {row}: Also on Saturdays?"


def test_staff_may_ask_too(cast: Cast, row: Row) -> None:
    asked = ask_question(row=row, text="How many tills?", by=cast.actor(cast.provider_engineer), at=NOW)

    assert asked.waits_for == "customer"


@pytest.mark.parametrize("person", ["customer_reader", "provider_auditor"])
def test_readers_and_auditors_do_not_ask(cast: Cast, row: Row, person: str) -> None:
    with pytest.raises(NotAllowed):
        ask_question(row=row, text="May I?", by=cast.actor(getattr(cast, person)), at=NOW)


def test_the_same_words_sent_twice_are_one_question(cast: Cast, row: Row, question: Question) -> None:
    again = ask_question(row=row, text="Also on Saturdays?", by=cast.actor(cast.customer_owner), at=LATER)

    assert again == question
    assert Question.objects.count() == 1


def test_another_question_on_the_same_row_is_another_thread(cast: Cast, row: Row, question: Question) -> None:
    other = ask_question(row=row, text="And on Sundays?", by=cast.actor(cast.customer_owner), at=LATER)

    assert other != question


def test_an_answer_passes_the_word(cast: Cast, question: Question) -> None:
    answered = answer_question(question=question, text="Yes.", by=cast.actor(cast.provider_engineer), at=LATER)

    assert answered.waits_for == "customer"
    assert [m.side for m in question.messages.order_by("said_at")] == ["customer", "provider"]


def test_an_answer_sent_twice_is_said_once(cast: Cast, question: Question) -> None:
    engineer = cast.actor(cast.provider_engineer)
    for at in (NOW, LATER):
        answer_question(question=question, text="Yes.", by=engineer, at=at + timedelta(seconds=1))

    assert question.messages.count() == 2


@pytest.mark.parametrize("person", ["customer_reader", "provider_auditor"])
def test_readers_and_auditors_do_not_answer(cast: Cast, question: Question, person: str) -> None:
    with pytest.raises(NotAllowed):
        answer_question(question=question, text="Yes.", by=cast.actor(getattr(cast, person)), at=LATER)


@pytest.mark.parametrize("person", ["customer_owner", "customer_contributor"])
def test_the_asking_side_settles(cast: Cast, question: Question, person: str) -> None:
    closed = close_question(question=question, by=cast.actor(getattr(cast, person)), at=LATER)

    assert (closed.closed_at, closed.closed_by_id) == (LATER, getattr(cast, person).pk)


def test_the_other_side_does_not_settle(cast: Cast, question: Question) -> None:
    with pytest.raises(NotAllowed, match="Whoever asked"):
        close_question(question=question, by=cast.actor(cast.provider_lead), at=LATER)


def test_the_customers_owner_settles_what_staff_asked(cast: Cast, row: Row) -> None:
    asked = ask_question(row=row, text="How many tills?", by=cast.actor(cast.provider_engineer), at=NOW)

    with pytest.raises(NotAllowed):
        close_question(question=asked, by=cast.actor(cast.customer_contributor), at=LATER)
    closed = close_question(question=asked, by=cast.actor(cast.customer_owner), at=LATER)

    assert not closed.is_open


def test_settling_twice_changes_nothing(cast: Cast, question: Question) -> None:
    owner = cast.actor(cast.customer_owner)
    close_question(question=question, by=owner, at=NOW)

    again = close_question(question=question, by=owner, at=LATER)

    assert again.closed_at == NOW
    assert Event.objects.filter(verb="question_closed").count() == 1


def test_nothing_is_added_to_a_settled_thread(cast: Cast, question: Question) -> None:
    close_question(question=question, by=cast.actor(cast.customer_owner), at=NOW)

    with pytest.raises(NotAllowed, match="is closed"):
        answer_question(question=question, text="Wait", by=cast.actor(cast.provider_lead), at=LATER)


def test_a_settled_thread_is_opened_again(cast: Cast, question: Question) -> None:
    owner = cast.actor(cast.customer_owner)
    close_question(question=question, by=owner, at=NOW)

    opened = reopen_question(question=question, by=owner, at=LATER)
    reopen_question(question=question, by=owner, at=LATER)

    assert (opened.is_open, opened.waits_for) == (True, "provider")
    assert Event.objects.filter(verb="question_reopened").count() == 1


def test_a_reader_does_not_open_it_again(cast: Cast, question: Question) -> None:
    close_question(question=question, by=cast.actor(cast.customer_owner), at=NOW)

    with pytest.raises(NotAllowed):
        reopen_question(question=question, by=cast.actor(cast.customer_reader), at=LATER)


def test_that_settles_it_agrees_the_job(cast: Cast, row: Row, question: Question) -> None:
    agreed = settle_and_agree(question=question, row=row, by=cast.actor(cast.customer_owner), at=LATER)

    question.refresh_from_db()
    assert agreed.agreed_at == LATER
    assert not question.is_open


def test_what_cannot_be_agreed_stays_open(cast: Cast) -> None:
    version = make_version(cast.customer, "proposed", by=cast.provider_lead, rows=[{"ownership": "undecided"}])
    gap, owner = version.rows.get(), cast.actor(cast.customer_owner)
    asked = ask_question(row=gap, text="Who?", by=owner, at=NOW)

    with pytest.raises(NotAllowed):
        settle_and_agree(question=asked, row=gap, by=owner, at=LATER)

    asked.refresh_from_db()
    assert asked.is_open


def test_a_question_settles_no_other_job(cast: Cast, question: Question) -> None:
    other = make_version(cast.other_customer, "proposed", by=cast.provider_lead, rows=1).rows.get()

    with pytest.raises(NotAllowed, match="another job"):
        settle_and_agree(question=question, row=other, by=cast.actor(cast.customer_owner), at=LATER)


def test_a_question_follows_its_job_into_the_next_version(cast: Cast, question: Question) -> None:
    draft = revise_version(version=question.row.version, by=cast.actor(cast.provider_lead), at=LATER)

    assert draft.rows.get().line == question.line
    assert question.is_open


def test_a_question_goes_to_the_account_lead(cast: Cast, row: Row) -> None:
    cast.customer.lead = cast.provider_lead
    cast.customer.save()
    ask_question(row=row, text="Also on Saturdays?", by=cast.actor(cast.customer_contributor), at=NOW)

    drain()

    assert addresses() == {cast.provider_lead.email}
    email = Email.objects.get()
    assert "Also on Saturdays?" in email.text
    assert "Also on Saturdays?" not in email.subject


def test_without_a_lead_the_providers_owners_are_told(cast: Cast, question: Question) -> None:
    drain()

    assert addresses() == {cast.provider_owner.email}


def test_a_lead_who_left_is_not_told(cast: Cast, row: Row) -> None:
    cast.customer.lead = cast.provider_lead
    cast.customer.save()
    Membership.objects.filter(user=cast.provider_lead).update(ended_at=NOW)
    ask_question(row=row, text="Still there?", by=cast.actor(cast.customer_owner), at=NOW)

    drain()

    assert addresses() == {cast.provider_owner.email}


def test_a_lead_without_this_customer_is_not_told(cast: Cast, row: Row) -> None:
    cast.customer.lead = cast.limited_lead
    cast.customer.save()
    assert not Assignment.objects.filter(customer=cast.customer).exists()
    ask_question(row=row, text="Still there?", by=cast.actor(cast.customer_owner), at=NOW)

    drain()

    assert addresses() == {cast.provider_owner.email}


def test_an_answer_goes_to_whoever_asked_and_the_owners(cast: Cast, row: Row) -> None:
    asked = ask_question(row=row, text="When?", by=cast.actor(cast.customer_contributor), at=NOW)
    drain()
    Email.objects.all().delete()
    answer_question(question=asked, text="At night.", by=cast.actor(cast.provider_engineer), at=LATER)

    drain()

    assert addresses() == {cast.customer_contributor.email, cast.customer_owner.email}


def test_whoever_asked_and_left_is_not_told(cast: Cast, row: Row) -> None:
    asked = ask_question(row=row, text="When?", by=cast.actor(cast.customer_contributor), at=NOW)
    drain()
    Email.objects.all().delete()
    Membership.objects.filter(user=cast.customer_contributor).update(ended_at=NOW)
    answer_question(question=asked, text="At night.", by=cast.actor(cast.provider_engineer), at=LATER)

    drain()

    assert addresses() == {cast.customer_owner.email}
