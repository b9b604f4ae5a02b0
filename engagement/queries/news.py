"""What has changed at a customer since the meeting before, as far as the system knows it."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Membership
from audit.models import Event
from core.together import together
from engagement.news import News, came_and_went, changed
from engagement.queries.asking import Asking
from technology.models import Deployment
from technology.models.deployments import runs_on

SITES = ("site_added", "site_removed")
MODEL = tuple(f"continuity.{name}" for name in ("businessmodel", "node", "link", "stepcost", "takings"))


def news_of(asking: Asking) -> News:
    """One query, for what the customer may read."""
    return news_from(asking, *together(*asks(asking)))


def asks(asking: Asking) -> tuple[QuerySet[Any], ...]:
    """What `news_from` is made of: events, members, what ran."""
    told = Event.objects.visible_to(asking.reader).filter(at__gt=asking.since, at__lte=asking.now)
    since = timezone.localdate(asking.since)
    return (
        told.filter(Q(verb__in=SITES) | Q(target_type__in=MODEL)).only("verb", "target_label"),
        _members(asking),
        Deployment.objects.visible_to(asking.reader)
        .only("product")
        .annotate(ran=runs_on(since), runs=runs_on(asking.today)),
    )


def news_from(asking: Asking, events: list[Event], members: list[Membership], runs: list[Any]) -> News:
    """The same from what is loaded."""
    since = timezone.localdate(asking.since)
    names = {verb: [each.target_label for each in events if each.verb == verb] for verb in SITES}
    opened, closed = changed(*names.values())
    came, went = came_and_went((run.product_id, run.ran, run.runs) for run in runs)
    return News(
        since=since,
        joined=sum(each.created_at > asking.since for each in members),
        left=sum(each.ended_at is not None and each.ended_at > asking.since for each in members),
        opened=opened, closed=closed, came=came, went=went,
        is_remodelled=any(each.verb not in SITES for each in events),
    )  # fmt: skip


def _members(asking: Asking) -> QuerySet[Membership]:
    """The customer's own people who came or left since, until now."""
    own = Membership.objects.visible_to(asking.reader).of_customer(asking.customer).filter(created_at__lte=asking.now)
    return own.filter(Q(created_at__gt=asking.since) | Q(ended_at__gt=asking.since, ended_at__lte=asking.now))
