"""Propose minutes, approve them, send them back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request
from core.errors import Conflict
from core.pages import back_to
from engagement.actions import meetings as actions
from engagement.views.meetings.common import find_meeting


@require_POST
@requires(Permission.MEETING_EDIT)
def minutes_propose(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    found = find_meeting(request, customer_slug, pk)
    actions.propose_minutes(meeting=found, by=request.actor, at=timezone.now())
    return back_to(request, found, said="Proposed. The other side is asked to approve the minutes.")


@require_POST
@requires(Permission.MINUTES_APPROVE)
def minutes_approve(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Approve what was read: its digest comes along."""
    found, seen = find_meeting(request, customer_slug, pk), request.POST.get("digest", "")
    try:
        held = actions.approve_minutes(meeting=found, digest_seen=seen, by=request.actor, at=timezone.now())
    except Conflict as conflict:
        messages.warning(request, str(conflict))
        return back_to(request, found)
    said = "Approved by both sides. Nobody can change these minutes any more." if held.is_approved else "Approved."
    return back_to(request, found, said=said)


@require_POST
@requires(Permission.MINUTES_APPROVE)
def minutes_send_back(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    found = find_meeting(request, customer_slug, pk)
    actions.send_back(meeting=found, by=request.actor, at=timezone.now())
    return back_to(request, found, said="Taken up again: change what is not right, then propose them anew.")
