"""Who is told of an incident: somebody added, recorded as told, said to be unnecessary, taken back."""

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request
from contracts.actions import incidents as actions
from contracts.forms.incidents import NotNeededForm, OtherForm, ToldForm
from contracts.incidents import permissions
from contracts.views.incidents.common import about, find_incident, find_notification
from core.methods import require_form
from core.moments import first_meant
from core.pages import UNPROCESSABLE, back_to, posted, show_form

SECTION = "told"


@requires(Permission.INCIDENT_REPORT)
@require_form
def notice_add(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    incident = find_incident(request, customer_slug, pk)
    permissions.check_can_edit(request.actor, incident)
    form = OtherForm(posted(request))
    page = about(incident, "Somebody else has to be told", SECTION)
    if request.method != "POST":
        return show_form(request, form, **page)
    if not form.is_valid():
        return show_form(request, form, status=UNPROCESSABLE, **page)
    actions.add_notification(incident=incident, by=request.actor, at=timezone.now(), **form.cleaned_data)
    return back_to(request, incident, SECTION, f"Added to those who have to be told.{first_meant(form)}")


@requires(Permission.INCIDENT_REPORT)
@require_form
def notice_told(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    notification = find_notification(request, customer_slug, pk)
    permissions.check_can_tell(request.actor, notification)
    form = ToldForm(posted(request), notification=notification)
    page = about(notification.incident, f"Record that {notification.named} was told", SECTION, hint=notification.rule)
    if request.method != "POST":
        return show_form(request, form, **page)
    if not form.is_valid():
        return show_form(request, form, status=UNPROCESSABLE, **page)
    actions.record_told(notification=notification, by=request.actor, at=timezone.now(), **form.cleaned_data)
    said = f"Recorded: {notification.named} was told.{first_meant(form)}"
    return back_to(request, notification.incident, SECTION, said)


@requires(Permission.INCIDENT_REPORT)
@require_form
def notice_not_needed(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    notification = find_notification(request, customer_slug, pk)
    permissions.check_can_record(request.actor, notification)
    form = NotNeededForm(posted(request))
    title = f"Why need {notification.named} not be told?"
    page = about(notification.incident, title, SECTION, hint=notification.rule)
    if request.method != "POST":
        return show_form(request, form, **page)
    if not form.is_valid():
        return show_form(request, form, status=UNPROCESSABLE, **page)
    actions.record_not_needed(notification=notification, by=request.actor, at=timezone.now(), **form.cleaned_data)
    return back_to(request, notification.incident, SECTION, "Recorded, with your name and the reason.")


@requires(Permission.INCIDENT_REPORT)
@require_POST
def notice_take_back(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    notification = find_notification(request, customer_slug, pk)
    actions.take_back(notification=notification, by=request.actor, at=timezone.now())
    return back_to(request, notification.incident, SECTION, "Taken back: it waits again.")
