"""Plans of rings: shown, written with the sum beside it, and who volunteers."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request
from core.errors import Conflict
from core.methods import require_form
from core.pages import CONFLICT, UNPROCESSABLE, answer_form, posted
from technology.actions import rollouts as actions
from technology.actions.rollouts.plans import plan_token
from technology.forms.rollouts import PlanForm, RingFormSet, VolunteersForm
from technology.forms.rollouts.plans import BaseRingFormSet, initial_rings
from technology.models import Product, Ring, RingPlan
from technology.queries.rollouts.plans import plan_sheets
from technology.rollouts import permissions
from technology.rollouts.facts import rings_of, rollout_hours_of
from technology.rollouts.wording import fit_words
from technology.views.common import provider_url
from technology.views.rollouts.common import find_product

PREFIX = "rings"


@requires(Permission.TECHNOLOGY_VIEW)
@require_safe
def ring_plans(request: Request, provider_slug: str) -> HttpResponse:
    """The rings of all products, and those of products with rings of their own."""
    context = {
        "plans": plan_sheets(request.org.provider, request.actor),
        "products": Product.objects.visible_to(request.actor).filter(ring_plan=None).order_by("name", "pk"),
        "may_plan": request.actor.may(Permission.UPDATE_APPROVE),
    }
    return render(request, "technology/ring_plans.html", context)


@requires(Permission.UPDATE_APPROVE)
@require_form
def ring_plan_edit(request: Request, provider_slug: str) -> HttpResponse:
    """The rings of every product that has none of its own."""
    return _edit(request, None)


@requires(Permission.UPDATE_APPROVE)
@require_form
def product_plan_edit(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    """The rings of one product."""
    return _edit(request, find_product(request, pk))


@requires(Permission.UPDATE_APPROVE)
@require_POST
def ring_plan_check(request: Request, provider_slug: str) -> HttpResponse:
    """The sum against fourteen days, of what the form holds so far. It stores nothing."""
    return render(request, "technology/_ring_plan_fit.html", _fit_context(request))


@requires(Permission.UPDATE_APPROVE)
@require_POST
def ring_plan_drop(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    plan = get_object_or_404(RingPlan.objects.visible_to(request.actor).select_related("product"), pk=pk)
    actions.drop_plan(plan=plan, by=request.actor, at=timezone.now())
    return _back(request, f"{plan.product} goes through the same rings as every other product.")


@requires(Permission.UPDATE_APPROVE)
@require_form
def ring_volunteers(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    """Which customers’ devices are in an early ring."""
    ring = get_object_or_404(Ring.objects.visible_to(request.actor).select_related("plan__product"), pk=pk)
    permissions.check_can_plan(request.actor)
    form = VolunteersForm(posted(request), actor=request.actor, initial={"customers": ring.customers.all()})

    def act() -> Ring:
        return actions.set_volunteers(ring=ring, by=request.actor, at=timezone.now(), **form.cleaned_data)

    said = f"Saved. Rollouts that begin from now on know who goes first in {ring.name}."
    return answer_form(
        request, form, act, said=lambda _: said, done=lambda _: _plans_url(request),
        title=f"Who goes first in {ring.name}", back=_plans_url(request), back_text="Rings",
    )  # fmt: skip


def _edit(request: Request, product: Product | None) -> HttpResponse:
    permissions.check_can_plan(request.actor)
    plan = _plan(request, product)
    if request.method != "POST":
        start = plan or _plan(request, None)
        head = {"edited": plan_token(plan), "rollout_hours": rollout_hours_of(start)}
        rows = RingFormSet(prefix=PREFIX, initial=initial_rings(rings_of(start)))
        return _show(request, product, PlanForm(initial=head), rows)
    form, rows = PlanForm(request.POST), _rows(request)
    if not (form.is_valid() and rows.is_valid()):
        return _show(request, product, form, rows, status=UNPROCESSABLE)
    try:
        actions.save_plan(
            provider=request.org.provider, product=product, rings=rows.rings, by=request.actor, at=timezone.now(),
            rollout_hours=form.cleaned_data["rollout_hours"], edited=form.cleaned_data["edited"],
        )  # fmt: skip
    except Conflict as conflict:
        form.data = {**request.POST.dict(), "edited": plan_token(plan)}
        return _show(request, product, form, rows, status=CONFLICT, problem=f"{conflict} Compare before you save.")
    return _back(request, "Saved. What is under way keeps the rings that it began with.")


def _show(
    request: Request, product: Product | None, form: PlanForm, rows: Any, *, status: int = 200, problem: str = ""
) -> HttpResponse:
    context = {
        "form": form, "rows": rows, "product": product, "problem": problem, "back": _plans_url(request),
        "check_url": provider_url(request, "ring-plan-check"),
    }  # fmt: skip
    if request.method == "POST":
        context |= _fit_context(request)
    else:
        found = rows.fit_of(form.initial["rollout_hours"])
        context |= {"fit": found, "words": fit_words(found)}
    return render(request, "technology/ring_plan_edit.html", context, status=status)


def _fit_context(request: Request) -> dict[str, Any]:
    form, rows = PlanForm(request.POST), _rows(request)
    rows.is_valid()
    hours = form.cleaned_data.get("rollout_hours") if form.is_valid() else None
    found = rows.fit_of(hours or 0)
    return {"fit": found, "words": fit_words(found)}


def _rows(request: Request) -> BaseRingFormSet:
    rows: Any = RingFormSet(request.POST, prefix=PREFIX)
    return rows


def _plan(request: Request, product: Product | None) -> RingPlan | None:
    plans = RingPlan.objects.visible_to(request.actor).filter(product=product)
    return plans.select_related("product").prefetch_related("rings").first()


def _plans_url(request: Request) -> str:
    return provider_url(request, "ring-plans")


def _back(request: Request, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect(_plans_url(request))
