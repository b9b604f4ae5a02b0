"""The list of meetings with its archive, and one meeting: its agenda, or its minutes once they are proposed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request, customer_of
from advice.enums import Progress
from advice.models import Action
from core.errors import allowed, why_not
from core.paging import page_of, query_without
from core.sorting import headings
from core.spreadsheets import KINDS, table_file
from engagement.forms.meetings import MeetingFilter
from engagement.helped import SCALE, About
from engagement.minutes import read
from engagement.models import Meeting
from engagement.permissions import meetings as permissions
from engagement.queries.feedback import asked_about
from engagement.queries.meetings import (
    LOOKS,
    ActionLine,
    actions_of,
    in_order,
    lines_of,
    loaded,
    narrowed,
    reads_while_written,
    without_next,
)
from engagement.queries.minutes import seen_of
from engagement.queries.promised import promises_at
from engagement.queries.summary import summary_of
from engagement.sitting import sitting_of
from engagement.views.meetings.common import find_meeting, tells_news
from engagement.vocabulary import MOST_ACTIONS, MeetingKind

COLUMNS = (("when", "When"), ("title", "Meeting"), ("customer", "Customer"))
NAMED = 30  # customers without a next meeting
HEADINGS = ("When", "Meeting", "Kind", "Customer", "State", "Topics", "Decisions")


@require_safe
@requires(Permission.MEETING_VIEW)
def meeting_list(request: Request, customer_slug: str) -> HttpResponse:
    """One customer's meetings, the latest first."""
    customer = customer_of(request)
    meetings = Meeting.objects.visible_to(request.actor).of_customer(customer)
    return _list(request, meetings, "engagement/meeting_list.html", with_customer=False)


@require_safe
@requires(Permission.MEETING_VIEW)
def provider_meeting_list(request: Request, provider_slug: str) -> HttpResponse:
    """Meetings with every customer the reader looks after, and those with whom none is planned."""
    meetings = Meeting.objects.visible_to(request.actor).filter(customer__archived_at=None)
    return _list(request, meetings, "engagement/meeting_provider_list.html", with_customer=True)


def _list(request: Request, meetings: Any, template: str, *, with_customer: bool) -> HttpResponse:
    form, sort, now = MeetingFilter(request.GET), request.GET.get("sort", ""), timezone.now()
    chosen = form.chosen()
    found = in_order(narrowed(meetings, chosen, now, writes=reads_while_written(request.actor)), sort)
    if request.GET.get("export") in KINDS:
        return _file(request.GET["export"], lines_of(loaded(found), now), now)
    page = page_of(loaded(found), request.GET)
    columns = [column for column in COLUMNS if with_customer or column[0] != "customer"]
    context = {
        "form": form,
        "page": page,
        "rows": lines_of(page, now),
        "headings": headings(columns, sort or "-when"),
        "is_filtered": bool(chosen),
        "query": query_without(request.GET, "page"),
        "kept": query_without(request.GET, "page", "sort"),
        "with_customer": with_customer,
        "may_plan": request.actor.may(Permission.MEETING_EDIT),
        **(_without_next(request, now) if with_customer and not chosen else {}),
    }
    return render(request, template, context)


def _without_next(request: Request, now: datetime) -> dict[str, Any]:
    """With whom no meeting is planned: the first of them by name, and how many there are."""
    found = without_next(request.actor, now)
    return {"without_next": found[:NAMED], "without_number": len(found), "without_more": len(found[NAMED:])}


