"""An incident with the jobs that it is about: what contracts and the matrix know, on one page."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.actor import Actor
from accounts.enums import Permission
from accounts.requests import Request
from contracts.actions.incidents import set_jobs
from contracts.forms.incidents import EntryForm
from contracts.incidents import permissions
from contracts.incidents.sheet import IncidentSheet
from contracts.models import Incident
from contracts.queries.incidents.sheet import history_of, incident_sheet
from contracts.scenarios.permissions import check_can_keep
from contracts.views.incidents.common import about, find_incident
from core.errors import allowed, why_not
from core.methods import require_form
from core.pages import UNPROCESSABLE, back_to, posted, show_form
from portfolio.forms import JobsForm
from portfolio.queries.who_pays import examples_of
from responsibilities.queries.jobs import Job, jobs_of


@dataclass(frozen=True)
class Rights:
    """Which buttons the reader of an incident sees. `why_open` says why it cannot be closed yet."""

    write: bool
    edit: bool
    share: bool
    close: bool
    why_open: str
    reopen: bool
    note_loss: bool
    ask_who_pays: bool


@require_safe
@requires(Permission.INCIDENT_VIEW)
def incident(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Everything about one incident, what has to be done first."""
    found = find_incident(request, customer_slug, pk)
    sheet = incident_sheet(found, request.actor, timezone.now())
    jobs = jobs_of(request.actor, found.customer) if sheet.lines else {}
    context = {
        "incident": found,
        "sheet": sheet,
        "jobs": [job for line, job in jobs.items() if line in sheet.lines],
        "missing": len(sheet.lines - jobs.keys()),
        "may": _rights(request.actor, found, sheet),
        "entry_form": EntryForm(),
        "examples": examples_of(found, request.actor) if request.actor.may(Permission.SCENARIO_VIEW) else [],
        "events": history_of(found, request.actor),
    }
    return render(request, "portfolio/incident.html", context)


@requires(Permission.INCIDENT_REPORT)
@require_form
def incident_jobs(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Which jobs of the matrix an incident is about."""
    found = find_incident(request, customer_slug, pk)
    permissions.check_can_edit(request.actor, found)
    jobs = jobs_of(request.actor, found.customer)
    known = set(found.jobs.values_list("line", flat=True))
    form = JobsForm(posted(request), jobs=jobs.values(), chosen=known)
    page: dict[str, Any] = about(found, f"Which jobs is {found.reference} about?", "jobs", hint=_hint(jobs))
    if request.method != "POST":
        return show_form(request, form, **page)
    if not form.is_valid():
        return show_form(request, form, status=UNPROCESSABLE, **page)
    # What this reader's list does not show stays as it is.
    lines = form.lines | (known - jobs.keys())
    set_jobs(incident=found, lines=lines, by=request.actor, at=timezone.now())
    return back_to(request, found, "jobs", "Saved.")


def _rights(actor: Actor, found: Incident, sheet: IncidentSheet) -> Rights:
    may_close = actor.may(Permission.INCIDENT_CLOSE) and found.is_open
    waiting = [notice.name for notice in sheet.waiting]
    return Rights(
        write=allowed(permissions.check_can_write, actor, found),
        edit=allowed(permissions.check_can_edit, actor, found),
        share=allowed(permissions.check_can_share, actor, found),
        close=may_close and not waiting and not why_not(permissions.check_can_close, actor, found, []),
        why_open=f"To close it, record first: {', '.join(waiting)}." if may_close and waiting else "",
        reopen=allowed(permissions.check_can_reopen, actor, found),
        note_loss=allowed(permissions.check_can_note_loss, actor, found),
        ask_who_pays=allowed(check_can_keep, actor, found.customer),
    )


def _hint(jobs: dict[UUID, Job]) -> str:
    return "Tick what failed, and what has to be done now." if jobs else "There is no list of jobs to choose from yet."
