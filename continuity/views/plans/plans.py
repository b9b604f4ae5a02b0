"""The list of plans; a version to read, write, bring into force, revise, retire."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.actor import Actor
from accounts.enums import Permission
from accounts.requests import Request, customer_of
from continuity.actions.plans import plans as actions
from continuity.forms.plans.plans import InForceForm, PlanFilter, PlanForm
from continuity.models import Plan, PlanUse
from continuity.models.plans import PlanQuerySet
from continuity.outages.planning import words
from continuity.permissions import check_can_plan_for
from continuity.plans import permissions
from continuity.queries.plans.exercises import learnt_of
from continuity.queries.plans.outages import outages_of
from continuity.queries.plans.plans import calls_of, history_of, listed, rows_of, steps_of, versions_of
from continuity.views.outages.common import asked_for
from continuity.views.plans.common import around, find_plan
from core.errors import allowed, why_not
from core.methods import require_form
from core.pages import back_to, posted, send_form
from core.paging import page_of, query_without
from core.sorting import headings
from core.spreadsheets import KINDS, table_file

COLUMNS = (("name", "Plan"), ("practised", "Last practised"), ("next", "Next exercise"))
HEADINGS = ("Plan", "Version", "State", "In force since", "Last practised", "Next exercise")


@dataclass(frozen=True)
class Rights:
    """Which buttons the reader of a version sees. `why_not_yet` says why a draft can't come into force yet."""

    edit: bool
    put_in_force: bool
    why_not_yet: str
    revise: bool
    retire: bool
    start: bool
    exercise: bool
    send: bool
    finish: bool


@require_safe
@requires(Permission.CONTINUITY_VIEW)
def plan_list(request: Request, customer_slug: str) -> HttpResponse:
    """Each plan once, by the version that counts."""
    customer, actor, today = customer_of(request), request.actor, timezone.localdate()
    form, sort = PlanFilter(request.GET), request.GET.get("sort", "name")
    chosen = form.chosen()
    found = listed(Plan.objects.visible_to(actor).of_customer(customer), chosen, sort).select_related("customer")
    if request.GET.get("export") in KINDS:
        return _file(found, request.GET["export"], today)
    page = page_of(found, request.GET)
    context = {
        "tab": {"plans": True},
        "form": form,
        "page": page,
        "rows": rows_of(page, today),
        "headings": headings(COLUMNS, sort),
        "is_filtered": bool(chosen),
        "query": query_without(request.GET, "page"),
        "kept": query_without(request.GET, "page", "sort"),
        "may_add": allowed(permissions.check_can_write, actor, customer),
    }
    return render(request, "continuity/plan_list.html", context)


