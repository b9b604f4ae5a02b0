"""Plans in use, what somebody was asked and has not answered (advice, advisories, minutes, training, views), and what
they have agreed to do and not done in time."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby, starmap
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import CharField, DateField, F, Q, QuerySet, UUIDField, Value
from django.urls import reverse
from django.utils import timezone

from accounts.actor import Actor
from accounts.enums import Permission
from accounts.models import Customer
from advice.models import Action, Recommendation
from continuity.models import PlanUse
from core.prepared import prepared
from core.words import count, long_day, moment
from engagement.models import AdvisoryCopy, Approval, Meeting, Participation
from portfolio.queries.waiting import Task
from responsibilities.models import Participant


class Asked(NamedTuple):
    """One thing that waits: of which `kind`, where it is, what it is called, since when it waits, and for what."""

    kind: str
    which: UUID
    called: str
    since: datetime
    reason: str

    @property
    def day(self) -> str:
        return long_day(timezone.localdate(self.since))


class Wording(NamedTuple):
    """How one thing, and several of a kind, are said, with places for what it is called and for the day."""

    page: str
    listing: str
    one: str
    many: str
    why: str
    button: str


# In this order on the page. An advisory comes before everything else that is only asked.
WORDING = {
    "advisory": Wording(
        "engagement:advisory", "engagement:advisory-list", "Say what you do about “{}”", "Answer {}",
        "Sent on {day}: read it, then say whether it is done.", "Read it",
    ),
    "advice": Wording(
        "advice:recommendation", "advice:advice-list", "Decide: {}", "Decide on {}",
        "Advised on {day}. No reply is not a yes.", "Decide",
    ),
    "minutes": Wording(
        "engagement:meeting", "engagement:meeting-list", "Approve the minutes of {day}", "Approve {}",
        "They hold once both sides have approved them.", "Read them",
    ),
    "views": Wording(
        "responsibilities:understanding-round", "responsibilities:understanding-list",
        "Say how you see it: who does what, who pays", "Answer {}",
        "Asked on {day}. Nobody sees your answers before everybody has answered.", "Answer",
    ),
    "action": Wording(
        "advice:action", "advice:action-list", "“{}” is due", "{} are due", "Agreed on {day}.", "Open it",
    ),
    "training": Wording(
        "engagement:lesson", "engagement:teaching", "“{}” waits for you", "{}", "Asked on {day}.", "Open it",
    ),
}  # fmt: skip
NO_REASON = Value("", CharField())
IN_USE = "use"  # a plan that somebody has started and not ended
SEVERAL = {
    "advisory": ("advisory", "advisories"),
    "advice": ("piece of advice", "pieces of advice"),
    "minutes": ("set of minutes", "sets of minutes"),
    "views": ("check", "checks"),
    "action": ("action", "actions"),
    "training": ("thing to learn or accept", "things to learn or accept"),
}


def asked_of(customer: Customer, actor: Actor, *, now: datetime) -> list[Asked]:
    """What waits for this reader, plans in use first, the oldest of each kind first. One query."""
    order = [IN_USE, *WORDING]
    found = starmap(Asked, _asked(actor, customer=customer.pk, person=actor.user_id, today=timezone.localdate(now)))
    return sorted(found, key=lambda one: (order.index(one.kind), one.since, one.which))


def running(customer: Customer, asked: Iterable[Asked]) -> list[Task]:
    """A task for each plan in use now. Pure."""
    return [
        Task(
            f"“{one.called}” is in use",
            f"Since {moment(one.since)}: {one.reason}",
            reverse("continuity:use", args=[customer.slug, one.which]),
            "Open it",
        )
        for one in asked
        if one.kind == IN_USE
    ]


def asking(customer: Customer, asked: Iterable[Asked], *, pressing: bool) -> list[Task]:
    """A task for each kind: the one thing, or the list of several; `pressing` are advisories, else all others. Pure."""
    chosen = (one for one in asked if one.kind != IN_USE and (one.kind == "advisory") == pressing)
    groups = groupby(chosen, key=lambda one: one.kind)
    return [_task(customer, WORDING[kind], *several) for kind, several in groups]


def _task(customer: Customer, words: Wording, first: Asked, *more: Asked) -> Task:
    if not more:
        url = reverse(words.page, args=[customer.slug, first.which])
        return Task(words.one.format(first.called, day=first.day), words.why.format(day=first.day), url, words.button)
    several = count(1 + len(more), *SEVERAL[first.kind])
    url = reverse(words.listing, args=[customer.slug])
    return Task(words.many.format(several), f"The oldest is of {first.day}.", url, "Open them")


@prepared(customer=UUIDField(), person=UUIDField(), today=DateField())
def _asked(actor: Actor, customer: Any, person: Any, today: Any) -> QuerySet[Any, Any]:
    """Everything of which the role may see or answer something, in no order."""
    parts = [part for permission, part in _parts(actor, customer, person, today) if actor.may(permission)]
    return parts[0].union(*parts[1:], all=True) if parts else Recommendation.objects.none()


def _parts(actor: Actor, customer: Any, person: Any, today: Any) -> list[tuple[Permission, QuerySet[Any, Any]]]:
    """Each kind with the right that it takes."""
    uses = PlanUse.objects.visible_to(actor).of_customer(customer).open()
    advice = Recommendation.objects.visible_to(actor).of_customer(customer).waiting()
    copies = AdvisoryCopy.objects.visible_to(actor).of_customer(customer).in_force().filter(decision="")
    approved = Approval.objects.filter(side=actor.side).values("meeting")
    proposed = Meeting.objects.visible_to(actor).of_customer(customer).filter(approved_at=None, cancelled_at=None)
    minutes = proposed.exclude(proposed_at=None).exclude(pk__in=approved)
    mine = Participant.objects.visible_to(actor).filter(person=person, side=actor.side, finished_at=None)
    views = mine.filter(round__customer=customer, round__revealed_at=None)
    due = Action.objects.visible_to(actor).of_customer(customer).open().filter(owed_by=actor.side, due_on__lte=today)
    owed = due.filter(Q(person=None) | Q(person=person))
    lessons = Participation.objects.visible_to(actor).to_do().filter(
        person=person, campaign__customer=customer, campaign__opens_on__lte=today
    )  # fmt: skip
    return [
        (Permission.CONTINUITY_VIEW, _as(IN_USE, uses, called="plan__name", since="started_at", reason=F("reason"))),
        (Permission.ADVISORY_ANSWER, _as("advisory", copies, called="advisory__title", since="told_at")),
        (Permission.ADVICE_DECIDE, _as("advice", advice, called="title", since="given_at")),
        (Permission.MINUTES_APPROVE, _as("minutes", minutes, called="about", since="starts_at")),
        (Permission.VIEWS_GIVE, _as("views", views, which="round", called="side", since="round__started_at")),
        (Permission.ACTION_DO, _as("action", owed, called="text", since="added_at")),
        (Permission.TEACHING_VIEW, _as("training", lessons, called="campaign__title", since="campaign__planned_at")),
    ]


def _as(
    kind: str, rows: QuerySet[Any], *, which: str = "pk", called: str, since: str, reason: Any = NO_REASON
) -> QuerySet[Any, Any]:
    """Rows of any model under the same names."""
    named = {"of": Value(kind, CharField()), "which": F(which), "called": F(called), "since": F(since), "why": reason}
    return rows.order_by().annotate(**named).values_list(*named)
