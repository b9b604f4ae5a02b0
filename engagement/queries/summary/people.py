"""People and advice: what was learned, what was reported, what waits for a decision, what changed at the customer."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from advice.models import Decision, Recommendation
from core.addresses import address
from core.words import day, per_cent
from engagement.education import completion, whole_percent
from engagement.models import Campaign, Participation
from engagement.queries import news as known_news
from engagement.queries.asking import Asking
from engagement.queries.summary.point import Point, tells

A_YEAR = timedelta(days=365)
CAMPAIGNS = 2
ADVICE = ("waiting for a decision", "decided against")


def _campaigns(asking: Asking) -> Sequence[QuerySet[Any]]:
    """Those of the last year that have begun and were not stopped, with their counts."""
    known = Campaign.objects.visible_to(asking.reader).of_customer(asking.customer).filter(stopped_at=None)
    begun = known.filter(opens_on__lte=asking.today, closes_on__gte=asking.today - A_YEAR)
    counted, delivered = Q(people__in=Participation.objects.counted()), Q(people__is_delivered=True)
    found = begun.annotate(
        asked=Count("people", filter=counted), done=Count("people", filter=counted & Q(people__done_at__isnull=False)),
        delivered=Count("people", filter=delivered),
        reported=Count("people", filter=delivered & Q(people__reported_at__isnull=False)),
    )  # fmt: skip
    return (found,)


@tells(_campaigns)
def learned(asking: Asking, campaigns: list[Any]) -> Iterator[Point]:
    """How many have finished the last two campaigns, and how many reported the last made-up phishing e-mail; never
    who."""
    path = address("engagement:teaching", asking.customer.slug)
    known = sorted(campaigns, key=lambda each: (each.closes_on, each.planned_at, -each.pk.int), reverse=True)
    taught = [each for each in known if not each.is_phishing and each.asked]
    tried = [each for each in known if each.is_phishing and each.delivered]
    yield Point(
        "Training", "; ".join(f"“{each}”: {_share(each.done, each.asked)}" for each in taught[:CAMPAIGNS]), path
    )
    for each in tried[:1]:
        said = f"{_share(each.reported, each.delivered, ' reported it')} ({day(each.opens_on)})"
        yield Point("Phishing exercise", said, path)


def _undecided_and_declined(asking: Asking) -> Sequence[QuerySet[Any]]:
    given = Recommendation.objects.visible_to(asking.reader).of_customer(asking.customer)
    held = Decision.objects.visible_to(asking.reader).of_customer(asking.customer).in_force(at=asking.now)
    return given.waiting().only("pk"), held.declined().only("pk")


@tells(_undecided_and_declined)
def advice(asking: Asking, *several: list[Any]) -> Iterator[Point]:
    """What waits for a decision, and what is decided against."""
    said = ", ".join(f"{len(rows)} {words}" for rows, words in zip(several, ADVICE, strict=True) if rows)
    yield Point("Advice", said, address("advice:advice-list", asking.customer.slug))


@tells(lambda asking: known_news.asks(asking) if asking.meeting.is_review else ())
def news(asking: Asking, *rows: list[Any]) -> Iterator[Point]:
    """What the system knows of the customer's own news, for a review."""
    if asking.meeting.is_review:
        yield Point("News", known_news.news_from(asking, *rows).words)


def _share(number: int, of: int, words: str = "") -> str:
    """`5 of 6, 83 %`."""
    return f"{number} of {of}{words}, {per_cent(whole_percent(completion(number, of)))}"
