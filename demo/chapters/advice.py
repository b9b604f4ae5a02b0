"""Advice given, decided, taken back; actions agreed, done, left until they are late."""

from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from django.utils import timezone

from accounts.models import Customer, User
from advice.actions import actions
from advice.actions.actions import Origin
from advice.actions.advising import Names, draft_advice, give_advice, withdraw_advice
from advice.actions.advising import Way as Written
from advice.actions.deciding import decide_advice, text_to_acknowledge
from advice.enums import About, Answer, Owner
from advice.frozen import digest_of
from advice.models import Action, Recommendation
from advice.queries.people import people_of
from demo import advice
from demo.advice import Advice, Agreed
from demo.chapters.days import Step, morning, step
from demo.chapters.shared import customer_of
from demo.people import actor
from demo.story import FENWICK, HARBOUR, TIDEWELL, Client
from portfolio.queries.advice import offered_to

TOLD = ((HARBOUR, advice.HARBOUR), (FENWICK, advice.FENWICK), (TIDEWELL, advice.TIDEWELL))
HOUR = timedelta(hours=1)


def steps(now: datetime) -> list[Step]:
    """Each on its days, once customers, policies and lists of jobs are there."""
    return [one for client, several in TOLD for told in several for one in _of(client, told, now)]


def _of(client: Client, told: Advice, now: datetime) -> list[Step]:
    given = morning(now, days=told.given) + HOUR
    found = [step(given, partial(_give, client, told))]
    decided = morning(now, days=max(told.given - told.after, 0)) + 2 * HOUR
    if told.answer:
        found.append(step(decided, partial(_decide, client, told)))
    if told.taken_back:
        found.append(step(given + 28 * HOUR, partial(_take_back, client, told)))
    for agreed in told.actions:
        found.append(step(decided + HOUR, partial(_agree, client, told, agreed)))
        if agreed.after:
            found.append(step(decided + timedelta(days=agreed.after), partial(_finish, client, agreed)))
    return found


def _give(client: Client, told: Advice, at: datetime) -> None:
    customer = customer_of(client)
    lead = actor(client.lead, customer)
    ways = [
        Written(
            title=way.title, about=way.about, once=_pounds(way.once), monthly=_pounds(way.monthly),
            is_recommended=way == told.ways[0],
        )
        for way in told.ways
    ]  # fmt: skip
    draft = draft_advice(
        customer=customer, title=told.title, risk=told.risk, urgency=told.urgency, ways=ways,
        about=_about(customer, told, client, at), by=lead, at=at,
    )  # fmt: skip
    if not told.is_draft:
        give_advice(recommendation=draft, seen=digest_of(draft), by=lead, at=at)


def _about(customer: Customer, told: Advice, client: Client, at: datetime) -> list[Names]:
    """What it bears on, as the page offers it."""
    offered = offered_to(actor(client.lead, customer), customer, timezone.localdate(at))
    named = {About.CAUSE: told.causes, About.HEAD: told.heads}
    found = [Names(str(kind), key, dict(offered[kind])[key]) for kind, keys in named.items() for key in keys]
    conditions = offered[About.CONDITION]
    return found + [
        Names(str(About.CONDITION), key, words)
        for code in told.conditions
        for key, words in conditions
        if words.startswith(f"{code}:")
    ]


def _decide(client: Client, told: Advice, at: datetime) -> None:
    recommendation, answer = _advice(client, told), Answer(told.answer)
    owner = actor(client.people[0].email, recommendation.customer)
    day = timezone.localdate(at) + timedelta(days=told.days)
    answers: dict[Answer, dict[str, Any]] = {
        Answer.ACCEPTED: {},
        Answer.SCHEDULED: {"scheduled_on": day},
        Answer.DECLINED: {"reason": told.reason, "review_on": day},
    }
    about = answers[answer]
    if answer != Answer.DECLINED:
        about["option"] = recommendation.options.get(is_recommended=True)
    decide_advice(
        recommendation=recommendation, answer=answer, shown=text_to_acknowledge(recommendation, answer), seen="",
        by=owner, at=at, **about,
    )  # fmt: skip


def _take_back(client: Client, told: Advice, at: datetime) -> None:
    recommendation = _advice(client, told)
    lead = actor(client.lead, recommendation.customer)
    withdraw_advice(recommendation=recommendation, because=told.taken_back, by=lead, at=at)


def _agree(client: Client, told: Advice, agreed: Agreed, at: datetime) -> None:
    recommendation = _advice(client, told)
    customer = recommendation.customer
    actions.add_action(
        customer=customer, text=agreed.text, owed_by=agreed.owed_by, who=_person(customer, agreed),
        due_on=timezone.localdate(at) + timedelta(days=agreed.within), cost=_pounds(agreed.cost),
        origin=Origin("recommendation", recommendation.pk, f"{recommendation.reference}: {recommendation}"),
        by=actor(client.lead, customer), at=at,
    )  # fmt: skip


def _finish(client: Client, agreed: Agreed, at: datetime) -> None:
    customer = customer_of(client)
    action = Action.objects.of_customer(customer).select_related("person").get(text=agreed.text)
    who = action.person or people_of(customer, Owner(agreed.owed_by))[0]
    if agreed.owed_by == Owner.CUSTOMER and action.person is None:
        who = User.objects.get(email=client.people[0].email)
    actions.finish_action(action=action, closing=agreed.closing, by=actor(who.email, customer), at=at)


def _person(customer: Customer, agreed: Agreed) -> User | None:
    people = people_of(customer, Owner(agreed.owed_by))
    return next((person for person in people if agreed.who and person.name.startswith(agreed.who)), None)


def _advice(client: Client, told: Advice) -> Recommendation:
    rows = Recommendation.objects.select_related("customer__provider")
    return rows.get(customer__name=client.name, title=told.title)


def _pounds(amount: str) -> Decimal | None:
    return Decimal(amount) if amount else None
