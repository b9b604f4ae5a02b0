"""Meetings in lists and on their pages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone

from accounts.actor import Actor
from accounts.enums import Permission
from accounts.models import Customer
from advice.enums import Progress
from advice.models import Action
from advice.permissions import check_can_finish
from core.addresses import address
from core.errors import allowed
from core.searching import in_fields, with_words
from core.sorting import ordered
from core.words import short_money
from engagement.models import Meeting, MeetingQuerySet
from engagement.queries.promised import NO_COST
from engagement.vocabulary import MeetingKind, Standing

LOOKS = {
    Standing.PLANNED: ("calm", "wait"),
    Standing.TO_WRITE: ("warn", "draft"),
    Standing.PROPOSED: ("warn", "draft"),
    Standing.APPROVED: ("ok", "tick"),
    Standing.CANCELLED: ("calm", "close"),
}
SORTS = {"when": ("starts_at",), "title": ("about", "kind", "starts_at"), "customer": ("customer__name", "starts_at")}


@dataclass(frozen=True)
class MeetingLine:
    """One meeting of a list."""

    url: str
    title: str
    term: str
    customer: str
    starts_at: datetime
    tone: str
    icon: str
    standing: str
    topics: int
    decisions: int


@dataclass(frozen=True)
class ActionLine:
    """An action as a meeting's page shows it."""

    pk: UUID
    text: str
    who: str
    mark: str
    party: str
    due_on: date
    cost: str
    origin: str
    state: str
    is_open: bool
    is_dropped: bool
    is_late: bool
    may_finish: bool


def reads_while_written(actor: Actor) -> bool:
    """Whether this actor reads what is written while people talk; the others read it once it is proposed."""
    return actor.is_provider or actor.may(Permission.MEETING_EDIT)


def narrowed(
    meetings: MeetingQuerySet, chosen: Mapping[str, Any], now: datetime, *, writes: bool = True
) -> MeetingQuerySet:
    """Those that fit the filters; words are looked for in what was said, decided and promised, and in who was there.

    Unless the reader `writes`, nothing is found by what was said and decided before the minutes are proposed.
    """
    inside = partial(_in_topics_or_there, writes=writes)
    meetings = with_words(meetings, chosen.get("q", ""), "about", "place", "customer__name", also=inside)
    if kind := chosen.get("kind"):
        meetings = meetings.filter(kind=kind)
    if standing := chosen.get("standing"):
        meetings = meetings.standing(Standing(standing), now=now)
    return meetings


def in_order(meetings: MeetingQuerySet, sort: str) -> MeetingQuerySet:
    """The latest first, unless another order is asked for; `-` turns it round."""
    return ordered(meetings, SORTS, sort, "-when")


def loaded(meetings: MeetingQuerySet) -> MeetingQuerySet:
    """With what a line shows."""
    live = Q(topics__dropped_at=None)
    return meetings.select_related("customer").annotate(
        topics_count=Count("topics", filter=live),
        decisions_count=Count("topics", filter=live & ~Q(topics__decision="")),
    )


def lines_of(meetings: Iterable[Meeting], now: datetime) -> list[MeetingLine]:
    """The lines of `loaded` meetings; no query."""
    return [_line(meeting, now) for meeting in meetings]


def actions_of(actions: Iterable[Action], customer: Customer, reader: Actor, today: date) -> list[ActionLine]:
    """Actions in their order, but what is open first. No query."""
    parties = {"provider": customer.provider.name, "customer": reader.you_or(customer.name)}
    return [
        ActionLine(
            pk=row.pk,
            text=row.text,
            who=row.person.name if row.person else "",
            mark=row.owed_by,
            party=parties[row.owed_by],
            due_on=row.due_on,
            cost=short_money(row.cost, row.currency) if row.cost is not None else NO_COST,
            origin=row.origin_words,
            state=row.get_state_display(),
            is_open=row.is_open,
            is_dropped=row.state == Progress.DROPPED,
            is_late=row.is_overdue(today),
            may_finish=row.is_open and allowed(check_can_finish, reader, row),
        )
        for row in sorted(actions, key=lambda each: not each.is_open)
    ]


def without_next(actor: Actor, now: datetime) -> list[Customer]:
    """Customers looked after for whom no meeting is planned. One query."""
    planned = Meeting.objects.standing(Standing.PLANNED, now=now).values("customer")
    return list(Customer.objects.visible_to(actor).live().exclude(pk__in=planned).order_by("name", "pk"))


def _in_topics_or_there(word: str, *, writes: bool) -> Q:
    meetings = Meeting.objects
    talked = meetings.filter(_in_topics(word, writes=writes)).values("pk")
    return Q(pk__in=talked) | Q(pk__in=meetings.filter(attendees__name__icontains=word).values("pk"))


def _in_topics(word: str, *, writes: bool) -> Q:
    asked = in_fields(word, "topics__title", "topics__fact")
    said = in_fields(word, "topics__notes", "topics__decision")
    found = asked | (said if writes else said & Q(proposed_at__isnull=False))
    return found & Q(topics__dropped_at=None)


def _line(meeting: Meeting, now: datetime) -> MeetingLine:
    standing = meeting.stands(now)
    kind = MeetingKind(meeting.kind)
    tone, icon = LOOKS[standing]
    return MeetingLine(
        url=f"{address('engagement:meeting-list', meeting.customer.slug)}{meeting.pk}/",
        title=meeting.title,
        term=kind.label if meeting.about else kind.term,
        customer=meeting.customer.name,
        starts_at=timezone.localtime(meeting.starts_at),
        tone=tone,
        icon=icon,
        standing=standing.label,
        topics=meeting.topics_count,  # type: ignore[attr-defined]  # annotated
        decisions=meeting.decisions_count,  # type: ignore[attr-defined]  # annotated
    )
