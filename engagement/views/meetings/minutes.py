"""Propose minutes, approve them, send them back."""

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request
from core.pages import back_to
from engagement.actions import meetings as actions
from engagement.views.meetings.common import find_meeting, press


@require_POST
@requires(Permission.MEETING_EDIT)
def minutes_propose(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Put the minutes to the other side, as they were read: what was seen comes along."""
    found, seen = find_meeting(request, customer_slug, pk), request.POST.get("seen", "")

    def propose() -> HttpResponse:
        actions.propose_minutes(meeting=found, seen=seen, by=request.actor, at=timezone.now())
        return back_to(request, found, said="Proposed. The other side is asked to approve the minutes.")

    return press(request, found, propose)


@require_POST
@requires(Permission.MINUTES_APPROVE)
def minutes_approve(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Approve what was read: its digest comes along."""
    found, seen = find_meeting(request, customer_slug, pk), request.POST.get("digest", "")

    def approve() -> HttpResponse:
        held = actions.approve_minutes(meeting=found, digest_seen=seen, by=request.actor, at=timezone.now())
        done = "Approved by both sides. Nobody can change these minutes any more."
        return back_to(request, found, said=done if held.is_approved else "Approved.")

    return press(request, found, approve)


@require_POST
@requires(Permission.MINUTES_APPROVE)
def minutes_send_back(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    found = find_meeting(request, customer_slug, pk)

    def take_up() -> HttpResponse:
        actions.send_back(meeting=found, by=request.actor, at=timezone.now())
        return back_to(request, found, said="Taken up again: change what is not right, then propose them anew.")

    return press(request, found, take_up)