@require_safe
@requires(Permission.CONTINUITY_VIEW)
def plan(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """One version: a draft with the buttons of its editor, anything else to read and to use."""
    found, today = find_plan(request, customer_slug, pk), timezone.localdate()
    versions = versions_of(found)
    uses = PlanUse.objects.visible_to(request.actor).filter(plan__line=found.line).select_related("plan__customer")
    steps, past = steps_of(found), list(uses.order_by("-started_at", "pk")[:20])
    context = {
        "plan": found,
        "steps": steps,
        "calls": calls_of(found, request.actor, today),
        "learnt": learnt_of(found, request.actor, today),
        "outages": outages_of(found, request.actor),
        "versions": versions,
        "current": next((each for each in versions if each.is_current), None),
        "draft": next((each for each in versions if each.is_draft), None),
        "uses": past,
        "running": next((use for use in past if use.is_open), None),
        "may": _rights(request.actor, found, len(steps)),
        "events": history_of(found, request.actor),
    }
    return render(request, "continuity/plan.html", context)


@requires(Permission.PLAN_EDIT)
@require_form
def plan_add(request: Request, customer_slug: str) -> HttpResponse:
    """The words first; steps and calls are added on its page. With `?outage=` it is the plan for that outage."""
    customer = customer_of(request)
    permissions.check_can_write(request.actor, customer)
    asked = asked_for(request)
    outage = asked[0] if asked else None
    if outage:
        check_can_plan_for(request.actor, outage)
    begun = words(outage.name, asked[1]) if asked and outage else {}
    form = PlanForm(posted(request), instance=Plan(customer=customer), initial=begun)

    def save() -> HttpResponse:
        made = actions.add_plan(customer=customer, by=request.actor, at=timezone.now(), outage=outage, **form.values)
        return back_to(request, made, "steps", "Begun. Now add what is done, step by step.")

    back = reverse("continuity:plan-list", kwargs={"customer_slug": customer.slug})
    hint = "Nobody sees it as a plan in force until you say so."
    return send_form(
        request, form, save, title="Write a plan", back=back, back_text="Plans", hint=hint, submit="Begin the plan"
    )


@requires(Permission.PLAN_EDIT)
@require_form
def plan_edit(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    found = find_plan(request, customer_slug, pk)
    permissions.check_can_edit(request.actor, found)
    form = PlanForm(posted(request), instance=found)

    def save() -> HttpResponse:
        edited = form.cleaned_data["edited"]
        actions.edit_plan(plan=found, edited=edited, by=request.actor, at=timezone.now(), **form.values)
        return back_to(request, found, "words", "Saved.")

    return send_form(request, form, save, row=found, **around(found, "The words of the plan", "words"))


@requires(Permission.PLAN_EDIT)
@require_form
def plan_in_force(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """The draft comes into force; the first time it is asked how it will be practised."""
    found = find_plan(request, customer_slug, pk)
    permissions.check_can_put_in_force(request.actor, found, found.steps.count())
    form = InForceForm(posted(request), is_first=found.number == 1)

    def save() -> HttpResponse:
        kinds = form.cleaned_data.get("kinds", ())
        actions.put_in_force(plan=found, kinds=kinds, by=request.actor, at=timezone.now())
        return back_to(request, found, "", f"Version {found.number} is in force. Print the card and put it up.")

    hint = "It replaces the version in force; the old one can still be read." if found.number > 1 else ""
    page = around(found, "Bring the plan into force", "words", submit="Bring it into force", hint=hint)
    return send_form(request, form, save, **page)


@require_POST
@requires(Permission.PLAN_EDIT)
def plan_revise(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    found = find_plan(request, customer_slug, pk)
    draft = actions.revise_plan(plan=found, by=request.actor, at=timezone.now())
    return back_to(request, draft, "", f"Version {draft.number} is a draft. Version {found.number} stays in force.")


@require_POST
@requires(Permission.PLAN_EDIT)
def plan_discard(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    found = find_plan(request, customer_slug, pk)
    actions.discard_draft(plan=found, by=request.actor, at=timezone.now())
    left = Plan.objects.visible_to(request.actor).filter(line=found.line).order_by("-number").first()
    if left is not None:
        left.customer = found.customer
        return back_to(request, left, "", "The draft is gone.")
    return redirect("continuity:plan-list", customer_slug=customer_slug)


@require_POST
@requires(Permission.PLAN_EDIT)
def plan_retire(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    found = find_plan(request, customer_slug, pk)
    actions.retire_plan(plan=found, by=request.actor, at=timezone.now())
    return back_to(request, found, "", "The plan is no longer in force. It can still be read.")


def _rights(actor: Actor, found: Plan, steps: int) -> Rights:
    may_edit = allowed(permissions.check_can_edit, actor, found)
    return Rights(
        edit=may_edit,
        put_in_force=allowed(permissions.check_can_put_in_force, actor, found, steps),
        why_not_yet=why_not(permissions.check_can_put_in_force, actor, found, steps) if may_edit else "",
        revise=allowed(permissions.check_can_revise, actor, found),
        retire=allowed(permissions.check_can_retire, actor, found),
        start=allowed(permissions.check_can_start, actor, found),
        exercise=allowed(permissions.check_can_plan_exercise, actor, found),
        send=allowed(permissions.check_can_send, actor, found),
        finish=actor.may(Permission.EXERCISE_RECORD),
    )


def _file(found: PlanQuerySet, kind: str, today: date) -> HttpResponse:
    """What the list shows, all pages of it."""
    rows = [(row.name, row.number, row.state, row.since, row.held_on, row.due_on) for row in rows_of(found, today)]
    return table_file(kind, HEADINGS, rows, name="plans", title="Plans", on=today)
