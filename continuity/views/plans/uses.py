"""“Use this plan now”: start it, tick steps, keep the log, stand down, write the report."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request
from continuity.actions.plans import uses as actions
from continuity.forms.plans.uses import FollowUpForm, LogForm, ReportForm, StandDownForm, StartForm
from continuity.models import PlanUse, Step
from continuity.plans import permissions
from continuity.queries.plans.exercises import actions_of
from continuity.queries.plans.plans import calls_of
from continuity.queries.plans.uses import log_of, steps_in_use
from continuity.views.plans.common import around, find_plan, find_use
from core.errors import allowed
from core.methods import require_form
from core.pages import back_to, posted, send_form


@requires(Permission.PLAN_USE)
@require_form
def use_start(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """One question, one button. Whoever comes second joins the use that runs."""
    plan = find_plan(request, customer_slug, pk)
    permissions.check_can_start(request.actor, plan)
    running = PlanUse.objects.visible_to(request.actor).open().filter(plan__line=plan.line).first()
    if running is not None:
        return redirect("continuity:use", customer_slug=customer_slug, pk=running.pk)
    form = StartForm(posted(request))

    def save() -> HttpResponse:
        use = actions.start_use(plan=plan, by=request.actor, at=timezone.now(), **form.cleaned_data)
        return redirect(use)

    page = around(plan, f"Start: {plan}", "", submit="Start the plan now", hint=f"Who may start it: {plan.may_start}")
    return send_form(request, form, save, **page)


@require_safe
@requires(Permission.CONTINUITY_VIEW)
def use(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """What is to be done now, large; afterwards what was done and learnt."""
    found, now, actor = find_use(request, customer_slug, pk), timezone.now(), request.actor
    today = timezone.localdate(now)
    follow_ups = found.follow_ups.visible_to(actor)
    context = {
        "use": found,
        "plan": found.plan,
        "steps": steps_in_use(found, now),
        "calls": calls_of(found.plan, actor, today),
        "log": log_of(found),
        "log_form": LogForm(),
        "actions": actions_of(follow_ups, found.plan.customer, actor, today),
        "may_log": allowed(permissions.check_can_log, actor, found),
        "may_report": allowed(permissions.check_can_report, actor, found),
        "may_finish": actor.may(Permission.EXERCISE_RECORD),
    }
    return render(request, "continuity/use.html", context)


@require_POST
@requires(Permission.PLAN_USE)
def step_tick(request: Request, customer_slug: str, pk: UUID, step: UUID) -> HttpResponse:
    """Done now; with `undo` it was a mistake."""
    found = find_use(request, customer_slug, pk)
    one = get_object_or_404(Step.objects.visible_to(request.actor).filter(plan=found.plan_id), pk=step)
    do = actions.untick_step if "undo" in request.POST else actions.tick_step
    do(use=found, step=one, by=request.actor, at=timezone.now())
    return back_to(request, found, f"step-{one.pk}", "")


@requires(Permission.PLAN_USE)
@require_form
def log_write(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    found = find_use(request, customer_slug, pk)
    permissions.check_can_log(request.actor, found)
    form = LogForm(posted(request))

    def save() -> HttpResponse:
        actions.write_log(use=found, by=request.actor, at=timezone.now(), **form.cleaned_data)
        return back_to(request, found, "log", "Written down.")

    hint = "A line is never changed: a later one corrects it."
    return send_form(request, form, save, **around(found, "Write into the log", "log", hint=hint))


@requires(Permission.PLAN_USE)
@require_form
def use_stand_down(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    found = find_use(request, customer_slug, pk)
    permissions.check_can_log(request.actor, found)
    form = StandDownForm(posted(request), use=found)

    def save() -> HttpResponse:
        actions.stand_down(use=found, by=request.actor, at=timezone.now(), **form.cleaned_data)
        return back_to(request, found, "report", "Stood down. Write what was learnt while it is fresh.")

    hint = f"Back to normal: {found.plan.back_to_normal}" if found.plan.back_to_normal else ""
    return send_form(request, form, save, **around(found, "Stand down", "", submit="Stand down", hint=hint))


@requires(Permission.PLAN_USE)
@require_form
def use_report(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    found = find_use(request, customer_slug, pk)
    permissions.check_can_report(request.actor, found)
    form = ReportForm(posted(request), instance=found)

    def save() -> HttpResponse:
        edited = form.cleaned_data["edited"]
        actions.write_report(use=found, edited=edited, by=request.actor, at=timezone.now(), **form.values)
        return back_to(request, found, "report", "Saved.")

    return send_form(request, form, save, row=found, **around(found, "What was learnt", "report"))


@requires(Permission.PLAN_USE)
@require_form
def use_action_add(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    found = find_use(request, customer_slug, pk)
    permissions.check_can_report(request.actor, found)
    form = FollowUpForm(posted(request), customer=found.plan.customer, actor=request.actor)

    def save() -> HttpResponse:
        actions.add_follow_up_to_use(use=found, by=request.actor, at=timezone.now(), **form.cleaned_data)
        return back_to(request, found, "actions", "Agreed. Whoever owes it is reminded.")

    return send_form(request, form, save, **around(found, "What is to be put right?", "actions"))
