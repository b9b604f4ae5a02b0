"""What every page of examples needs: the row, a form on a page of its own, the way back."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from accounts.requests import Request, customer_of
from contracts.models import LossScenario


def find_scenario(request: Request, pk: UUID) -> LossScenario:
    """The example of the path, if this reader may know of it."""
    rows = LossScenario.objects.visible_to(request.actor).of_customer(customer_of(request))
    found = get_object_or_404(rows.select_related("added_by", "shared_by", "incident"), pk=pk)
    found.customer = customer_of(request)
    if found.incident:
        found.incident.customer = found.customer
    return found


def list_url(customer_slug: str) -> str:
    return reverse("contracts:scenario-list", kwargs={"customer_slug": customer_slug})


def show_form(request: Request, form: Any, *, title: str, back: str, status: int = 200, **about: Any) -> HttpResponse:
    """A form on a page of its own."""
    defaults = {
        "problem": "",
        "theirs": [],
        "remove_url": "",
        "submit": "Save",
        "cancel": "Do not change it",
        "hint": "",
        "back_text": "Who would pay?",
    }
    context = defaults | about | {"form": form, "title": title, "back": back}
    return render(request, "components/form_page.html", context, status=status)
