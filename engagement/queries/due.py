"""What is due next, with the reminder that follows and whom it goes to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from accounts.actor import Actor
from accounts.models import Customer
from core.words import ago_or_left
from engagement.enums import When
from engagement.ladder import escalates
from engagement.models import Due
from engagement.queries.recipients import Team, teams_of
from engagement.wording import stage_words

SOON = timedelta(days=30)
SORTS = {
    "due": ("due_on",),
    "what": ("title",),
    "customer": ("customer__name", "due_on"),
    "next": (F("next_on").asc(nulls_last=True), "due_on"),
}


@dataclass(frozen=True)
class DueLine:
    """One due date as the list shows it."""

    title: str
    kind: str
    path: str
    customer: str
    customer_path: str
    owed_by: str
    due_on: date
    left: str
    is_late: bool
    next_on: date | None
    next_stage: str
    next_to: str


def due_of(actor: Actor, customer: Customer | None) -> QuerySet[Due]:
    """Open due dates that concern this actor: of one customer, or of all that it reaches."""
    dues = Due.objects.visible_to(actor).open().select_related("customer__provider", "customer__lead")
    return dues.of_customer(customer) if customer else dues.filter(customer__archived_at=None)


def narrow_due(dues: QuerySet[Due], chosen: Mapping[str, Any], today: date) -> QuerySet[Due]:
    """Those that fit the filters."""
    for word in chosen.get("q", "").split()[:6]:
        dues = dues.filter(Q(title__icontains=word) | Q(customer__name__icontains=word))
    if kind := chosen.get("kind"):
        dues = dues.filter(kind=kind)
    if who := chosen.get("who"):
        dues = dues.filter(owed_by=who)
    near = {
        When.OVERDUE: Q(due_on__lt=today),
        When.MONTH: Q(due_on__range=(today, today + SOON)),
        When.LATER: Q(due_on__gt=today + SOON),
    }
    return dues.filter(near[When(chosen["when"])]) if "when" in chosen else dues


def sort_due(dues: QuerySet[Due], sort: str) -> QuerySet[Due]:
    """Overdue first, unless another order is asked for; `-` turns it round."""
    ordered = dues.order_by(*SORTS.get(sort.removeprefix("-"), SORTS["due"]), "pk")
    return ordered.reverse() if sort.startswith("-") else ordered


def count_due(dues: QuerySet[Due], today: date) -> tuple[int, int]:
    """How many are open, and how many of them overdue."""
    found = dues.order_by().aggregate(open=Count("pk"), late=Count("pk", filter=Q(due_on__lt=today)))
    return found["open"], found["late"]


def due_lines(dues: Iterable[Due], actor: Actor, today: date) -> list[DueLine]:
    """The lines of a page; two queries for the people."""
    dues = list(dues)
    teams = teams_of({due.customer_id: due.customer for due in dues}.values())
    return [_line(due, teams.get(due.customer_id, Team()), actor, today) for due in dues]


def _line(due: Due, team: Team, actor: Actor, today: date) -> DueLine:
    people = team.recipients(due, escalate=escalates(due.next_stage)) if due.next_on else []
    if actor.is_customer:
        people = [person for person in people if person.pk in team.members]
    return DueLine(
        title=due.title,
        kind=due.get_kind_display(),
        path=due.path,
        customer=due.customer.name,
        customer_path=due.customer.get_absolute_url(),
        owed_by=owed_words(due, actor),
        due_on=due.due_on,
        left=ago_or_left(due.due_on, today),
        is_late=due.due_on < today,
        next_on=due.next_on,
        next_stage=stage_words(due.next_stage),
        next_to=", ".join(person.name for person in people),
    )


def owed_words(due: Due, actor: Actor) -> str:
    """The owing side by name; the customer reads "You"."""
    provider = due.customer.provider.name
    customer = "You" if actor.is_customer else due.customer.name
    names = {"provider": provider, "customer": customer, "both": f"{customer} and {provider}"}
    return names[due.owed_by]
