"""Examples of who would pay, with what incidents and the matrix know of them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request, customer_of
from contracts.actions import scenarios as actions
from contracts.forms.scenarios import ScenarioForm
from contracts.scenarios import permissions
from contracts.scenarios.filling import complete, facts_of
from contracts.scenarios.suggested import CREDITS, SHARE, from_json, hint
from contracts.views.incidents.common import find_incident
from contracts.views.scenarios.common import find_scenario, show_form
from core.methods import require_form
from core.pages import UNPROCESSABLE, posted
from core.words import as_per_cent
from portfolio.forms import JobsForm
from portfolio.queries.who_pays import part_in
from responsibilities.queries.jobs import jobs_of

HINT = "Filled in from the incident, the service levels and “Who does what”. Correct what is wrong before you go on."
NO_JOBS = "Leave empty, or say on the incident’s page which jobs it is about: then it is worked out from who does them."


@requires(Permission.SCENARIO_EDIT)
@require_form
def incident_scenario(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """An example made of what really happened, under the terms of that day."""
    incident, actor = find_incident(request, customer_slug, pk), request.actor
    permissions.check_can_keep(actor, incident.customer)
    now = timezone.now()
    lines = set(incident.jobs.values_list("line", flat=True))
    share = part_in(lines, actor, incident.customer)
    known: dict[str, Any] = {"customer": incident.customer, "by": actor, "today": timezone.localdate(now)}
    known |= {"share": share, "begun": incident.begun_at}
    begun = complete(facts_of(incident, now), **known) if request.method == "GET" else {}
    worked_out = begun.pop("suggested", {})
    empty = {name: None for name in (SHARE, CREDITS) if name not in worked_out}
    hints = {SHARE: hint(share, NO_JOBS), CREDITS: hint(from_json(worked_out.get(CREDITS)))}
    form = ScenarioForm(posted(request), begun=begun | empty, hints=hints)
    about: dict[str, Any] = {"title": "Who would pay for this?", "back": f"{incident.get_absolute_url()}#cost"}
    about |= {"back_text": incident.reference, "hint": HINT, "submit": "See who would pay", "cancel": "Go back"}
    if request.method != "POST":
        return show_form(request, form, **about)
    if not form.is_valid():
        return show_form(request, form, status=UNPROCESSABLE, **about)
    values = complete(form.values, **known) | {"failed_jobs": sorted(str(line) for line in lines)}
    row = actions.add_scenario(customer=incident.customer, incident=incident, by=actor, at=now, **values)
    messages.success(request, "The example is kept. Only your side sees it until you share it.")
    return redirect(row)


@requires(Permission.SCENARIO_EDIT)
@require_form
def scenario_jobs(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Which jobs of the matrix failed: what the provider's part in the loss is worked out from."""
    found, customer, actor = find_scenario(request, pk), customer_of(request), request.actor
    permissions.check_can_edit(actor, found)
    jobs = jobs_of(actor, customer)
    known = {UUID(line) for line in found.failed_jobs}
    form = JobsForm(posted(request), jobs=jobs.values(), chosen=known)
    about: dict[str, Any] = {"title": "Which jobs failed?", "back": found.get_absolute_url(), "back_text": found.name}
    about |= {"hint": _hint(customer.provider.name, has_jobs=bool(jobs)), "submit": "Work it out"}
    if request.method != "POST":
        return show_form(request, form, **about)
    if not form.is_valid():
        return show_form(request, form, status=UNPROCESSABLE, **about)
    # What this reader's list does not show stays as it is.
    lines = form.lines | (known - jobs.keys())
    share = part_in(lines, actor, customer)
    actions.set_failed_jobs(scenario=found, lines=lines, share=share, by=actor, at=timezone.now())
    if share:
        said = (
            f"{customer.provider.name}’s part is now {as_per_cent(share.value)}. Correct it under “Change the facts”."
        )
        messages.success(request, said)
    return redirect(found)


def _hint(provider: str, *, has_jobs: bool) -> str:
    if not has_jobs:
        return "There is no list of jobs to choose from yet."
    return (
        f"Tick what was not done, or not well enough. {provider}’s part in the loss is worked out from who does these "
        "jobs, each counting the same; a shared job counts half. It is a beginning, for you to correct."
    )
