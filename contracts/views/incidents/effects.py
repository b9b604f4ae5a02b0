"""What an incident did to service levels: worked out from the outages and tickets it is about."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request
from contracts.actions.incidents import set_results
from contracts.forms.incident_results import IncidentResultsForm
from contracts.incidents import permissions
from contracts.measuring.effects import effects_of
from contracts.models import IncidentResult
from contracts.views.incidents.common import about, find_incident
from contracts.views.levels.common import board_for
from core.errors import allowed
from core.methods import require_form
from core.pages import UNPROCESSABLE, posted, show_form


@requires(Permission.INCIDENT_VIEW)
@require_safe
def incident_effects(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Each promise and period that it touched, with the figure and the credit."""
    rows = IncidentResult.objects.visible_to(request.actor).filter(incident=pk, incident__customer__slug=customer_slug)
    linked = list(rows.select_related("incident__customer__provider", "outage", "ticket").order_by("pk"))
    found = linked[0].incident if linked else find_incident(request, customer_slug, pk)
    board = board_for(request) if linked else []
    context = {
        "incident": found,
        "linked": linked,
        "effects": effects_of(board, linked, customer_slug, timezone.localdate()),
        "may_edit": allowed(permissions.check_can_edit, request.actor, found),
    }
    return render(request, "contracts/incident_effects.html", context)


@requires(Permission.INCIDENT_REPORT)
@require_form
def incident_results(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Which outages and tickets it is about."""
    found = find_incident(request, customer_slug, pk)
    permissions.check_can_edit(request.actor, found)
    form = IncidentResultsForm(posted(request), incident=found)
    hint = "Tick what this incident caused. " + (
        "There is no outage or ticket around that time yet." if form.is_empty else ""
    )
    page = about(found, f"Which outages and tickets is {found.reference} about?", "what", hint=hint)
    if request.method != "POST":
        return show_form(request, form, **page)
    if not form.is_valid():
        return show_form(request, form, status=UNPROCESSABLE, **page)
    set_results(incident=found, by=request.actor, at=timezone.now(), **form.cleaned_data)
    messages.success(request, "Saved. What it did to service levels is worked out from these.")
    return redirect("contracts:incident-effects", customer_slug, pk)
