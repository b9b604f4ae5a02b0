"""What pages of meetings share: the rows of the path, what stands around a form, the way back.

Somebody who may write can be too late: the minutes are proposed, the meeting is called off, three actions are agreed.
Then the way is back to the meeting with a sentence, and what was typed stays in its form.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from accounts.actor import Actor
from accounts.models import Customer, Membership
from accounts.requests import Request
from core.errors import Conflict, NotAllowed
from core.pages import back_to, send_form
from engagement.models import Meeting, Topic


def find_meeting(request: Request, customer_slug: str, pk: UUID) -> Meeting:
    """The meeting of the path."""
    meetings = Meeting.objects.visible_to(request.actor).filter(customer__slug=customer_slug)
    links = ("customer__provider", "customer__lead", "planned_by", "proposed_by", "cancelled_by")
    return get_object_or_404(meetings.select_related(*links), pk=pk)


def find_topic(request: Request, customer_slug: str, pk: UUID) -> Topic:
    """The topic of the path with its meeting."""
    topics = Topic.objects.visible_to(request.actor).filter(meeting__customer__slug=customer_slug)
    return get_object_or_404(topics.select_related("meeting__customer__provider"), pk=pk)


def people_around(customer: Customer) -> list[Membership]:
    """Everybody of both sides who is there, by name."""
    here = Membership.objects.live().reaching(customer).select_related("user")
    return list(here.order_by("user__name", "pk"))


def tells_news(actor: Actor, meeting: Meeting, now: datetime) -> bool:
    """Before a review the customer's people tell what is new; in it that is talked about as everything."""
    return actor.is_customer and meeting.starts_at > now


def back_to_topic(request: Request, topic: Topic, said: str = "") -> HttpResponse:
    """After a change of a topic: the agenda, opened there."""
    return back_to(request, place_of(topic), said=said)


def place_of(topic: Topic) -> str:
    """Where a topic stands on the agenda of its meeting."""
    return f"{topic.meeting.get_absolute_url()}?at={topic.pk}#t-{topic.pk}"


def press(request: Request, meeting: Meeting, do: Callable[[], HttpResponse]) -> HttpResponse:
    """What a button does; somebody who is too late reads why on the meeting's page."""
    try:
        return do()
    except (NotAllowed, Conflict) as refused:
        messages.warning(request, str(refused))
        return back_to(request, meeting)


def write(
    request: Request, meeting: Meeting, form: Any, save: Callable[[], HttpResponse], *, late: str = "", **about: Any
) -> HttpResponse:
    """A form about a meeting; `late` says why it cannot be sent any more. What is typed by then stays to be copied."""
    if late and request.method != "POST":
        messages.warning(request, late)
        return back_to(request, meeting)

    def in_time() -> HttpResponse:
        try:
            return save()
        except NotAllowed as refused:
            raise Conflict(f"{refused} Your words are kept below.") from refused

    return send_form(request, form, in_time, **about)


def around(meeting: Meeting, title: str, section: str = "", **more: Any) -> dict[str, Any]:
    """What a form's page says around it."""
    back = f"{meeting.get_absolute_url()}{'#' if section else ''}{section}"
    return {"title": title, "back": back, "back_text": str(meeting), "cancel": "Go back"} | more
