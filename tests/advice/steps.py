"""Advice as the tests take it through its steps, with the actions that people use."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.test import Client
from django.urls import reverse

from accounts.models import User
from advice.actions.advising import Names, Way, draft_advice, give_advice
from advice.actions.deciding import decide_advice, text_to_acknowledge
from advice.enums import Answer
from advice.frozen import digest_of
from advice.models import Decision, Recommendation
from tests.cast import NOW, Cast

SignIn = Callable[[User], Client]
LATER = NOW + timedelta(hours=2)
MOBILE = Way(title="A mobile line", about="It takes over by itself", once=Decimal("180"), monthly=Decimal("22"),
             is_recommended=True)  # fmt: skip
NOTHING = Way(title="A second fixed line")
POWER = Names("cause", "utility_failure", "Power, telephone or internet failed")
NEXT_YEAR = NOW.date() + timedelta(days=200)


def draft(cast: Cast, **about: Any) -> Recommendation:
    values: dict[str, Any] = {
        "customer": cast.customer, "title": "A second line", "risk": "A day without cards.", "urgency": "year",
        "ways": [MOBILE, NOTHING], "about": [POWER], "by": cast.actor(cast.provider_engineer), "at": NOW,
    } | about  # fmt: skip
    return draft_advice(**values)


def give(cast: Cast, advice: Recommendation, **about: Any) -> Recommendation:
    values = {"seen": digest_of(advice), "by": cast.actor(cast.provider_lead), "at": NOW} | about
    return give_advice(recommendation=advice, **values)


def decide(cast: Cast, advice: Recommendation, answer: Answer = Answer.DECLINED, **about: Any) -> Decision:
    known: dict[Answer, dict[str, Any]] = {
        Answer.DECLINED: {"reason": "The menu came first.", "review_on": NEXT_YEAR},
        Answer.SCHEDULED: {"scheduled_on": NEXT_YEAR, "option": advice.options.filter(is_recommended=True).first()},
        Answer.ACCEPTED: {"option": advice.options.filter(is_recommended=True).first()},
    }
    values: dict[str, Any] = {
        "answer": answer, "shown": text_to_acknowledge(advice, answer), "seen": "", "at": LATER,
        "by": cast.actor(cast.customer_owner),
    } | known[answer] | about  # fmt: skip
    return decide_advice(recommendation=advice, **values)


def own(cast: Cast, name: str, app: str = "advice", **more: object) -> str:
    return reverse(f"{app}:{name}", kwargs={"customer_slug": cast.customer.slug, **more})


def staff(cast: Cast, name: str) -> str:
    return reverse(f"advice:{name}", kwargs={"provider_slug": cast.provider.slug})


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())
