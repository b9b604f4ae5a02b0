"""Ways back: listed, written down, tried."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Max, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request
from core.methods import require_form
from core.pages import answer_form, exported, posted
from core.paging import page_of, query_without
from core.sorting import headings, ordered
from technology.actions import rollouts as actions
from technology.forms.rollouts import RollbackPlanForm, RollbackTestForm, WayBackFilter
from technology.models import Product, RollbackPlan, RollbackTest
from technology.models.products import ProductQuerySet
from technology.queries.rollouts.ways_back import loaded, narrowed, rows_of
from technology.rollouts import permissions
from technology.views.common import provider_url
from technology.views.rollouts.common import find_product

HEADINGS = ("Product", "Vendor", "How", "Who", "Minutes", "Needs", "Tried", "Try by")
COLUMNS = (("what", "Product"), ("tried", "Tried", "When it last worked"))
SORTS: dict[str, tuple[Any, ...]] = {"what": ("name",), "tried": (F("worked_on").asc(nulls_first=True), "name")}


@requires(Permission.TECHNOLOGY_VIEW)
@require_safe
def rollback_list(request: Request, provider_slug: str) -> HttpResponse:
    """How updates of each product are taken back, and when that was last tried."""
    form = WayBackFilter(request.GET)
    chosen, sort, today = form.chosen(), request.GET.get("sort", "what"), timezone.localdate()
    found = _in_order(narrowed(Product.objects.visible_to(request.actor), chosen), sort)
    if file := exported(request, HEADINGS, lambda: _cells(found, today), "ways-back", "Ways back"):
        return file
    page = page_of(loaded(found), request.GET)
    context = {
        "form": form,
        "page": page,
        "rows": rows_of(page, today),
        "headings": headings(COLUMNS, sort),
        "is_filtered": bool(chosen),
        "query": query_without(request.GET, "page"),
        "kept": query_without(request.GET, "page", "sort"),
        "may_record": request.actor.may(Permission.UPDATE_RECORD),
    }
    return render(request, "technology/rollback_list.html", context)


@requires(Permission.UPDATE_RECORD)
@require_form
def rollback_edit(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    product = find_product(request, pk)
    permissions.check_can_record(request.actor, product)
    plan = RollbackPlan.objects.visible_to(request.actor).filter(product=product).first()
    form = RollbackPlanForm(posted(request), instance=plan)

    def act() -> RollbackPlan:
        return actions.save_rollback_plan(product=product, by=request.actor, at=timezone.now(), **form.cleaned_data)

    said = f"Saved. Try it once, so that you know that updates of {product} can be taken back."
    title = f"How updates of {product} are taken back"
    return answer_form(
        request, form, act, said=lambda _: said, done=lambda _: _list_url(request), row=plan, **_page(request, title)
    )


@requires(Permission.UPDATE_RECORD)
@require_form
def rollback_test(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    plans = RollbackPlan.objects.visible_to(request.actor).select_related("product__vendor__provider")
    plan = get_object_or_404(plans, pk=pk)
    permissions.check_can_record(request.actor, plan.product)
    form = RollbackTestForm(posted(request))

    def act() -> RollbackTest:
        return actions.add_rollback_test(plan=plan, by=request.actor, at=timezone.now(), **form.cleaned_data)

    page = _page(request, f"The way back of {plan.product} was tried", hint=plan.method, submit="Record it")
    return answer_form(request, form, act, said=lambda _: "Recorded.", done=lambda _: _list_url(request), **page)


def _in_order(products: ProductQuerySet, sort: str) -> ProductQuerySet:
    worked = Max("rollback_plan__tests__tested_on", filter=Q(rollback_plan__tests__has_worked=True))
    return ordered(products.annotate(worked_on=worked), SORTS, sort, "what")


def _cells(found: ProductQuerySet, today: date) -> list[tuple[object, ...]]:
    """What the list shows, all pages of it."""
    return [
        (row.name, row.vendor, row.method, row.who, row.minutes, row.needs, row.tested, row.due_on)
        for row in rows_of(loaded(found), today)
    ]


def _page(request: Request, title: str, **more: Any) -> dict[str, Any]:
    return {"title": title, "back": _list_url(request), "back_text": "Ways back"} | more


def _list_url(request: Request) -> str:
    return provider_url(request, "rollback-list")
