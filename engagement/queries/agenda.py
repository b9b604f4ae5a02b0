"""The facts that an agenda is seeded with, pulled from the apps below, as the customer may read them."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import uuid5

from django.urls import reverse
from django.utils import timezone

from accounts.models import Customer
from advice.models import Action, Decision, Recommendation
from contracts.measuring.misses import boards_of_customers, misses_in
from contracts.service_levels import wording
from core.checks import PLACES
from core.words import ago_or_left, day, money
from engagement.agenda import Seed
from engagement.models import Due, Meeting
from engagement.queries import measured
from engagement.queries.asking import AHEAD, Asking, asking_of
from engagement.queries.news import news_of
from engagement.vocabulary import Source
from findings.models import Finding
from findings.queries.lists import lines_of
from responsibilities.queries.understanding import topics_of
from responsibilities.understanding.vocabulary import words_of

BEHIND = timedelta(days=100)  # how far back missed promises are
RENEWALS = (Due.Kind.NOTICE, Due.Kind.RENEWAL, Due.Kind.ENDING, Due.Kind.COVER)
PRACTICE = (Due.Kind.EXERCISE, Due.Kind.ACTION)


def seeds_of(meeting: Meeting, now: datetime) -> list[Seed]:
    """Everything worth talking about (customer and provider loaded beforehand), in a constant number of queries."""
    asking = asking_of(meeting, now)
    return [
        *_actions(asking), *_levels(asking), *measured.topics_of(asking), *_findings(asking), *_views(asking),
        *_dates(asking), *_advice(asking), *_news(asking),
    ]  # fmt: skip


def _actions(asking: Asking) -> Iterator[Seed]:
    """What is still open of what was agreed before, the longest overdue first."""
    found = Action.objects.visible_to(asking.reader).of_customer(asking.customer).open()
    for action in found.select_related("person", "customer").order_by("due_on", "pk"):
        who = action.person.name if action.person else _party(asking.customer, action.owed_by)
        late = (asking.today - action.due_on).days
        fact = f"{who}, by {day(action.due_on)}: {ago_or_left(action.due_on, asking.today)}."
        if action.origin_words:
            fact += f" Agreed at: {action.origin_words}."
        yield Seed(Source.ACTION, action.pk, action.text[:200], fact[:500], action.get_absolute_url(), 1000 + late)


def _levels(asking: Asking) -> Iterator[Seed]:
    """Windows of service levels that ended lately and were missed."""
    board = boards_of_customers([asking.customer.pk], asking.now).get(asking.customer.pk, [])
    for miss in misses_in(board):
        last = miss.window.last
        if last < asking.today - BEHIND:
            continue
        credit = f" Credit: {money(miss.amount, miss.target.contract.currency)}." if miss.is_credit else ""
        needed, when = wording.figure(miss.owed.result), miss.window.label
        place = [asking.customer.slug, miss.target.pk, miss.window.slug]
        yield Seed(
            Source.LEVEL, uuid5(miss.target.pk, miss.window.slug), f"{miss.target}: missed in {when}"[:200],
            f"{needed} in {when}.{credit}"[:500], reverse("contracts:level-window", args=place),
            last.toordinal(),
        )  # fmt: skip


def _findings(asking: Asking) -> Iterator[Seed]:
    """Open gaps that the customer may see, in the names of both parties."""
    found = Finding.objects.visible_to(asking.reader).of_customer(asking.customer).waiting().filter(is_unknown=False)
    rows = list(found.select_related("customer").order_by("opened_at", "pk"))
    for row, line in zip(rows, lines_of(rows, asking.reader, asking.today), strict=True):
        fact = f"{row.message_in_names} {row.action_in_names}"
        weight = len(PLACES) - PLACES[row.severity]
        title = f"{line.check_title}: {row.label}"
        yield Seed(Source.FINDING, row.pk, title[:200], fact[:500], line.url[:300], weight)


def _views(asking: Asking) -> Iterator[Seed]:
    """What both sides see differently, from the latest check whose answers are shown."""
    names = (asking.customer.provider.name, asking.customer.name)
    for job in topics_of(asking.customer):
        said = []
        for one in (job.who, job.pays):
            provider, customer = (words_of(one.question, side.value, *names) for side in (one.provider, one.customer))
            if provider != customer:
                answers = zip(names, (provider, customer), strict=True)
                said.append(f"{one.question.label} {', '.join(_answer(*each) for each in answers)}.")
        place = {"customer_slug": asking.customer.slug, "pk": job.asked.round_id}
        path = f"{reverse('responsibilities:understanding-round', kwargs=place)}#job-{job.asked.position}"
        fact = " ".join(said) or "Both sides answered the same."
        yield Seed(Source.VIEWS, job.asked.pk, job.asked.row.title, fact[:500], path, len(said))


def _answer(name: str, words: str) -> str:
    return f"{name} says “{words}”" if words else f"{name} did not answer"


def _dates(asking: Asking) -> Iterator[Seed]:
    """Notice dates, renewals and exercises, overdue or ahead, from the calendar."""
    dues = Due.objects.visible_to(asking.reader).of_customer(asking.customer).open()
    dues = dues.filter(kind__in=[*RENEWALS, *PRACTICE], due_on__lte=asking.today + AHEAD)
    for due in dues.order_by("due_on", "pk"):
        source = Source.RENEWAL if due.kind in RENEWALS else Source.EXERCISE
        fact = f"{due.get_kind_display()}: {day(due.due_on)}, {ago_or_left(due.due_on, asking.today)}."
        yield Seed(source, due.pk, due.title[:200], fact, due.path, -due.due_on.toordinal())


def _advice(asking: Asking) -> Iterator[Seed]:
    """Advice that waits for a decision, and what was decided against and is to be looked at again."""
    given = Recommendation.objects.visible_to(asking.reader).of_customer(asking.customer)
    for each in given.waiting().select_related("customer").order_by("given_at", "pk"):
        on = day(timezone.localdate(each.given_at)) if each.given_at else ""
        fact = f"{each.reference}, given {on}: no decision yet. {each.risk}"
        yield Seed(Source.ADVICE, each.pk, each.title, fact[:500], each.get_absolute_url(), 2)
    declined = Decision.objects.visible_to(asking.reader).of_customer(asking.customer).current().declined()
    soon = declined.filter(review_on__lte=asking.today + timedelta(days=30), recommendation__withdrawn_at=None)
    for decision in soon.select_related("recommendation__customer").order_by("review_on", "pk"):
        advice = decision.recommendation
        again = f"To be looked at again: {day(decision.review_on)}."
        fact = f"{advice.reference}: decided against, because: {decision.reason} {again}"
        yield Seed(Source.ADVICE, advice.pk, advice.title, fact[:500], advice.get_absolute_url(), 1)


def _news(asking: Asking) -> Iterator[Seed]:
    """What the system knows of a customer's own news, for its people to tell the rest."""
    if asking.meeting.is_review:
        title = f"News of {asking.customer}: staff, sites, plans"
        fact = f"{news_of(asking).sentence} What is planned?"
        yield Seed(Source.NEWS, uuid5(asking.customer.pk, "news"), title[:200], fact[:500])


def _party(customer: Customer, side: str) -> str:
    return customer.provider.name if side == "provider" else customer.name
