"""What is done with an outage: kept, shared, put away, kept as an example of who would pay."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request, customer_of
from continuity import permissions
from continuity.actions import outages as actions
from continuity.forms.outages import NameForm, OutageForm
from continuity.models import Plan
from continuity.outages.answer import tell
from continuity.outages.payers import cause_of
from continuity.queries.model import business_of
from continuity.queries.outages import failed_jobs, reader_of, usual_facts
from continuity.queries.paying import example_of
from continuity.views.outages.common import facts_of, find_outage, show_outage
from contracts.actions.scenarios import add_scenario
from contracts.scenarios.queries import on_file
from core.errors import Conflict
from core.pages import UNPROCESSABLE


@requires(Permission.CONTINUITY_EDIT)
@require_POST
def outage_keep(request: Request, customer_slug: str) -> HttpResponse:
    """Under a name, as it was chosen on the form."""
    permissions.check_can_keep_outage(request.actor)
    customer = customer_of(request)
    business = business_of(customer)
    if business is None:
        raise Http404
    form = OutageForm(request.POST, business=business, usual=usual_facts(business, timezone.localdate()))
    name = NameForm(request.POST)
    if not form.is_valid() or not name.is_valid():
        facts = form.facts if form.is_valid() else None
        return show_outage(request, business, form, facts, status=UNPROCESSABLE, name_form=name)
    found = actions.keep_outage(
        customer=customer, name=name.cleaned_data["name"], starts_at=form.cleaned_data["starts_at"],
        failures=[(UUID(failure.key), failure.back) for failure in form.facts.failures], by=request.actor,
        at=timezone.now(),
    )  # fmt: skip
    messages.success(request, "Kept. Only your side sees it until you share it.")
    return redirect(found)


@requires(Permission.CONTINUITY_EDIT)
@require_POST
def outage_share(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    found = actions.share_outage(outage=find_outage(request, pk), by=request.actor, at=timezone.now())
    messages.success(request, "Shared. Both sides read the same outage from now on.")
    return redirect(found)


@requires(Permission.CONTINUITY_EDIT)
@require_POST
def outage_archive(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    found = actions.archive_outage(outage=find_outage(request, pk), by=request.actor, at=timezone.now())
    messages.success(request, f"“{found.name}” is put away.")
    return redirect("continuity:outage-list", customer_slug=customer_slug)


@requires(Permission.PLAN_EDIT)
@require_POST
def outage_plan(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """The plan that is chosen for it; nothing chosen takes it away."""
    outage, chosen = find_outage(request, pk), request.POST.get("plan", "")
    plans = Plan.objects.visible_to(request.actor).of_customer(customer_of(request))
    plan = next((each for each in plans if str(each.pk) == chosen), None)
    if chosen and plan is None:
        raise Http404("There is no such plan.")
    found = actions.plan_for(outage=outage, plan=plan, by=request.actor, at=timezone.now())
    messages.success(request, f"“{plan}” is the plan for it." if plan else "It has no plan any more.")
    return redirect(f"{found.get_absolute_url()}#plan")


@requires(Permission.SCENARIO_EDIT)
@require_POST
def outage_example(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Kept as an example of who would pay, to be corrected and compared there."""
    customer, actor, found = customer_of(request), request.actor, find_outage(request, pk)
    business, facts = business_of(customer), facts_of(found)
    cause = cause_of(business, tuple(failure.key for failure in facts.failures)) if business else None
    if business is None or cause is None:
        raise Conflict("No policy has a name for what fails here. Describe the example by hand.")
    answer = tell(business, facts.failures, facts.start, reader_of(customer, actor))
    jobs = failed_jobs(customer, actor, business, answer)
    about = example_of(answer, cause, on_file(customer, actor, facts.start.date()), jobs)
    about |= {"name": found.name, "story": f"{answer.title}. Worked out from what the business depends on."}
    row = add_scenario(customer=customer, by=actor, at=timezone.now(), **about)
    messages.success(request, "Kept as an example. Correct the facts where you know better.")
    return redirect(row)
