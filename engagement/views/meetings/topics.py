"""Topics of an agenda: what is put on it, said about it, decided."""

from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request
from core.errors import why_not
from core.methods import require_form
from core.pages import back_to, posted
from core.words import count
from engagement.actions import meetings as actions
from engagement.actions.meetings.common import token
from engagement.forms.meetings import NewsForm, TopicForm
from engagement.models import Topic
from engagement.permissions import meetings as permissions
from engagement.sitting import following, sitting_of
from engagement.views.meetings.common import (
    around,
    back_to_topic,
    find_meeting,
    find_topic,
    place_of,
    press,
    tells_news,
    write,
)

ALL_TALKED = "Saved. Everything on the agenda has been talked about: now agree who does what."


@require_POST
@requires(Permission.MEETING_EDIT)
def meeting_refresh(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Add what has come up since the agenda was made."""
    found = find_meeting(request, customer_slug, pk)

    def refresh() -> HttpResponse:
        new = actions.refresh_agenda(meeting=found, by=request.actor, at=timezone.now())
        return back_to(request, found, "agenda", f"{count(len(new), 'new topic')} added." if new else "Nothing new.")

    return press(request, found, refresh)


@requires(Permission.MEETING_EDIT)
@require_form
def topic_add(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    found = find_meeting(request, customer_slug, pk)
    form = TopicForm(posted(request))

    def save() -> HttpResponse:
        made = actions.add_topic(meeting=found, by=request.actor, at=timezone.now(), **form.values)
        return back_to_topic(request, made, "On the agenda.")

    late = why_not(permissions.check_can_write, request.actor, found)
    return write(request, found, form, save, late=late, **around(found, "Add a topic", "agenda", submit="Add it"))


@requires(Permission.MEETING_EDIT)
@require_form
def topic_edit(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """What was said and decided; said first while people meet, the next topic follows."""
    topic, now = find_topic(request, customer_slug, pk), timezone.now()
    found, is_met = topic.meeting, topic.meeting.starts_at <= now
    known = {name: getattr(topic, name) for name in ("title", "fact", "notes", "decision")} | {"edited": token(topic)}
    form = _form_of(request, topic, now)(posted(request), topic=topic, is_met=is_met, initial=known)
    others = list(found.topics.filter(dropped_at=None)) if is_met else []
    is_first_said = is_met and not topic.is_settled
    coming = following(others, topic) if is_first_said else None

    def save() -> HttpResponse:
        edited = form.cleaned_data["edited"]
        saved = actions.edit_topic(topic=topic, edited=edited, by=request.actor, at=now, **form.values)
        if coming:
            return redirect(_edit_url(found.customer.slug, coming))
        if is_first_said and saved.is_settled:
            return back_to(request, found, "actions", ALL_TALKED)
        return back_to_topic(request, topic, "Saved.")

    late = why_not(permissions.check_can_write_on, request.actor, topic)
    page = around(found, topic.title, submit="Save and go to the next" if coming else "Save") | {
        "back": place_of(topic)
    }
    return write(request, found, form, save, row=topic, late=late, **page, hint=_hint(topic, others))


@require_POST
@requires(Permission.MEETING_EDIT)
def topic_pass(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Talked about, nothing to decide; the agenda opens at what is next."""
    topic = find_topic(request, customer_slug, pk)

    def go_on() -> HttpResponse:
        actions.pass_topic(topic=topic, by=request.actor, at=timezone.now())
        return back_to(request, topic.meeting, "agenda", f"Talked about: {topic}.")

    return press(request, topic.meeting, go_on)


@require_POST
@requires(Permission.MEETING_EDIT)
def topic_move(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """One place up (`up=1`) or down."""
    topic = find_topic(request, customer_slug, pk)

    def move() -> HttpResponse:
        actions.move_topic(topic=topic, up=request.POST.get("up") == "1", by=request.actor, at=timezone.now())
        return back_to_topic(request, topic)

    return press(request, topic.meeting, move)


@require_POST
@requires(Permission.MEETING_EDIT)
def topic_drop(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Off the agenda, or back on it (`back=1`)."""
    topic, is_dropped = find_topic(request, customer_slug, pk), request.POST.get("back") != "1"

    def drop() -> HttpResponse:
        actions.drop_topic(topic=topic, is_dropped=is_dropped, by=request.actor, at=timezone.now())
        if is_dropped:
            return back_to(request, topic.meeting, "agenda", f"Off the agenda: {topic}.")
        return back_to_topic(request, topic, f"Back on the agenda: {topic}.")

    return press(request, topic.meeting, drop)


def _form_of(request: Request, topic: Topic, now: datetime) -> type[TopicForm]:
    """The one that was opened, though the meeting has begun or been moved since."""
    is_news = "decision" not in request.POST if request.POST else tells_news(request.actor, topic.meeting, now)
    return NewsForm if topic.is_news and is_news else TopicForm


def _edit_url(slug: str, topic: Topic) -> str:
    return reverse("engagement:topic-edit", kwargs={"customer_slug": slug, "pk": topic.pk})


def _hint(topic: Topic, others: list[Topic]) -> str:
    """Where the meeting is: `Promises kept? · 6 of 19 talked about. 99.79 % in October 2026.`"""
    if not others:
        return ""
    sitting = sitting_of(others)
    return f"{topic.heading.label} · {sitting.talked} of {sitting.of} talked about. {topic.fact}".strip()
