"""What every page of a policy needs: the row, the form on a page of its own, the way back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.models import Customer, Provider
from accounts.requests import Request
from contracts.forms.base import RowForm
from contracts.insurance.queries import history_of
from contracts.models import Policy
from contracts.models.insurance import PolicyQuerySet
from contracts.snapshots import token
from contracts.views.common import CONFLICT
from contracts.views.conflicts import theirs
from core.errors import Conflict


def holder_of(request: Request) -> Provider | Customer:
    """Whose insurance the path is about."""
    return request.org.customer or request.org.provider


def policies_of(request: Request) -> PolicyQuerySet:
    """The holder's own policies, as far as this reader may know of them."""
    rows = Policy.objects.visible_to(request.actor)
    customer = request.org.customer
    return rows.of_customer(customer) if customer else rows.of_provider(request.org.provider)


def find_policy(request: Request, pk: UUID) -> Policy:
    """The policy of the path."""
    return get_object_or_404(policies_of(request).select_related("provider", "customer__provider"), pk=pk)


def find_part(request: Request, model: Any, pk: UUID) -> Any:
    """A part of one of the holder's policies, with its policy."""
    rows = model.objects.visible_to(request.actor).filter(policy__in=policies_of(request))
    return get_object_or_404(rows.select_related("policy__provider", "policy__customer__provider"), pk=pk)


def list_url(holder: Provider | Customer) -> str:
    """Where the holder's policies are listed."""
    if isinstance(holder, Provider):
        return reverse("contracts:provider-insurance", kwargs={"provider_slug": holder.slug})
    return reverse("contracts:insurance", kwargs={"customer_slug": holder.slug})


def back_to(request: Request, policy: Policy, section: str, said: str) -> HttpResponse:
    """After a change: the policy's page at that section."""
    messages.success(request, said)
    return redirect(f"{policy.get_absolute_url()}#{section}")


def show_form(
    request: Request, form: Any, *, title: str, back: str, back_text: str, status: int = 200, **about: Any
) -> HttpResponse:
    """A form on a page of its own."""
    defaults = {"problem": "", "theirs": [], "remove_url": "", "submit": "Save", "hint": ""}
    defaults["cancel"] = "Cancel"
    context = defaults | about | {"form": form, "title": title, "back": back, "back_text": back_text}
    return render(request, "contracts/policy_form.html", context, status=status)


def clash(
    request: Request, policy: Policy, form: RowForm, row: Any, conflict: Conflict, about: dict[str, Any]
) -> HttpResponse:
    """The form again with the writer's text; what is stored now beside it. 409."""
    fresh = type(row)._default_manager.filter(pk=row.pk).first()
    if fresh is None:
        gone = f"{conflict} Copy what you need before you go back."
        return show_form(request, form, status=CONFLICT, **about | {"problem": gone, "back": list_url(policy.holder)})
    if form.cleaned_data.get("edited") == token(fresh):
        return show_form(request, form, status=CONFLICT, **about | {"problem": str(conflict)})
    form.refill(fresh)
    events = history_of(policy, request.actor)
    name = events[0].actor_name if events else "Somebody"
    if events and events[0].actor_id == request.actor.user_id:
        name = "You, in another window,"
    problem = f"{name} changed this while you were writing. Your text is kept below; compare before you save."
    shown = {"problem": problem, "theirs": theirs(form, fresh)}
    return show_form(request, form, status=CONFLICT, **about | shown)
