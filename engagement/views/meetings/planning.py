"""Plan a meeting, change it, call it off."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request, customer_of
from core.errors import why_not
from core.methods import require_form
from core.pages import back_to, posted, send_form
from engagement.actions import meetings as actions
from engagement.actions.meetings.common import token
from engagement.forms.meetings import MeetingForm
from engagement.permissions import meetings as permissions
from engagement.views.meetings.common import around, find_meeting, people_around, press, write

HINT = "The agenda fills itself with what is open, missed, seen differently or soon due. You change it afterwards."


@requires(Permission.MEETING_EDIT)
@require_form
def meeting_add(request: Request, customer_slug: str) -> HttpResponse:
    customer = customer_of(request)
    permissions.check_can_plan(request.actor)
    form = MeetingForm(posted(request), customer=customer, people=people_around(customer))

    def save() -> HttpResponse:
        made = actions.plan_meeting(
            customer=customer, key=form.cleaned_data["key"], by=request.actor, at=timezone.now(), **form.values
        )
        messages.success(request, "Planned. Whoever comes gets an e-mail with the link to the agenda.")
        return redirect(made)

    back = reverse("engagement:meeting-list", kwargs={"customer_slug": customer.slug})
    page: dict[str, Any] = {
        "title": "Plan a meeting",
        "back": back,
        "back_text": "Meetings",
        "submit": "Plan it",
        "hint": HINT,
    }
    return send_form(request, form, save, **page)


@requires(Permission.MEETING_EDIT)
@require_form
def meeting_edit(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Another time or place; before it who comes, afterwards who was there."""
    found = find_meeting(request, customer_slug, pk)
    known = {name: getattr(found, name) for name in ("kind", "about", "starts_at", "place")} | {"edited": token(found)}
    form = MeetingForm(
        posted(request), customer=found.customer, people=people_around(found.customer), meeting=found, initial=known
    )

    def save() -> HttpResponse:
        edited = form.cleaned_data["edited"]
        actions.edit_meeting(meeting=found, edited=edited, by=request.actor, at=timezone.now(), **form.values)
        return back_to(request, found, said="Saved.")

    late = why_not(permissions.check_can_write, request.actor, found)
    return write(request, found, form, save, late=late, **around(found, "When, where and who"))


@require_POST
@requires(Permission.MEETING_EDIT)
def meeting_cancel(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    found = find_meeting(request, customer_slug, pk)

    def cancel() -> HttpResponse:
        actions.cancel_meeting(meeting=found, by=request.actor, at=timezone.now())
        return back_to(request, found, said="Called off. Whoever was to come gets an e-mail.")

    return press(request, found, cancel)
