"""Going through the questions: begin, answer, finish."""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.actor import Actor
from accounts.models import Customer
from audit.record import record
from continuity import permissions
from continuity.actions.writing import write_business
from continuity.interview.applying import known_from
from continuity.interview.asking import understood
from continuity.interview.sectors import STARTERS
from continuity.interview.wording import answer_in_words, told
from continuity.models import BusinessModel, Interview
from continuity.queries.interview import (
    Difference,
    asked_in,
    draft_of,
    last_finished,
    replaced_by,
    scores_of,
    targets_of,
    targets_told,
)
from continuity.queries.model import business_of
from core.digest import sha256
from core.errors import Conflict
from core.once import save_once

DONE = "Somebody finished these questions in the meantime. Begin again to change the answers."


@transaction.atomic
def start_interview(*, customer: Customer, sector: str, by: Actor, at: datetime) -> Interview:
    """Begin with this kind of business; where questions are open already they become those of this kind, and answers
    that both ask for stay. A model that is there already gives its answers to begin with."""
    permissions.check_can_edit(by)
    starter = STARTERS.get(sector)
    if starter is None:
        raise Conflict("This kind of business is no longer asked about. Choose another.")
    interview = _open(customer)
    if interview is None:
        interview = Interview(customer=customer, sector=sector, started_at=at, started_by_id=by.user_id)
    elif interview.sector == sector:
        return interview
    interview.sector = sector
    interview.known = _known(customer, sector)
    save_once(interview, "Somebody has begun already. Load the page again.")
    says = f"began the questions for: {starter.name.lower()}"
    _note("interview_begun", interview, by=by, at=at, says=says, after={"sector": sector})
    return interview


@transaction.atomic
def answer_question(
    *, interview: Interview, question: str, answer: Any, seen: str, by: Actor, at: datetime
) -> Interview:
    """Keep one answer; None for “I don't know”. `seen` is the token of the answer the writer saw. Conflict when
    somebody else answered meanwhile, or when the question is not asked any more."""
    permissions.check_can_edit(by)
    interview = _locked(interview)
    asked = asked_in(interview).find(question)
    if asked is None:
        raise Conflict("This question is not asked any more: an earlier answer was changed.")
    if seen != answer_token(interview, question):
        raise Conflict("Somebody else answered this while you were reading. Their answer is kept; look at it first.")
    if answer is not None and understood(asked, {question: answer}) is None:
        raise Conflict("This answer does not fit the question. Nothing was changed.")
    before = {asked.text: _said(interview, asked)}
    interview.answers = interview.answers | {question: answer}
    interview.answered_at, interview.answered_by_id = at, by.user_id
    interview.save(update_fields=["answers", "answered_at", "answered_by"])
    after = {asked.text: _said(interview, asked)}
    says = f"answered “{asked.text}”: {after[asked.text]}"
    _note("interview_answered", interview, by=by, at=at, says=says, before=before, after=after)
    return interview


@transaction.atomic
def finish_interview(*, interview: Interview, replaces: str = "", by: Actor, at: datetime) -> BusinessModel:
    """Write the model that the answers make. Where one is there that says otherwise, `replaces` must be the token of
    the differences that the writer saw and accepted; the history keeps what it said."""
    permissions.check_can_edit(by)
    interview = _locked(interview)
    # The model's row too: nobody may change it between the look at the differences and the writing.
    BusinessModel.objects.select_for_update(of=("self",)).filter(customer=interview.customer).first()
    draft = draft_of(interview)
    business, present = draft.business(), business_of(interview.customer)
    losing = replaced_by(interview.customer, draft)
    before = told(present, targets_told(interview.customer)) if present else {}
    after = told(business, targets_told(interview.customer, draft))
    if losing and replaces != difference_token(losing):
        raise Conflict("What is written already says otherwise. Look at the differences and say that they may go.")
    model = write_business(
        customer=interview.customer, business=business, scores=draft.scores, targets=draft.targets, by=by, at=at
    )
    interview.finished_at, interview.finished_by_id = at, by.user_id
    interview.save(update_fields=["finished_at", "finished_by"])
    changed = {about for about in {*before, *after} if before.get(about) != after.get(about)}
    record(
        "business_model_written", target=model, by=by, at=at, customer_id=model.customer_id,
        says="finished the questions and wrote what the business depends on",
        before={about: said for about, said in before.items() if about in changed},
        after={about: said for about, said in after.items() if about in changed},
    )  # fmt: skip
    return model


def answer_token(interview: Interview, question: str) -> str:
    """What the answer said, for `seen`; empty before there is one."""
    return sha256({"said": interview.answers[question]})[:20] if question in interview.answers else ""


def difference_token(losing: tuple[Difference, ...]) -> str:
    """What would go, for `replaces`."""
    return sha256(losing)[:20]


def _known(customer: Customer, sector: str) -> dict[str, Any]:
    """From the model; where it cannot tell (busy hours), from the last interview of the same kind."""
    business = business_of(customer)
    if business is None:
        return {}
    found = known_from(STARTERS[sector], business, scores_of(customer), targets_of(customer))
    last = last_finished(customer)
    earlier = last.known | last.answers if last and last.sector == sector else {}
    return {id: kept for id, kept in earlier.items() if kept is not None} | dict(found) if found else {}


def _open(customer: Customer) -> Interview | None:
    return Interview.objects.select_for_update(of=("self",)).open().filter(customer=customer).first()


def _locked(interview: Interview) -> Interview:
    rows = Interview.objects.select_for_update(of=("self",)).select_related("customer__provider").open()
    found = rows.filter(pk=interview.pk).first()
    if found is None:
        raise Conflict(DONE)
    return found


def _said(interview: Interview, question: Any) -> str:
    return answer_in_words(question, understood(question, interview.answers))


def _note(
    verb: str, interview: Interview, *, by: Actor, at: datetime, says: str, before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:  # fmt: skip
    record(
        verb, target=interview, by=by, at=at, says=says, customer_id=interview.customer_id, before=before, after=after
    )