@requires(Permission.MEETING_VIEW)
@require_safe
def meeting(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """The agenda on which both sides write; the minutes once they are proposed."""
    found, now = find_meeting(request, customer_slug, pk), timezone.now()
    agreed, carried = promises_at(found)
    context = _head(found, now) | {"agreed": _lines(request, found, agreed, now)}
    if found.proposed_at is not None:
        return render(request, "engagement/minutes.html", context | _minutes(request, found))
    context |= {"carried": _lines(request, found, carried, now)}
    return render(request, "engagement/meeting.html", context | _agenda(request, found, agreed, now))


@requires(Permission.MEETING_VIEW)
@require_safe
def one_page(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """What there is to say at a meeting, on one page; once minutes are proposed they hold it as it stood then."""
    found, now = find_meeting(request, customer_slug, pk), timezone.now()
    if found.proposed_at is not None:
        return redirect(f"{found.get_absolute_url()}#since")
    people = found.attendees.order_by("side", "name", "pk")
    context = _head(found, now) | {"attendees": list(people), "summary": summary_of(found, now), "now": now}
    context |= {"tab": {"agenda": False, "page": True}}
    return render(request, "engagement/one_page.html", context)


def _head(found: Meeting, now: datetime) -> dict[str, Any]:
    """What stands on top of every page of a meeting."""
    standing, kind = found.stands(now), MeetingKind(found.kind)
    return {
        "meeting": found,
        "term": kind.label if found.about else kind.term,
        "chip": (*LOOKS[standing], standing.label),
        "has_begun": found.starts_at <= now,
    }


def _lines(request: Request, found: Meeting, actions: list[Action], now: datetime) -> list[ActionLine]:
    return actions_of(actions, found.customer, request.actor, timezone.localdate(now))


def _agenda(request: Request, found: Meeting, agreed: list[Action], now: datetime) -> dict[str, Any]:
    actor, people = request.actor, list(found.attendees.order_by("side", "name", "pk"))
    may_write = allowed(permissions.check_can_write, actor, found)
    topics = list(found.topics.order_by("position", "pk"))
    live = [topic for topic in topics if topic.dropped_at is None]
    is_told = reads_while_written(actor)
    taken = sum(action.state != Progress.DROPPED for action in agreed)
    news = [topic for topic in live if topic.is_news and may_write and tells_news(actor, found, now)]
    has_begun = found.starts_at <= now
    sitting = sitting_of(live, at=request.GET.get("at", ""), is_told=is_told)
    is_through = has_begun and may_write and sitting.next is None
    return {
        "sitting": sitting,
        "is_sitting": has_begun or sitting.talked > 0,
        "step": {
            "news": bool(news),
            "topic": has_begun and may_write and sitting.next is not None,
            "action": is_through and not taken,
            "propose": is_through and taken > 0,
        },
        "tab": {"agenda": True, "page": False},
        "dropped": [topic for topic in topics if topic.dropped_at is not None] if may_write else [],
        "attendees": people,
        "may_write": may_write,
        "shows_notes": is_told,
        "taken": taken,
        "why_not_promise": why_not(permissions.check_can_promise, actor, found, taken),
        "why_not_propose": why_not(permissions.check_can_propose, actor, found, has_begun=has_begun),
        "seen": seen_of(found, people, live, agreed),
        "news": next(iter(news), None),
        "most": MOST_ACTIONS,
    }


def _minutes(request: Request, found: Meeting) -> dict[str, Any]:
    actor, approvals = request.actor, list(found.approvals.order_by("approved_at", "pk"))
    sides = {each.side for each in approvals}
    parties = {"provider": found.customer.provider.name, "customer": found.customer.name}
    minutes = read(found.minutes or {})
    return {
        "minutes": minutes,
        "decided": [topic for topic in minutes.topics if topic.decision],
        "talked": [topic for topic in minutes.topics if topic.notes and not topic.decision],
        "untouched": [topic for topic in minutes.topics if not (topic.notes or topic.decision)],
        "asked": asked_about(actor, found.customer, About.MEETING, found.pk),
        "scale": SCALE,
        "approvals": [(each, parties[each.side]) for each in approvals],
        "waits_for": [parties[side] for side in ("provider", "customer") if side not in sides],
        "may_approve": allowed(permissions.check_can_approve, actor, found, sides),
        "may_send_back": allowed(permissions.check_can_send_back, actor, found),
    }


def _file(kind: str, lines: Any, now: datetime) -> HttpResponse:
    rows = [
        (line.starts_at, line.title, line.term, line.customer, line.standing, line.topics, line.decisions)
        for line in lines
    ]
    return table_file(kind, HEADINGS, rows, name="meetings", title="Meetings", on=timezone.localdate(now))
