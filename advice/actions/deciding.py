"""Decisions on advice, by the customer alone."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor
from advice import permissions, policies
from advice.acknowledgement import Advised, acknowledgement
from advice.actions.trace import locked, note, person
from advice.enums import Answer
from advice.frozen import digest_of_decision
from advice.models import Decision, Option, Recommendation
from background.jobs import enqueue
from core.errors import Conflict, NotAllowed
from core.words import day


def text_to_acknowledge(recommendation: Recommendation, answer: Answer) -> str:
    """What is shown for this answer and has to be ticked."""
    customer = recommendation.customer
    if recommendation.given_at is None:
        raise NotAllowed("This advice has not been given yet.")
    given_on = timezone.localdate(recommendation.given_at)
    advised = Advised(
        provider=customer.provider.name, customer=customer.name, reference=recommendation.reference,
        title=recommendation.title, given_on=given_on,
    )  # fmt: skip
    return acknowledgement(answer, advised)


@transaction.atomic
def decide_advice(
    *,
    recommendation: Recommendation,
    answer: Answer,
    shown: str,
    seen: str,
    by: Actor,
    at: datetime,
    option: Option | None = None,
    scheduled_on: date | None = None,
    reason: str = "",
    review_on: date | None = None,
) -> Decision:
    """Take down what the customer decides. `shown` is the text that was ticked, `seen` the id of the decision that
    held then ("" for none): whoever decides on something else than was shown is told, and nothing is written."""
    recommendation = locked(recommendation, "customer__provider")
    permissions.check_can_decide(by, recommendation)
    text = text_to_acknowledge(recommendation, answer)
    if shown != text:
        raise Conflict("What you were shown has changed. Read it again, then decide.")
    current = recommendation.decisions.current().first()
    if seen != (str(current.pk) if current else ""):
        raise Conflict("Somebody else has decided in the meantime. Read what was decided before you decide anew.")
    _check_answer(recommendation, answer, option, scheduled_on, reason, review_on, timezone.localdate(at))
    if current:
        current.superseded_at = at
        current.save(update_fields=["superseded_at"])
    decision = Decision(
        recommendation=recommendation, answer=answer, option=option, scheduled_on=scheduled_on, reason=reason,
        review_on=review_on, acknowledgement=text, decided_at=at, decided_by_id=person(by), decider=by.name,
    )  # fmt: skip
    about = _about(decision)
    decision.sha256 = digest_of_decision(recommendation.sha256, about, text)
    decision.save(force_insert=True)
    recommendation.state = answer.value
    recommendation.save(update_fields=["state"])
    _tell(decision, by, at, about)
    return decision


def _check_answer(
    recommendation: Recommendation,
    answer: Answer,
    option: Option | None,
    scheduled_on: date | None,
    reason: str,
    review_on: date | None,
    today: date,
) -> None:
    """Each answer with what belongs to it, and nothing else."""
    if answer == Answer.DECLINED:
        if option or scheduled_on or not reason.strip() or review_on is None:
            raise NotAllowed("Say why you decide against it and when you look at it again.")
        policies.check_ahead(review_on, today, "The day to look at it again")
        return
    if reason or review_on or option is None or option.recommendation_id != recommendation.pk:
        raise NotAllowed("Choose one of the options of this advice.")
    if (answer == Answer.SCHEDULED) != (scheduled_on is not None):
        raise NotAllowed("Say by which day it is to be done.")
    if scheduled_on is not None:
        policies.check_ahead(scheduled_on, today, "The day by which it is to be done")


def _about(decision: Decision) -> dict[str, object]:
    return {
        "answer": str(decision.answer),
        "option": str(decision.option) if decision.option else "",
        "scheduled_on": decision.scheduled_on.isoformat() if decision.scheduled_on else "",
        "reason": decision.reason,
        "review_on": decision.review_on.isoformat() if decision.review_on else "",
        "decider": decision.decider,
        "decided_at": decision.decided_at.isoformat(timespec="seconds"),
    }


def _tell(decision: Decision, by: Actor, at: datetime, about: dict[str, object]) -> None:
    recommendation = decision.recommendation
    customer = recommendation.customer
    says = f"{said(decision)} {recommendation.reference}: {recommendation}"
    after = about | {"acknowledgement": decision.acknowledgement, "sha256": decision.sha256}
    note("advice_decided", recommendation, customer, by=by, at=at, says=says, after=after)
    enqueue(
        "advice.email_decided",
        key=f"advice.email_decided:{decision.pk}",
        provider_id=customer.provider_id,
        customer_id=customer.pk,
        decision_id=decision.pk,
    )


def said(decision: Decision) -> str:
    """As it continues a name: `accepted`, `scheduled by Fri 1 Jan 2027`, `decided against`."""
    if decision.scheduled_on:
        return f"wants done by {day(decision.scheduled_on)}"
    return "decided against" if decision.is_declined else "accepted"
