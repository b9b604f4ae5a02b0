"""What is added to an incident: lines of its timeline, and what it costs."""

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request
from contracts.actions import incidents as actions
from contracts.forms.incidents import EntryForm, LossForm
from contracts.incidents import permissions
from contracts.views.incidents.common import about, find_incident
from core.methods import require_form
from core.moments import first_meant
from core.pages import UNPROCESSABLE, back_to, posted, show_form


@requires(Permission.INCIDENT_REPORT)
@require_form
def entry_add(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    incident = find_incident(request, customer_slug, pk)
    permissions.check_can_write(request.actor, incident)
    form = EntryForm(posted(request))
    page = about(
        incident, "Write into the timeline", "timeline", hint="A line is never changed: a later one corrects it."
    )
    if request.method != "POST":
        return show_form(request, form, **page)
    if not form.is_valid():
        return show_form(request, form, status=UNPROCESSABLE, **page)
    actions.add_entry(incident=incident, by=request.actor, at=timezone.now(), **form.cleaned_data)
    return back_to(request, incident, "timeline", f"Written into the timeline.{first_meant(form)}")


@requires(Permission.LOSS_NOTE)
@require_form
def loss_add(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    incident = find_incident(request, customer_slug, pk)
    permissions.check_can_note_loss(request.actor, incident)
    form = LossForm(posted(request))
    hint = "For each kind of cost the latest figure counts; the earlier ones stay to be read."
    page = about(incident, "Note what it cost", "cost", hint=hint)
    if request.method != "POST":
        return show_form(request, form, **page)
    if not form.is_valid():
        return show_form(request, form, status=UNPROCESSABLE, **page)
    values = form.cleaned_data
    values["because"] = values.pop("note")
    actions.add_loss(incident=incident, by=request.actor, at=timezone.now(), **values)
    return back_to(request, incident, "cost", "Noted.")
