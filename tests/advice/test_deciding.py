"""Decisions on advice: what belongs to each answer, what is kept, who may, what the second to decide is told."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail

from advice.actions.deciding import decide_advice, text_to_acknowledge
from advice.enums import Answer
from advice.frozen import digest_of_decision
from advice.models import Decision
from audit.models import Event
from background.runner import drain
from core.errors import Conflict, NotAllowed
from tests.advice.steps import LATER, NEXT_YEAR, decide, draft, give
from tests.cast import NOW, Cast
from tests.factories.advice import make_draft, make_option


def test_a_decision_against_keeps_reason_day_and_the_very_text(cast: Cast) -> None:
    advice = give(cast, draft(cast))

    decision = decide(cast, advice)
    drain()

    advice.refresh_from_db()
    assert (advice.state, decision.reason, decision.review_on) == ("declined", "The menu came first.", NEXT_YEAR)
    assert decision.acknowledgement == text_to_acknowledge(advice, Answer.DECLINED)
    assert "I have read Advice 1 of Fairlead IT, given on Mon 23 Nov 2026: “A second line”." in decision.acknowledgement
    assert (decision.decider, decision.decided_by) == ("Amara Osei", cast.customer_owner)
    event = Event.objects.get(verb="advice_decided")
    assert event.after["sha256"] == decision.sha256
    about = {name: event.after[name] for name in event.after if name not in ("acknowledgement", "sha256")}
    assert digest_of_decision(advice.sha256, about, decision.acknowledgement) == decision.sha256
    told = mail.outbox[-1]
    assert told.to == ["Ruth Penhale <ruth.penhale@example.com>"]
    assert "Harbour Roast decided against it on Mon 23 Nov 2026. It was Amara Osei who decided." in told.body
    assert "The menu came first." in told.body


def test_deciding_anew_keeps_what_was_decided_before(cast: Cast) -> None:
    advice = give(cast, draft(cast))
    before = decide(cast, advice)

    again = decide(cast, advice, Answer.SCHEDULED, seen=str(before.pk), at=LATER + timedelta(days=9))

    before.refresh_from_db()
    advice.refresh_from_db()
    assert (before.superseded_at, again.superseded_at) == (LATER + timedelta(days=9), None)
    assert (advice.state, again.scheduled_on) == ("scheduled", NEXT_YEAR)


def test_who_decides_second_is_told(cast: Cast) -> None:
    advice = give(cast, draft(cast))
    decide(cast, advice)

    with pytest.raises(Conflict, match="Somebody else has decided"):
        decide(cast, advice, Answer.ACCEPTED)

    assert Decision.objects.get().answer == "declined"


def test_another_text_than_the_one_shown_is_not_taken_down(cast: Cast) -> None:
    advice = give(cast, draft(cast))

    with pytest.raises(Conflict, match="What you were shown has changed"):
        decide(cast, advice, shown="I agree to everything.")

    assert not Decision.objects.exists()


@pytest.mark.parametrize("persona", ["provider_owner", "customer_contributor", "customer_reader"])
def test_nobody_but_the_customers_owner_decides(cast: Cast, persona: str) -> None:
    advice = give(cast, draft(cast))

    with pytest.raises(NotAllowed, match="decide on advice"):
        decide(cast, advice, by=cast.actor(getattr(cast, persona)))


def test_a_draft_is_not_decided(cast: Cast) -> None:
    advice = draft(cast)

    with pytest.raises(NotAllowed, match="not been given yet"):
        decide_advice(
            recommendation=advice, answer=Answer.ACCEPTED, shown="", seen="", by=cast.actor(cast.customer_owner), at=NOW
        )
    with pytest.raises(NotAllowed, match="not been given yet"):
        text_to_acknowledge(advice, Answer.ACCEPTED)


@pytest.mark.parametrize(
    ("answer", "wrong", "sentence"),
    [
        (Answer.DECLINED, {"reason": " "}, "why you decide against it"),
        (Answer.DECLINED, {"review_on": None}, "when you look at it again"),
        (Answer.DECLINED, {"review_on": NOW.date()}, "must be after"),
        (Answer.ACCEPTED, {"option": None}, "Choose one of the options"),
        (Answer.ACCEPTED, {"reason": "No"}, "Choose one of the options"),
        (Answer.ACCEPTED, {"scheduled_on": NEXT_YEAR}, "by which day"),
        (Answer.SCHEDULED, {"scheduled_on": None}, "by which day"),
        (Answer.SCHEDULED, {"scheduled_on": NOW.date()}, "must be after"),
    ],
)
def test_each_answer_has_what_belongs_to_it(cast: Cast, answer: Answer, wrong: dict[str, Any], sentence: str) -> None:
    advice = give(cast, draft(cast))

    with pytest.raises(NotAllowed, match=sentence):
        decide(cast, advice, answer, **wrong)


def test_an_option_of_other_advice_is_not_chosen(cast: Cast) -> None:
    advice, other = give(cast, draft(cast)), make_draft(cast.customer, cast.provider_lead, number=9)

    with pytest.raises(NotAllowed, match="Choose one of the options"):
        decide(cast, advice, Answer.ACCEPTED, option=make_option(other))


def test_an_e_mail_about_a_decision_made_anew_is_not_sent(cast: Cast) -> None:
    advice = give(cast, draft(cast))
    before = decide(cast, advice)
    decide(cast, advice, Answer.ACCEPTED, seen=str(before.pk))
    drain()

    decided = [email for email in mail.outbox if "has decided" in email.subject]
    assert len(decided) == 1
    assert "go ahead: A mobile line" in decided[0].body
