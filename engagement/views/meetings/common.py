"""What pages of meetings share: the rows of the path, what stands around a form, the way back."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404

from accounts.actor import Actor
from accounts.models import Customer, Membership
from accounts.requests import Request
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


def around(meeting: Meeting, title: str, section: str = "", **more: Any) -> dict[str, Any]:
    """What a form's page says around it."""
    back = f"{meeting.get_absolute_url()}{'#' if section else ''}{section}"
    return {"title": title, "back": back, "back_text": str(meeting), "cancel": "Go back"} | more
