"""What every page of the model needs: the model, its parts, the form on a page of its own, the way back."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from accounts.requests import Request, customer_of
from continuity.models import BusinessModel, Link
from continuity.trace import token
from contracts.forms.base import RowForm
from core import pages
from core.errors import Conflict
from core.pages import CONFLICT


def model_of(request: Request) -> BusinessModel | None:
    """The model of the path's customer, if one was begun."""
    rows = BusinessModel.objects.visible_to(request.actor).filter(customer=customer_of(request))
    return rows.select_related("customer__provider").first()


def find_model(request: Request) -> BusinessModel:
    rows = BusinessModel.objects.visible_to(request.actor).filter(customer=customer_of(request))
    return get_object_or_404(rows.select_related("customer__provider"))


def find_part(request: Request, kind: Any, pk: UUID) -> Any:
    """A part of the model of the path's customer."""
    way = "node__model" if kind is Link else "model"
    rows = kind.objects.visible_to(request.actor).filter(**{f"{way}__customer": customer_of(request)})
    return get_object_or_404(rows.select_related(f"{way}__customer__provider"), pk=pk)


def back_to(request: Request, section: str, said: str) -> HttpResponse:
    """After a change: the page of the model at that section."""
    return pages.back_to(request, _model_url(request), section, said)


def show_form(request: Request, form: Any, *, title: str, status: int = 200, **about: Any) -> HttpResponse:
    """A form on a page of its own."""
    defaults: dict[str, Any] = {
        "problem": "", "theirs": [], "remove_url": "", "submit": "Save", "hint": "", "cancel": "Do not change it",
        "hanging": [], "needs": [], "more_url": "", "back": _model_url(request), "back_text": "What you depend on",
    }  # fmt: skip
    return render(request, "continuity/form.html", defaults | about | {"form": form, "title": title}, status=status)


def clash(request: Request, form: RowForm, row: Any, conflict: Conflict, **about: Any) -> HttpResponse:
    """The form again with the writer's text. 409."""
    fresh = type(row)._default_manager.filter(pk=row.pk).first()
    if fresh is not None and form.cleaned_data.get("edited") != token(fresh):
        form.refill(fresh)
        about["problem"] = f"{conflict} Your text is kept below; save again to replace what is stored."
    else:
        about["problem"] = str(conflict)
    return show_form(request, form, status=CONFLICT, **about)


def _model_url(request: Request) -> str:
    return reverse("continuity:model", kwargs={"customer_slug": customer_of(request).slug})
