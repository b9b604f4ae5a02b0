"""What every page of advice needs: addresses, what the path names."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.models import Customer
from accounts.requests import Request, customer_of
from advice.models import Action, Recommendation

Columns = tuple[tuple[str, str], ...]


def customer_url(request: Request, name: str, **more: Any) -> str:
    """A page under the customer in the path."""
    return reverse(f"advice:{name}", kwargs={"customer_slug": customer_of(request).slug, **more})


def columns_of(columns: Columns, customer: Customer | None) -> Columns:
    """The columns of a list: of one customer without its name in every row."""
    return tuple(each for each in columns if customer is None or each[0] != "customer")


def find_advice(request: Request, pk: UUID) -> Recommendation:
    """A recommendation of the customer in the path that this reader may see; 404 for any other."""
    rows = Recommendation.objects.visible_to(request.actor).of_customer(customer_of(request))
    return get_object_or_404(rows.select_related("customer__provider", "given_by", "withdrawn_by", "follows"), pk=pk)


def find_action(request: Request, pk: UUID) -> Action:
    """An action of the customer in the path that this reader may see; 404 for any other."""
    rows = Action.objects.visible_to(request.actor).of_customer(customer_of(request))
    return get_object_or_404(rows.select_related("customer__provider", "person", "closed_by", "added_by"), pk=pk)
