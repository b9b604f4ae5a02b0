"""Steps of a draft, and who rings whom."""

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request
from continuity.actions.plans import parts as actions
from continuity.forms.plans.plans import CallForm, StepForm
from continuity.models import Call, Step
from continuity.plans import permissions
from continuity.views.plans.common import around, find_part, find_plan
from core.methods import require_form
from core.pages import back_to, posted, send_form


@requires(Permission.PLAN_EDIT)
@require_form
def step_add(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    plan = find_plan(request, customer_slug, pk)
    permissions.check_can_edit(request.actor, plan)
    form = StepForm(posted(request), instance=Step(plan=plan))

    def save() -> HttpResponse:
        step = actions.add_step(plan=plan, by=request.actor, at=timezone.now(), **form.values)
        return back_to(request, plan, f"step-{step.pk}", "Added.")

    return send_form(request, form, save, **around(plan, "Add a step", "steps", submit="Add it"))


@requires(Permission.PLAN_EDIT)
@require_form
def step_edit(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    step = find_part(request, Step, customer_slug, pk)
    permissions.check_can_edit(request.actor, step.plan)
    form = StepForm(posted(request), instance=step)

    def save() -> HttpResponse:
        edited = form.cleaned_data["edited"]
        actions.edit_step(step=step, edited=edited, by=request.actor, at=timezone.now(), **form.values)
        return back_to(request, step.plan, f"step-{step.pk}", "Saved.")

    return send_form(request, form, save, row=step, **around(step.plan, "Change the step", f"step-{step.pk}"))


@require_POST
@requires(Permission.PLAN_EDIT)
def step_move(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """One place up with `to=up`, down otherwise."""
    step = find_part(request, Step, customer_slug, pk)
    actions.move_step(step=step, up=request.POST.get("to") == "up", by=request.actor, at=timezone.now())
    return back_to(request, step.plan, f"step-{step.pk}", "")


@require_POST
@requires(Permission.PLAN_EDIT)
def step_remove(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    step = find_part(request, Step, customer_slug, pk)
    actions.remove_step(step=step, by=request.actor, at=timezone.now())
    return back_to(request, step.plan, "steps", "Removed. The history keeps what it said.")


@requires(Permission.PLAN_EDIT)
@require_form
def call_add(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    plan = find_plan(request, customer_slug, pk)
    permissions.check_can_edit(request.actor, plan)
    form = CallForm(posted(request), plan=plan, actor=request.actor)

    def save() -> HttpResponse:
        actions.add_call(plan=plan, by=request.actor, at=timezone.now(), **form.cleaned_data)
        return back_to(request, plan, "calls", "Added.")

    return send_form(request, form, save, **around(plan, "Who rings whom?", "calls", submit="Add it"))


@require_POST
@requires(Permission.PLAN_EDIT)
def call_remove(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    call = find_part(request, Call, customer_slug, pk)
    actions.remove_call(call=call, by=request.actor, at=timezone.now())
    return back_to(request, call.plan, "calls", "Removed.")
