"""What every page of a policy needs: the row, the form on a page of its own, the way back."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.models import Customer, Provider
from accounts.requests import Request
from contracts.forms.base import RowForm
from contracts.insurance.queries import history_of
from contracts.models import Policy
from contracts.models.insurance import PolicyQuerySet
from contracts.views.conflicts import last_writer
from core.errors import Conflict
from core.pages import CONFLICT, meanwhile, show_form, stored_now


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


def clash(
    request: Request, policy: Policy, form: RowForm, row: Any, conflict: Conflict, about: dict[str, Any]
) -> HttpResponse:
    """The form again with the writer's text; what is stored now beside it. 409."""
    fresh = stored_now(row)
    back = {} if fresh else {"back": list_url(policy.holder)}
    said = meanwhile(form, fresh, conflict, who=last_writer(history_of(policy, request.actor), request.actor))
    return show_form(request, form, status=CONFLICT, **about | said | back)
