"""What people were told: read by most of them, in the way that some of them chose; one reads the dates elsewhere."""

from datetime import datetime, timedelta

from dateutil.relativedelta import relativedelta

from accounts.models import User
from audit.endings import Ending
from background.notices import How, Topic
from contracts.actions import insurance
from contracts.models import Policy
from demo.chapters.days import Step, morning, step
from demo.chapters.shared import customer_of
from demo.people import actor
from demo.story import HARBOUR, STAFF
from engagement.actions.feeds import find_feed, make_feed, note_fetch
from engagement.actions.notices import change_wishes, mark_all_read

RUTH, AMARA = STAFF[0].email, HARBOUR.people[0].email


def steps(now: datetime) -> list[Step]:
    """Choices early, so that the weekly e-mails of the last weeks follow them; everything read up to a few days ago."""
    return [
        step(morning(now, days=40), _choose),
        step(morning(now, days=30), _look_at_cover),
        step(morning(now, days=20), _make_feed),
        step(morning(now, days=6) + timedelta(hours=2), _read),
    ]


def _choose(at: datetime) -> None:
    """The owner of the coffee shop wants a mail a week, on Wednesdays; her weekends are full enough."""
    hows = {Topic.REMINDER: How.WEEKLY, Topic.QUESTION: How.WEEKLY, Topic.PACK: How.WEEKLY, Topic.TRAINING: How.OFF}
    change_wishes(user=_user(AMARA), hows=hows, weekday=2, has_quiet_weekends=True, at=at)


def _look_at_cover(at: datetime) -> None:
    """Both sides looked at the coffee shop's policy; it fits for now."""
    customer = customer_of(HARBOUR)
    policy = Policy.objects.of_customer(customer).order_by("-ends_on")[0]
    next_on = min(policy.ends_on, at.date() + relativedelta(months=4))
    insurance.review_policy(
        policy=policy, ending=Ending.VALID, why="The limits still cover the worst week that we worked out together.",
        next_on=max(policy.review_on or next_on, next_on), by=actor(HARBOUR.lead, customer), at=at,
    )  # fmt: skip


def _make_feed(at: datetime) -> None:
    """Her calendar program asks every few hours; the secret itself is nobody's."""
    _, secret = make_feed(user=_user(RUTH), at=at)
    feed = find_feed(secret)
    if feed is not None:
        note_fetch(feed=feed, at=at + timedelta(hours=6))


def _read(at: datetime) -> None:
    for user in User.objects.order_by("email"):
        mark_all_read(user=user, at=at)


def _user(email: str) -> User:
    return User.objects.get(email=email)
