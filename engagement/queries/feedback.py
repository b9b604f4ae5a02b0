"""Whom to ask whether something helped, and what was said."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from accounts.actor import Actor
from accounts.enums import Permission
from accounts.models import Customer
from core.addresses import address
from engagement.helped import About, Answer, Helped, QuarterTally, Tally, by_quarter, may_be_told, tally
from engagement.models import Feedback, Meeting
from responsibilities.models import Question

ASKED_FOR = timedelta(days=60)  # after that nobody remembers


@dataclass(frozen=True)
class Asked:
    """Something one person is asked about, once."""

    about: str
    subject_id: UUID
    title: str
    at: datetime
    path: str


@dataclass(frozen=True)
class Said:
    """One answer, for those who lead the provider: who said what about what."""

    title: str
    about: str
    person: str
    helped: str
    words: str
    given_at: datetime


@dataclass(frozen=True)
class CustomerTrend:
    """One customer's answers; figures are left out where so few may not be told."""

    name: str
    url: str
    tally: Tally
    is_told: bool
    quarters: tuple[QuarterTally, ...]
    last_on: date | None


TREND_SORTS: Mapping[str, Callable[[CustomerTrend], Any]] = {
    "customer": lambda one: one.name.casefold(),
    "good": lambda one: one.tally.percent_good, "last": lambda one: one.last_on,
}  # fmt: skip


def asked_of(actor: Actor, customer: Customer, now: datetime) -> list[Asked]:
    """What this person of the customer has not answered yet, the latest first. Three queries."""
    if not actor.is_customer or actor.user_id is None or not actor.may(Permission.FEEDBACK_GIVE):
        return []
    said = set(Feedback.objects.visible_to(actor).values_list("about", "subject_id"))
    asked = [each for each in _all_of(actor, customer) if now - each.at <= ASKED_FOR]
    return sorted(
        (each for each in asked if (each.about, each.subject_id) not in said), key=lambda e: e.at, reverse=True
    )


def asked_about(actor: Actor, customer: Customer, about: str, subject_id: UUID) -> Asked | None:
    """One thing, if this person is asked about it and has not answered."""
    open_ones = asked_of(actor, customer, timezone.now())
    return next((each for each in open_ones if (each.about, each.subject_id) == (about, subject_id)), None)


def was_asked(actor: Actor, customer: Customer, about: str, subject_id: UUID) -> Asked | None:
    """One thing that concerns this person, answered or not."""
    if not actor.is_customer or actor.user_id is None:
        return None
    mine = _all_of(actor, customer)
    return next((each for each in mine if (each.about, each.subject_id) == (about, subject_id)), None)


def trend_of(actor: Actor, customer: Customer) -> CustomerTrend:
    """One customer's answers over time, as this member of staff may know them. One query."""
    return _trends(actor, [customer])[0]


def trends_of(actor: Actor, words: str = "") -> list[CustomerTrend]:
    """Every customer that is looked after, or those with these words in their name; those whose people were helped
    least first. Two queries."""
    customers = list(Customer.objects.visible_to(actor).named(words).order_by("name", "pk"))
    return sorted(_trends(actor, customers), key=_order)


def said_of(actor: Actor, customer: Customer) -> list[Said]:
    """Who said what, for those who lead; nothing for the others. The latest first."""
    if not leads(actor):
        return []
    found = Feedback.objects.visible_to(actor).of_customer(customer).select_related("person")
    return [
        Said(
            each.title, About(each.about).label, each.person.name,
            Helped(each.helped).label if each.helped else "Would rather not say", each.words, each.given_at,
        )
        for each in found.order_by("-given_at", "pk")[:100]
    ]  # fmt: skip


def leads(actor: Actor) -> bool:
    """The provider's owners and managers: they answer for how customers are treated."""
    return actor.is_provider and actor.may(Permission.MEETING_EDIT)


def _all_of(actor: Actor, customer: Customer) -> list[Asked]:
    """Meetings this person was at, once their minutes are approved; this person's questions, once settled."""
    meetings = Meeting.objects.visible_to(actor).of_customer(customer).approved().select_related("customer")
    mine = meetings.filter(attendees__person=actor.user_id, attendees__side="customer")
    questions = Question.objects.visible_to(actor).of_customer(customer).filter(closed_at__isnull=False)
    asked = questions.filter(asked_by=actor.user_id).select_related("row", "customer")
    return [
        *(Asked(About.MEETING, m.pk, str(m), m.approved_at, m.get_absolute_url()) for m in mine if m.approved_at),
        *(
            Asked(About.QUESTION, q.pk, f"Your question about “{q.row.title}”", q.closed_at, q.get_absolute_url())
            for q in asked
            if q.closed_at
        ),
    ]


def _trends(actor: Actor, customers: Iterable[Customer]) -> list[CustomerTrend]:
    several = list(customers)
    answers: dict[UUID, list[Answer]] = {customer.pk: [] for customer in several}
    found = Feedback.objects.visible_to(actor).filter(customer__in=several, helped__isnull=False)
    for customer_id, given_at, helped in found.order_by("given_at").values_list("customer", "given_at", "helped"):
        answers[customer_id].append(Answer(timezone.localdate(given_at), helped))
    return [_trend(actor, customer, answers[customer.pk]) for customer in several]


def _trend(actor: Actor, customer: Customer, answers: list[Answer]) -> CustomerTrend:
    is_lead = leads(actor)
    quarters = by_quarter(answers, customer.fiscal_year_start)
    is_told = may_be_told(len(answers), leads=is_lead)
    return CustomerTrend(
        name=customer.name,
        url=address("engagement:feedback-trend", customer.slug),
        tally=tally(answers) if is_told else Tally((0, 0, 0, 0)),
        is_told=is_told,
        quarters=tuple(each for each in quarters if may_be_told(each.tally.total, leads=is_lead)),
        last_on=answers[-1].on if answers else None,
    )


def _order(trend: CustomerTrend) -> tuple[bool, int, str]:
    """Those with figures first, the least helped on top."""
    percent = trend.tally.percent_good
    return percent is None, percent or 0, trend.name
