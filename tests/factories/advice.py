"""Advice, decisions and actions for tests, each valid with nothing said about it."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from accounts.models import Customer, User
from advice.enums import About, Answer, State
from advice.models import Action, Bearing, Decision, Option, Recommendation
from tests.cast import NOW

_number = count(1)
DIGEST = "d" * 64


def make_draft(customer: Customer, by: User, **about: Any) -> Recommendation:
    """A draft without an option."""
    number = next(_number)
    about = {"number": number, "title": f"Replace server {number}", "risk": "It may stop any day."} | about
    about = {"drafted_at": NOW - timedelta(days=2), "drafted_by": by} | about
    return Recommendation.objects.create(customer=customer, **about)


def make_option(recommendation: Recommendation, **about: Any) -> Option:
    """The one that is recommended, unless it says otherwise."""
    about = {"title": "Buy a new one", "once": "1200.00", "is_recommended": True} | about
    return Option.objects.create(recommendation=recommendation, **about)


def make_advice(customer: Customer, by: User, **about: Any) -> Recommendation:
    """Given a day before, with one option; waiting for a decision."""
    given_at = about.pop("given_at", NOW - timedelta(days=1))
    about = {"state": State.GIVEN, "given_at": given_at, "given_by": by, "sha256": DIGEST} | about
    found = make_draft(customer, by, **about)
    make_option(found)
    return found


def make_bearing(recommendation: Recommendation, kind: str = About.CAUSE, key: str = "ransomware") -> Bearing:
    return Bearing.objects.create(recommendation=recommendation, kind=kind, key=key, words=f"About {key}")


def make_decision(recommendation: Recommendation, by: User, **about: Any) -> Decision:
    """Decided against, to be looked at again half a year after the day of the tests."""
    about = {"answer": Answer.DECLINED} | about
    if about["answer"] == Answer.DECLINED:
        about = {"reason": "Too dear this year.", "review_on": NOW.date() + timedelta(days=182)} | about
    about = {"decided_at": NOW, "decided_by": by, "decider": by.name, "acknowledgement": "I have read it."} | about
    made = Decision.objects.create(recommendation=recommendation, sha256=DIGEST, **about)
    Recommendation.objects.filter(pk=recommendation.pk).update(state=about["answer"])
    recommendation.state = about["answer"]
    return made


def make_action(customer: Customer, by: User, **about: Any) -> Action:
    """The provider's, due ten days after the day of the tests."""
    about = {"text": f"Try the generator {next(_number)}", "owed_by": "provider"} | about
    about = {"due_on": date(2026, 12, 3), "added_at": NOW - timedelta(days=3), "added_by": by} | about
    return Action.objects.create(customer=customer, **about)
