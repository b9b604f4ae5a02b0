"""Fenwick & Shaw: a second version with the customer, nearly read, two jobs nobody's, three questions."""

from datetime import date, datetime, timedelta

from audit.endings import Ending
from demo import matrices, papers
from demo.chapters.days import Step, morning, step
from demo.chapters.shared import ENGINEER, begin, customer_of, first_version, next_draft, open_version, proof
from demo.liability import pay
from demo.people import actor
from demo.story import FENWICK, QUESTIONS
from responsibilities.actions.questions import answer_question, ask_question
from responsibilities.actions.upkeep import review_rows
from responsibilities.models import Question, Row, Version


def steps(now: datetime) -> list[Step]:
    asked = morning(now, days=4)
    return [
        begin(FENWICK, now),
        *first_version(FENWICK, morning(now, months=9)),
        *proof(FENWICK, now),
        step(morning(now, months=6), _pay),
        step(morning(now, months=5), _review),
        step(morning(now, months=2), _review),
        step(morning(now, months=1, days=15), papers.add_project),
        step(morning(now, days=8), lambda at: _propose(at, (now + timedelta(days=11)).date())),
        step(asked, _ask),
        step(asked + timedelta(hours=2), _answer),
    ]


def _pay(at: datetime) -> None:
    """A mailbox could not be brought back in full: the one loss so far that Fairlead IT paid for."""
    customer = customer_of(FENWICK)
    pay(customer.contracts.get(), "2000.00", "two days of letters written again", actor(FENWICK.lead, customer), at)


def _review(at: datetime) -> None:
    """The owner looks at what is due; one job is left for another day."""
    customer = customer_of(FENWICK)
    version = Version.objects.of_customer(customer).in_force().get()
    soon = at.date() + timedelta(days=92)
    due = version.rows.overdue(today=soon).exclude(code="BAK-01").values_list("pk", flat=True)
    why = "the same people do it in the same way, and the tools have not changed"
    by = actor(FENWICK.people[0].email, customer)
    review_rows(version=version, rows=list(due), ending=Ending.VALID, why=why, by=by, at=at)


def _propose(at: datetime, sign_by: date) -> None:
    draft = next_draft(FENWICK, at)
    lead = actor(FENWICK.lead, customer_of(FENWICK))
    for code in ("DET-06", "PHY-02"):
        matrices.change(draft, code, lead, at, ownership="undecided")
    for code, _, _ in QUESTIONS:
        matrices.change(draft, code, lead, at, provider_person="Priya Nair")
    matrices.propose(draft, lead, at, sign_by)


def _ask(at: datetime) -> None:
    version, owner = open_version(FENWICK), actor(FENWICK.people[0].email, customer_of(FENWICK))
    matrices.agree(version, FENWICK, at, only=3)
    for code, question, _ in QUESTIONS:
        ask_question(row=Row.objects.get(version=version, code=code), text=question, by=owner, at=at)


def _answer(at: datetime) -> None:
    engineer = actor(ENGINEER, customer_of(FENWICK))
    for code, _, answer in QUESTIONS:
        if answer:
            question = Question.objects.get(row__version=open_version(FENWICK), row__code=code)
            answer_question(question=question, text=answer, by=engineer, at=at)
