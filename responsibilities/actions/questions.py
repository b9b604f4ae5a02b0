"""Threads on a row: ask, answer, settle, open again. Each message passes the word to the other side."""

from datetime import datetime

from django.db import transaction

from accounts.actor import Actor
from audit.record import record
from background.jobs import enqueue
from core.errors import NotAllowed
from responsibilities import permissions
from responsibilities.actions.holding import hold_version, person_of
from responsibilities.actions.reviewing import agree_row
from responsibilities.models import Message, Question, Row

OTHER = {"provider": "customer", "customer": "provider"}


@transaction.atomic
def ask_question(*, row: Row, text: str, by: Actor, at: datetime) -> Question:
    """Begin a thread on a row. The same words sent twice are one question."""
    version = hold_version(row.version_id, row.version.customer_id)
    permissions.check_can_ask(by, version)
    if (asked := _asked_already(row, text, by)) is not None:
        return asked
    question = Question.objects.create(
        customer_id=version.customer_id,
        row=row,
        line=row.line,
        asked_at=at,
        asked_by_id=person_of(by),
        waits_for=OTHER[by.side],
    )
    message = _say(question, text, by, at)
    _record("question_asked", question, by, at, f"asked about {row}: {message}")
    _mail("responsibilities.email_question_asked", question, message, by)
    return question


@transaction.atomic
def answer_question(*, question: Question, text: str, by: Actor, at: datetime) -> Question:
    """Say something in an open thread; the other side has the word now."""
    question = _locked(question)
    permissions.check_can_answer(by, question)
    last = question.messages.order_by("-said_at", "-pk").first()
    if last is not None and last.said_by_id == by.user_id and last.text == text.strip():
        return question
    message = _say(question, text, by, at)
    question.waits_for = OTHER[by.side]
    question.save(update_fields=["waits_for"])
    _record("question_answered", question, by, at, f"answered about {question.row}: {message}")
    _mail("responsibilities.email_question_answered", question, message, by)
    return question


@transaction.atomic
def close_question(*, question: Question, by: Actor, at: datetime) -> Question:
    """It is settled. A second click finds it closed."""
    question = _locked(question)
    if not question.is_open:
        return question
    permissions.check_can_close(by, question, asked_side=asked_side(question))
    question.closed_at, question.closed_by_id = at, by.user_id
    question.save(update_fields=["closed_at", "closed_by"])
    _record("question_closed", question, by, at, f"settled the question about {question.row}")
    return question


@transaction.atomic
def reopen_question(*, question: Question, by: Actor, at: datetime) -> Question:
    """It was not settled after all: the other side has the word again."""
    question = _locked(question)
    if question.is_open:
        return question
    permissions.check_can_reopen(by, question)
    question.closed_at = question.closed_by_id = None
    question.waits_for = OTHER[by.side]
    question.save(update_fields=["closed_at", "closed_by", "waits_for"])
    _record("question_reopened", question, by, at, f"opened the question about {question.row} again")
    return question


@transaction.atomic
def settle_and_agree(*, question: Question, row: Row, by: Actor, at: datetime) -> Row:
    """ "That settles it: agree": close the question and agree the job as it stands in the version read."""
    if row.line != question.line or row.version.customer_id != question.customer_id:
        raise NotAllowed("This question is about another job.")
    agreed = agree_row(row=row, by=by, at=at)
    close_question(question=question, by=by, at=at)
    return agreed


def asked_side(question: Question) -> str:
    """The side that began the thread."""
    first = question.messages.order_by("said_at", "pk").first()
    return first.side if first else ""


def _locked(question: Question) -> Question:
    questions = Question.objects.select_for_update(of=("self",)).select_related("row", "customer", "asked_by")
    return questions.get(pk=question.pk)


def _asked_already(row: Row, text: str, by: Actor) -> Question | None:
    """This person's open question on this row with these words as the last said."""
    mine = Question.objects.open().filter(customer=row.version.customer_id, line=row.line, asked_by=by.user_id)
    for question in mine.prefetch_related("messages"):
        messages = sorted(question.messages.all(), key=lambda m: m.said_at)
        if messages and messages[-1].text == text.strip() and messages[-1].said_by_id == by.user_id:
            return question
    return None


def _say(question: Question, text: str, by: Actor, at: datetime) -> Message:
    return Message.objects.create(
        question=question, side=by.side, said_by_id=person_of(by), said_at=at, text=text.strip()
    )


def _record(verb: str, question: Question, by: Actor, at: datetime, says: str) -> None:
    record(
        verb, target=question.row, target_id=question.line, by=by, at=at, says=says,
        customer_id=question.customer_id, after={"question": question.pk},
    )  # fmt: skip


def _mail(job: str, question: Question, message: Message, by: Actor) -> None:
    enqueue(
        job,
        key=f"{job}:{message.pk}",
        provider_id=by.provider_id,
        customer_id=question.customer_id,
        message_id=message.pk,
    )
