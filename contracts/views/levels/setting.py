"""What service levels go by: their terms, and the customer's sites with opening hours."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request, customer_of
from contracts import permissions
from contracts.actions import levels as level_actions
from contracts.actions import sites as actions
from contracts.forms import LevelTermsForm, SiteForm
from contracts.measuring.promises import terms_of
from contracts.models import Contract, Site
from contracts.views.levels.common import find_target, show_form
from core.errors import Conflict, allowed
from core.methods import require_form
from core.pages import CONFLICT, UNPROCESSABLE, meanwhile, posted


@requires(Permission.CONTRACT_EDIT)
@require_form
def target_terms(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """How a service level is measured and what a miss gives."""
    target = find_target(request, pk)
    permissions.check_can_set_terms(request.actor, target.contract, target.metric)
    form = LevelTermsForm(posted(request), instance=terms_of(target))
    about: dict[str, Any] = {
        "title": "How it is measured",
        "back": reverse("contracts:level", args=[customer_slug, pk]),
        "crumb": str(target),
        "hint": f"“{target.words}” Results are worked out anew with what you save here.{_held(target.contract)}",
    }
    if request.method != "POST":
        return show_form(request, form, **about)
    if not form.is_valid():
        return show_form(request, form, status=UNPROCESSABLE, **about)
    try:
        edited = form.cleaned_data["edited"]
        level_actions.set_terms(target=target, edited=edited, by=request.actor, at=timezone.now(), **form.values)
    except Conflict as conflict:
        said = meanwhile(form, terms_of(find_target(request, pk)), conflict)
        return show_form(request, form, status=CONFLICT, **about | said)
    messages.success(request, "It is measured that way from now on, for past months too.")
    return redirect("contracts:level", customer_slug, pk)


def _held(contract: Contract) -> str:
    return " The contract is signed: only since when it is recorded can be said." if contract.is_signed else ""


@requires(Permission.CONTRACT_VIEW)
@require_safe
def site_list(request: Request, customer_slug: str) -> HttpResponse:
    customer = customer_of(request)
    sites = Site.objects.visible_to(request.actor).filter(customer=customer).prefetch_related("opening_times")
    context = {
        "sites": sites.order_by("name", "pk"),
        "may_keep": allowed(permissions.check_can_keep_sites, request.actor, customer),
    }
    return render(request, "contracts/site_list.html", context)


@requires(Permission.CUSTOMER_EDIT)
@require_form
def site_add(request: Request, customer_slug: str) -> HttpResponse:
    customer = customer_of(request)
    form = SiteForm(posted(request), initial={"region": customer.region})
    about = _about(customer_slug, "Add a site")
    if request.method != "POST":
        return show_form(request, form, **about)
    if not form.is_valid():
        return show_form(request, form, status=UNPROCESSABLE, **about)
    try:
        site = actions.add_site(customer=customer, by=request.actor, at=timezone.now(), **form.values)
    except Conflict as taken:
        return show_form(request, form, status=CONFLICT, problem=str(taken), **about)
    messages.success(request, f"{site} is added.")
    return redirect("contracts:site-list", customer_slug)


@requires(Permission.CUSTOMER_EDIT)
@require_form
def site_edit(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    site = _find_site(request, pk)
    form = SiteForm(posted(request), instance=site, hours=actions.hours_of(site))
    about = _about(customer_slug, f"Change {site}")
    about["remove_url"] = reverse("contracts:site-remove", args=[customer_slug, pk])
    about["hint"] = "What was measured in its business hours is measured anew with these."
    if request.method != "POST":
        return show_form(request, form, **about)
    if not form.is_valid():
        return show_form(request, form, status=UNPROCESSABLE, **about)
    try:
        edited = form.cleaned_data["edited"]
        actions.edit_site(site=site, edited=edited, by=request.actor, at=timezone.now(), **form.values)
    except Conflict as conflict:
        fresh = _find_site(request, pk)
        said = meanwhile(form, fresh, conflict)
        stored = {"theirs": [*said["theirs"], *_other_hours(form, fresh)]} if "theirs" in said else {}
        return show_form(request, form, status=CONFLICT, **about | said | stored)
    messages.success(request, f"{site} is saved.")
    return redirect("contracts:site-list", customer_slug)


@requires(Permission.CUSTOMER_EDIT)
@require_POST
def site_remove(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    site = _find_site(request, pk)
    actions.remove_site(site=site, by=request.actor, at=timezone.now())
    messages.success(request, f"{site} is removed.")
    return redirect("contracts:site-list", customer_slug)


def _other_hours(form: SiteForm, fresh: Site) -> list[tuple[str, str]]:
    if form.cleaned_data["hours"] == actions.hours_of(fresh):
        return []
    return [("When it is open", "; ".join(str(each) for each in fresh.opening_times.order_by("weekday")) or "nothing")]


def _find_site(request: Request, pk: UUID) -> Site:
    sites = Site.objects.visible_to(request.actor).filter(customer=customer_of(request))
    return get_object_or_404(sites.select_related("customer"), pk=pk)


def _about(customer_slug: str, title: str) -> dict[str, Any]:
    return {"title": title, "back": reverse("contracts:site-list", args=[customer_slug]), "crumb": "Sites"}
