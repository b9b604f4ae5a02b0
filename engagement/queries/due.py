"""What is due next, with the reminder that follows and whom it goes to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from accounts.actor import Actor
from accounts.models import Customer
from core.addresses import address
from core.searching import with_words
from core.sorting import ordered
from core.words import ago_or_left
from engagement.enums import When
from engagement.ladder import escalates
from engagement.models import Due
from engagement.queries.recipients import Team, own_team, teams_of
from engagement.wording import stage_words

SOON = timedelta(days=30)
KINDS: dict[str, str] = dict(Due.Kind.choices)
FIELDS = (
    "title", "kind", "path", "owed_by", "person_id", "due_on", "next_on", "next_stage", "customer_id",
    "customer__name", "customer__slug", "customer__lead_id", "customer__archived_at", "provider_id", "provider__name",
)  # fmt: skip
SORTS = {
    "due": ("due_on",),
    "what": ("title",),
    "customer": (F("customer__name").asc(nulls_first=True), "due_on"),  # the provider's own first
    "next": (F("next_on").asc(nulls_last=True), "due_on"),
}


@dataclass(frozen=True)
class Reminded:
    """A customer as far as its team has to be known."""

    pk: UUID
    provider_id: UUID
    lead_id: UUID | None
    archived_at: datetime | None


@dataclass(frozen=True)
class DueLine:
    """One due date as the list shows it; without a customer where it is the provider's own."""

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


@dataclass(frozen=True)
class DueDay:
    """The due dates of one day."""

    on: date
    lines: tuple[DueLine, ...]


def due_of(actor: Actor, customer: Customer | None) -> QuerySet[Due]:
    """Open due dates that concern this actor: of one customer, or of all that it reaches."""
    dues = Due.objects.visible_to(actor).open()
    return dues.of_customer(customer) if customer else dues.filter(customer__archived_at=None)


def narrow_due(dues: QuerySet[Due], chosen: Mapping[str, Any], today: date) -> QuerySet[Due]:
    """Those that fit the filters."""
    dues = with_words(dues, chosen.get("q", ""), "title", "customer__name")
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
    return ordered(dues, SORTS, sort, "due")


def count_due(dues: QuerySet[Due], today: date) -> tuple[int, int]:
    """How many are open, and how many of them overdue."""
    found = dues.order_by().aggregate(open=Count("pk"), late=Count("pk", filter=Q(due_on__lt=today)))
    return found["open"], found["late"]


def due_values(dues: QuerySet[Due]) -> Any:
    """The same dates as what a line is made of: cheaper by far than models."""
    return dues.values_list(*FIELDS, named=True)


def due_lines(dues: Iterable[Any], actor: Actor, today: date) -> list[DueLine]:
    """The lines of a page of `due_values`; three more queries for the people at most."""
    found = list(dues)
    teams = teams_of({due.customer_id: _customer(due) for due in found if due.customer_id}.values())
    own = next((own_team(due.provider_id) for due in found if not due.customer_id), Team())
    return [_line(due, teams.get(due.customer_id, Team()) if due.customer_id else own, actor, today) for due in found]


def by_day(lines: Iterable[DueLine]) -> list[DueDay]:
    """Lines in the order of their days, those of one day together."""
    return [DueDay(on, tuple(found)) for on, found in groupby(lines, key=lambda line: line.due_on)]


def _customer(due: Any) -> Reminded:
    return Reminded(due.customer_id, due.provider_id, due.customer__lead_id, due.customer__archived_at)


def _line(due: Any, team: Team, actor: Actor, today: date) -> DueLine:
    people = team.recipients(due, escalate=escalates(due.next_stage)) if due.next_on else []
    if actor.is_customer:
        people = [person for person in people if person.pk in team.members]
    return DueLine(
        title=due.title,
        kind=KINDS[due.kind],
        path=due.path,
        customer=due.customer__name or "",
        customer_path=address("portfolio:home", due.customer__slug) if due.customer_id else "",
        owed_by=owed_words(due.owed_by, due.customer__name or "", due.provider__name, actor),
        due_on=due.due_on,
        left=ago_or_left(due.due_on, today),
        is_late=due.due_on < today,
        next_on=due.next_on,
        next_stage=stage_words(due.next_stage),
        next_to=", ".join(person.name for person in people),
    )


def owed_words(owed_by: str, customer: str, provider: str, actor: Actor) -> str:
    """The owing side by name; the customer reads "You"."""
    customer = actor.you_or(customer)
    return {"provider": provider, "customer": customer, "both": f"{customer} and {provider}"}[owed_by]
