"""The actions that a meeting ends in, and what is open from before."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request
from advice.models import Action
from advice.permissions import check_can_finish
from core.errors import why_not
from core.methods import require_form
from core.pages import back_to, posted
from engagement.actions import meetings as actions
from engagement.forms.meetings import DoneForm, PromiseForm
from engagement.permissions import meetings as permissions
from engagement.queries.promised import counted
from engagement.views.meetings.common import around, find_meeting, people_around, press, write

DONE_ALREADY = "Somebody has closed this action already: “{}”."


@requires(Permission.MEETING_EDIT)
@require_form
def promise_add(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    found = find_meeting(request, customer_slug, pk)
    form = PromiseForm(posted(request), customer=found.customer, people=people_around(found.customer))

    def save() -> HttpResponse:
        actions.promise(meeting=found, by=request.actor, at=timezone.now(), **form.values)
        return back_to(request, found, "actions", "Agreed.")

    late = why_not(permissions.check_can_promise, request.actor, found, counted(found))
    return write(request, found, form, save, late=late, **around(found, "Who does what?", "actions", submit="Agree it"))


@require_POST
@requires(Permission.MEETING_EDIT)
def promise_take_back(request: Request, customer_slug: str, pk: UUID, action: UUID) -> HttpResponse:
    found = find_meeting(request, customer_slug, pk)
    row = _action(request, customer_slug, action)

    def take_back() -> HttpResponse:
        actions.take_back(meeting=found, action=row, by=request.actor, at=timezone.now())
        return back_to(request, found, "actions", "Taken back.")

    return press(request, found, take_back)


@requires(Permission.ACTION_DO)
@require_form
def promise_done(request: Request, customer_slug: str, pk: UUID, action: UUID) -> HttpResponse:
    """Something promised before is done, and what shows it."""
    found, row = find_meeting(request, customer_slug, pk), _action(request, customer_slug, action)
    late = "" if row.is_open else DONE_ALREADY.format(row.closing)
    if not late:
        check_can_finish(request.actor, row)
    form = DoneForm(posted(request))

    def save() -> HttpResponse:
        actions.finish_carried(meeting=found, action=row, by=request.actor, at=timezone.now(), **form.cleaned_data)
        return back_to(request, found, "actions", "Done.")

    return write(request, found, form, save, late=late, **around(found, row.text, "actions", submit="It is done"))


def _action(request: Request, customer_slug: str, pk: UUID) -> Action:
    rows = Action.objects.visible_to(request.actor).filter(customer__slug=customer_slug)
    return get_object_or_404(rows.select_related("customer"), pk=pk)
