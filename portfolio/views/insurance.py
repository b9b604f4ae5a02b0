"""A policy with the jobs that answer for its conditions: what contracts and the matrix know, on one page."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.models import Customer
from accounts.requests import Request
from contracts.actions.insurance import link_condition
from contracts.insurance import permissions
from contracts.insurance.hours import first_hours_of, hourly_profit
from contracts.insurance.publishing import toggles
from contracts.insurance.queries import history_of, is_used, policy_sheet, shared_limit
from contracts.insurance.sheet import SheetCondition
from contracts.models import Policy, PolicyCondition
from contracts.views.insurance.common import find_part, find_policy, list_url
from core.errors import allowed
from core.methods import require_form
from core.pages import UNPROCESSABLE, back_to, posted, show_form
from portfolio.forms import JobForm
from responsibilities.queries.jobs import Job, jobs_of


@dataclass(frozen=True)
class AnsweredCondition:
    """A condition with the job that answers for it. The job is missing while its list is still being written for
    this reader (`is_hidden`), or when it is no longer in the list (`is_lost`).
    """

    about: SheetCondition
    job: Job | None
    is_hidden: bool
    is_lost: bool


@requires(Permission.POLICY_VIEW)
@require_safe
def policy(request: Request, pk: UUID, **place: str) -> HttpResponse:
    """Everything about one policy, the answer first."""
    found = find_policy(request, pk)
    sheet = policy_sheet(found, request.actor, timezone.localdate())
    linked = [condition.line for condition in sheet.conditions if condition.line]
    jobs = _jobs(request, found) if linked else {}
    may_edit = allowed(permissions.check_can_edit, request.actor, found)
    hourly = hourly_profit(found, request.actor) if any(each.waiting for each in sheet.sections) else None
    context = {
        "policy": found,
        "sheet": sheet,
        "first_hours": first_hours_of(found, hourly),
        "hourly": hourly,
        "conditions": [_answered(each, jobs) for each in sheet.conditions],
        "back": list_url(found.holder),
        "shared": shared_limit(found),
        "toggles": toggles(found) if found.is_providers else (),
        "may_edit": may_edit,
        "may_link": may_edit and not found.is_providers,
        "may_publish": allowed(permissions.check_can_publish, request.actor, found),
        "may_remove": may_edit and not sheet.notices and not sheet.documents and not is_used(found),
        "events": history_of(found, request.actor),
    }
    return render(request, "portfolio/policy.html", context)


@requires(Permission.POLICY_EDIT)
@require_form
def condition_job(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Which job of the matrix answers for a condition."""
    condition: PolicyCondition = find_part(request, PolicyCondition, pk)
    found: Policy = condition.policy
    permissions.check_can_edit(request.actor, found)
    jobs = _jobs(request, found)
    form = JobForm(posted(request), jobs=jobs.values(), chosen=condition.line)
    about: dict[str, Any] = {
        "title": f"Who answers for {condition}?",
        "back": f"{found.get_absolute_url()}#conditions",
        "back_text": str(found),
        "hint": condition.words,
    }
    if request.method != "POST":
        return show_form(request, form, **about)
    if not form.is_valid():
        return show_form(request, form, status=UNPROCESSABLE, **about)
    job = jobs.get(form.line)  # type: ignore[arg-type]  # None is in no dict
    named = job.label if job and job.is_published else ""
    link_condition(condition=condition, line=form.line, job=named, by=request.actor, at=timezone.now())
    return back_to(request, found, "conditions", "Saved.")


def _answered(condition: SheetCondition, jobs: dict[UUID, Job]) -> AnsweredCondition:
    job = jobs.get(condition.line) if condition.line else None
    is_missing = condition.line is not None and job is None
    return AnsweredCondition(condition, job, is_hidden=is_missing and not jobs, is_lost=is_missing and bool(jobs))


def _jobs(request: Request, found: Policy) -> dict[UUID, Job]:
    customer: Customer | None = found.customer
    return jobs_of(request.actor, customer) if customer else {}
