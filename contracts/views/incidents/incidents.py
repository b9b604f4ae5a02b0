"""Incidents reported, changed, shared, closed, opened again."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request, customer_of
from contracts.actions import incidents as actions
from contracts.forms.incidents import CloseForm, IncidentForm, ReportForm
from contracts.incidents import permissions
from contracts.loss.vocabulary import Cause
from contracts.models import Incident, Notification
from contracts.queries.incidents.sheet import history_of
from contracts.views.conflicts import last_writer
from contracts.views.incidents.common import about, find_incident
from core.errors import Conflict
from core.methods import require_form
from core.moments import first_meant
from core.pages import CONFLICT, UNPROCESSABLE, back_to, meanwhile, posted, show_form, stored_now


@requires(Permission.INCIDENT_REPORT)
@require_form
def incident_report(request: Request, customer_slug: str) -> HttpResponse:
    """The short form: half a minute on a telephone."""
    customer, actor = customer_of(request), request.actor
    permissions.check_can_report(actor, customer)
    form = ReportForm(posted(request), customer=customer.name if actor.is_provider else "", initial=_known(request))
    back = reverse("contracts:incident-list", kwargs={"customer_slug": customer.slug})
    page: dict[str, Any] = {"title": "Report an incident", "back": back, "back_text": "Incidents", "cancel": "Go back"}
    page |= {"submit": "Report it", "hint": _hint(request)}
    if request.method != "POST":
        return show_form(request, form, **page)
    if not form.is_valid():
        return show_form(request, form, status=UNPROCESSABLE, **page)
    made = actions.report_incident(customer=customer, by=actor, at=timezone.now(), **form.cleaned_data)
    other = customer.across_from(actor)
    told = f"{other} is told by e-mail." if made.is_shared else f"{other} does not see it yet."
    return back_to(request, made, "told", f"{made.reference} is reported. {told}{first_meant(form)}")


@requires(Permission.INCIDENT_REPORT)
@require_form
def incident_edit(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    incident = find_incident(request, customer_slug, pk)
    permissions.check_can_edit(request.actor, incident)
    form = IncidentForm(posted(request), instance=incident)
    page = about(incident, f"What is known of {incident.reference}", "what")
    if request.method != "POST":
        return show_form(request, form, **page)
    if not form.is_valid():
        return show_form(request, form, status=UNPROCESSABLE, **page)
    edited = form.cleaned_data["edited"]
    try:
        actions.edit_incident(incident=incident, edited=edited, by=request.actor, at=timezone.now(), **form.values)
    except Conflict as conflict:
        return _clash(request, incident, form, conflict, page)
    said = f"Saved. Who has to be told, and by when, follows what you wrote.{first_meant(form)}"
    return back_to(request, incident, "what", said)


@requires(Permission.INCIDENT_REPORT)
@require_POST
def incident_share(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    incident = find_incident(request, customer_slug, pk)
    actions.share_incident(incident=incident, by=request.actor, at=timezone.now())
    return back_to(request, incident, "told", f"{incident.customer.name} reads it from now on and is told by e-mail.")


@requires(Permission.INCIDENT_CLOSE)
@require_form
def incident_close(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    incident = find_incident(request, customer_slug, pk)
    waiting = Notification.objects.visible_to(request.actor).filter(incident=incident).waiting()
    permissions.check_can_close(request.actor, incident, list(waiting.order_by("due_at", "pk")))
    form = CloseForm(posted(request), incident=incident)
    hint = "Its facts are kept as they are. The timeline and losses can still be written; it can be opened again."
    page = about(incident, f"Close {incident.reference}", "what", submit="Close it", hint=hint)
    if request.method != "POST":
        return show_form(request, form, **page)
    if not form.is_valid():
        return show_form(request, form, status=UNPROCESSABLE, **page)
    actions.close_incident(incident=incident, by=request.actor, at=timezone.now(), **form.cleaned_data)
    return back_to(request, incident, "what", f"{incident.reference} is closed.{first_meant(form)}")


@requires(Permission.INCIDENT_CLOSE)
@require_POST
def incident_reopen(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    incident = find_incident(request, customer_slug, pk)
    actions.reopen_incident(incident=incident, by=request.actor, at=timezone.now())
    return back_to(request, incident, "what", f"{incident.reference} is open again.")


def _known(request: Request) -> dict[str, str]:
    """What the page that leads here knows already: the name of a vendor or product that has failed."""
    failed = request.GET.get("failed", "")[:300]
    return {"what": f"{failed} has failed.", "cause": str(Cause.DEPENDENT_SYSTEM_FAILURE)} if failed else {}


def _hint(request: Request) -> str:
    provider = request.org.provider
    if request.actor.is_provider or not provider.emergency_phone:
        return "Three answers are enough to start the clocks. Everything else can follow."
    return f"If it is urgent, ring {provider.name} first: {provider.emergency_phone}. Then write it down here."


def _clash(
    request: Request, incident: Incident, form: IncidentForm, conflict: Conflict, page: dict[str, Any]
) -> HttpResponse:
    """The form again with the writer's text; what is stored now beside it. 409."""
    who = last_writer(history_of(incident, request.actor), request.actor)
    said = meanwhile(form, stored_now(incident), conflict, who=who)
    return show_form(request, form, status=CONFLICT, **page | said)
