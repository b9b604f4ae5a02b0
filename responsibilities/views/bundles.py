"""Bundles: services that are sold together."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request
from contracts.models import Bundle, Service
from core.methods import require_form
from responsibilities.actions import catalogue as actions
from responsibilities.forms.catalogue import BundleForm
from responsibilities.queries.catalogue import entry_stamp
from responsibilities.views.saving import add_from, change_from


@require_form
@requires(Permission.CATALOGUE_EDIT)
def bundle_add(request: Request, provider_slug: str) -> HttpResponse:
    """Add a bundle of services."""
    form = BundleForm(request.POST or None, instance=Bundle(provider=request.org.provider), actor=request.actor)

    def done(added: Bundle) -> HttpResponse:
        messages.success(request, f"{added} is in your catalogue.")
        return redirect("responsibilities:service-list", provider_slug)

    chosen: list[Service] = list(form.cleaned_data.get("services", [])) if form.is_bound and form.is_valid() else []
    return add_from(form, request, render=lambda status: _page(request, form, None, status), done=done, services=chosen)


@require_form
@requires(Permission.CATALOGUE_EDIT)
def bundle_edit(request: Request, provider_slug: str, pk: Any) -> HttpResponse:
    """Change a bundle's name, words and services."""
    bundles = Bundle.objects.visible_to(request.actor)
    found = get_object_or_404(bundles, pk=pk)
    form = BundleForm(
        request.POST or None, instance=bundles.get(pk=pk), initial={"seen": entry_stamp(found)}, actor=request.actor
    )

    def done(changed: Bundle) -> HttpResponse:
        messages.success(request, f"{changed} is saved.")
        return redirect("responsibilities:service-list", provider_slug)

    return change_from(form, found, request, render=lambda status: _page(request, form, found, status), done=done)


def _page(request: Request, form: BundleForm, found: Bundle | None, status: int) -> HttpResponse:
    has_services = Service.objects.visible_to(request.actor).live().exists()
    context = {"form": form, "bundle": found, "has_services": has_services}
    return render(request, "responsibilities/bundle_form.html", context, status=status)


@require_POST
@requires(Permission.CATALOGUE_EDIT)
def bundle_retire(request: Request, provider_slug: str, pk: Any) -> HttpResponse:
    """Stop selling it as one; its services stay."""
    found = get_object_or_404(Bundle.objects.visible_to(request.actor), pk=pk)
    actions.retire_entry(entry=found, by=request.actor, at=timezone.now())
    messages.success(request, f"{found} is retired. Its services stay in your catalogue.")
    return redirect("responsibilities:service-list", provider_slug)


@require_POST
@requires(Permission.CATALOGUE_EDIT)
def bundle_restore(request: Request, provider_slug: str, pk: Any) -> HttpResponse:
    """Sell it as one again."""
    found = get_object_or_404(Bundle.objects.visible_to(request.actor), pk=pk)
    actions.restore_entry(entry=found, by=request.actor, at=timezone.now())
    messages.success(request, f"{found} is back in your catalogue.")
    return redirect("responsibilities:service-list", provider_slug)
