"""What the provider sells: services with the activities they cover, and bundles of them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request
from audit.models import Event
from contracts.models import Service
from core.errors import Conflict
from core.methods import require_form
from core.pages import exported
from core.paging import query_without
from core.searching import has_words
from core.sorting import NUMBER, headings, sorted_by
from responsibilities.actions import catalogue as actions
from responsibilities.forms.catalogue import CoverageForm, ServiceForm
from responsibilities.queries.catalogue import (
    SERVICE_SORTS,
    ServiceLine,
    bundles_of,
    choices_for,
    coverage_stamp,
    entry_stamp,
    service_line,
    services_of,
)
from responsibilities.views.saving import add_from, change_from

COLUMNS = (
    ("name", "Service"), ("covers", "Jobs it covers", "", NUMBER), ("fee", "Usual fee a month", "", NUMBER),
    ("customers", "Customers"),
)  # fmt: skip
HEADINGS = ("Code", "Service", "Summary", "Jobs it covers", "Usual fee a month", "Customers", "Retired")


@require_safe
@requires(Permission.CATALOGUE_VIEW)
def service_list(request: Request, provider_slug: str) -> HttpResponse:
    """Services and bundles: what they cover, usual fee, how many customers buy them."""
    words, sort = request.GET.get("q", ""), request.GET.get("sort", "")
    services = services_of(request.actor, timezone.localdate())
    shown = [each for each in services if has_words(words, each.service.code, each.service.name, each.service.summary)]
    shown = sorted_by(shown, SERVICE_SORTS, sort)
    if file := exported(request, HEADINGS, lambda: map(_row, shown), "services", "Services"):
        return file
    bundles = bundles_of(request.actor)
    context = {
        "services": shown,
        "bundles": [line for line in bundles if has_words(words, line.bundle.name, line.bundle.summary)],
        "has_any": bool(services or bundles),
        "q": words,
        "headings": headings(COLUMNS, sort),
        "query": query_without(request.GET, "export"),
        "kept": query_without(request.GET, "sort", "export"),
        "may_edit": request.actor.may(Permission.CATALOGUE_EDIT),
    }
    return render(request, "responsibilities/service_list.html", context)


def _row(line: ServiceLine) -> tuple[object, ...]:
    each = line.service
    retired_on = timezone.localdate(each.retired_at) if each.retired_at else None
    return each.code, each.name, each.summary, line.covers, each.monthly_fee, "; ".join(line.customers), retired_on


@require_safe
@requires(Permission.CATALOGUE_VIEW)
def service(request: Request, provider_slug: str, pk: Any) -> HttpResponse:
    """One service: what it covers and who buys it."""
    found = get_object_or_404(Service.objects.visible_to(request.actor), pk=pk)
    covers = found.coverage.filter(activity__retired_at=None).select_related("activity")
    context = {
        "service": found,
        "line": service_line(found, request.actor, timezone.localdate()),
        "covers": covers.order_by("activity__position", "activity__code"),
        "bundles": found.bundles.filter(retired_at=None).order_by("name", "pk"),
        "events": list(Event.objects.visible_to(request.actor).latest_about("contracts.service", found.pk)),
        "may_edit": request.actor.may(Permission.CATALOGUE_EDIT),
    }
    return render(request, "responsibilities/service.html", context)


@require_form
@requires(Permission.CATALOGUE_EDIT)
def service_add(request: Request, provider_slug: str) -> HttpResponse:
    """Add a service; what it covers comes next."""
    form = ServiceForm(request.POST or None, instance=Service(provider=request.org.provider))

    def done(added: Service) -> HttpResponse:
        messages.success(request, f"{added} is in your catalogue. Now say what it covers.")
        return redirect("responsibilities:service-activities", provider_slug, added.pk)

    return add_from(form, request, render=lambda status: _form_page(request, form, None, status), done=done)


@require_form
@requires(Permission.CATALOGUE_EDIT)
def service_edit(request: Request, provider_slug: str, pk: Any) -> HttpResponse:
    """Change a service's name, words and usual fee."""
    services = Service.objects.visible_to(request.actor)
    found = get_object_or_404(services, pk=pk)
    form = ServiceForm(request.POST or None, instance=services.get(pk=pk), initial={"seen": entry_stamp(found)})

    def done(changed: Service) -> HttpResponse:
        messages.success(request, f"{changed} is saved. Contracts keep the fees agreed in them.")
        return redirect("responsibilities:service", provider_slug, pk)

    return change_from(form, found, request, render=lambda status: _form_page(request, form, found, status), done=done)


def _form_page(request: Request, form: ServiceForm, found: Service | None, status: int) -> HttpResponse:
    context = {"form": form, "service": found}
    return render(request, "responsibilities/service_form.html", context, status=status)


@require_form
@requires(Permission.CATALOGUE_EDIT)
def service_activities(request: Request, provider_slug: str, pk: Any) -> HttpResponse:
    """Choose what a service covers, by part of the list, and say it in the service's own words."""
    found = get_object_or_404(Service.objects.visible_to(request.actor), pk=pk)
    conflict = ""
    if request.method == "POST":
        try:
            return _cover(request, found)
        except Conflict as changed:
            conflict = str(changed)
    words = request.GET.get("q", "")
    choices = choices_for(found, request.actor, words)
    context = {
        "service": found,
        "choices": choices,
        "seen": coverage_stamp(found.coverage.all()),
        "q": words,
        "conflict": conflict,
        "covers": found.coverage.filter(activity__retired_at=None).count(),
    }
    return render(request, "responsibilities/service_activities.html", context, status=409 if conflict else 200)


def _cover(request: Request, found: Service) -> HttpResponse:
    form = CoverageForm(request.POST)
    before = {cover.activity_id: cover.provider_duty for cover in found.coverage.all()}
    shown = {choice.activity.pk for choice in choices_for(found, request.actor)} & form.shown()
    added, reworded, removed = actions.cover_activities(
        service=found,
        duties=form.duties(shown, before),
        seen=request.POST.get("seen", ""),
        by=request.actor,
        at=timezone.now(),
    )
    changes = ((added, "added"), (reworded, "reworded"), (removed, "taken out"))
    said = ", ".join(f"{number} {word}" for number, word in changes if number)
    messages.success(request, f"What {found} covers is saved: {said}." if said else "Nothing was different.")
    return redirect("responsibilities:service", found.provider.slug, found.pk)


@require_POST
@requires(Permission.CATALOGUE_EDIT)
def service_retire(request: Request, provider_slug: str, pk: Any) -> HttpResponse:
    """Stop selling it; contracts that hold it keep it."""
    found = get_object_or_404(Service.objects.visible_to(request.actor), pk=pk)
    actions.retire_entry(entry=found, by=request.actor, at=timezone.now())
    messages.success(
        request, f"{found} is retired. Contracts that hold it keep it; their matrices are raised for review."
    )
    return redirect("responsibilities:service", provider_slug, pk)


@require_POST
@requires(Permission.CATALOGUE_EDIT)
def service_restore(request: Request, provider_slug: str, pk: Any) -> HttpResponse:
    """Sell it again."""
    found = get_object_or_404(Service.objects.visible_to(request.actor), pk=pk)
    actions.restore_entry(entry=found, by=request.actor, at=timezone.now())
    messages.success(request, f"{found} is back in your catalogue.")
    return redirect("responsibilities:service", provider_slug, pk)
