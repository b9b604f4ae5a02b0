"""Settings of a provider and of a customer; add a customer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts import actions
from accounts.access import requires
from accounts.enums import Permission
from accounts.forms import CustomerAddForm, CustomerForm, ProviderForm
from accounts.requests import Request, customer_of
from core.errors import Conflict
from core.methods import require_form


@require_form
@requires(Permission.PROVIDER_MANAGE)
def provider_settings(request: Request, provider_slug: str) -> HttpResponse:
    """Name, branding, contacts."""
    provider = request.org.provider
    form = ProviderForm(request.POST or None, request.FILES or None, instance=provider)
    if not form.is_valid():
        context = {"form": form, "provider": provider}
        return render(request, "accounts/provider_settings.html", context, status=422 if form.is_bound else 200)
    actions.change_provider(provider=provider, values=form.values(), by=request.actor, at=timezone.now())
    messages.success(request, "The settings are saved.")
    return redirect("accounts:provider-settings", provider_slug=provider_slug)


@require_form
@requires(Permission.CUSTOMER_EDIT)
def customer_settings(request: Request, customer_slug: str) -> HttpResponse:
    """Facts about the customer; its own owner keeps them too."""
    customer = customer_of(request)
    form = CustomerForm(request.POST or None, request.FILES or None, instance=customer, actor=request.actor)
    if not form.is_valid():
        context = {
            "form": form,
            "customer": customer,
            "may_archive": request.actor.may(Permission.CUSTOMER_ARCHIVE),
        }
        return render(request, "accounts/customer_settings.html", context, status=422 if form.is_bound else 200)
    actions.change_customer(customer=customer, values=form.values(), by=request.actor, at=timezone.now())
    messages.success(request, "The settings are saved.")
    return redirect("accounts:customer-settings", customer_slug=customer_slug)


@require_form
@requires(Permission.CUSTOMER_ADD)
def customer_add(request: Request, provider_slug: str) -> HttpResponse:
    """The first facts about a new customer."""
    form = CustomerAddForm(request.POST or None, actor=request.actor, initial={"lead": request.user.pk})
    if form.is_valid():
        try:
            customer = actions.add_customer(**form.cleaned_data, by=request.actor, at=timezone.now())
        except Conflict as conflict:
            form.add_error("name", str(conflict))
        else:
            messages.success(request, f"{customer.name} is added. Invite its people, or start its contract.")
            return redirect(customer)
    return render(request, "accounts/customer_add.html", {"form": form}, status=422 if form.is_bound else 200)
