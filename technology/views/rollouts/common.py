"""What every page of an update needs: the row, a form on a page of its own, the way back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from accounts.requests import Request
from core.pages import answer_form
from technology.models import Product, Rollout, Stage, Stop, Update
from technology.rollouts.facts import with_facts


def find_update(request: Request, pk: UUID) -> Update:
    """The update of the path, if it is of this provider."""
    rows = Update.objects.visible_to(request.actor).select_related("product__vendor__provider", "recorded_by")
    return get_object_or_404(rows, pk=pk)


def find_rollout(request: Request, pk: UUID) -> Rollout:
    """The rollout of the path with its facts."""
    return get_object_or_404(with_facts(Rollout.objects.visible_to(request.actor)), pk=pk)


def find_stage(request: Request, pk: UUID) -> Stage:
    """A ring of a rollout."""
    rows = Stage.objects.visible_to(request.actor).select_related("rollout__update__product__vendor__provider")
    return get_object_or_404(rows.prefetch_related("counts"), pk=pk)


def find_stop(request: Request, pk: UUID) -> Stop:
    """A stop of a rollout."""
    rows = Stop.objects.visible_to(request.actor)
    return get_object_or_404(rows.select_related("stage__rollout__update__product__vendor__provider"), pk=pk)


def find_product(request: Request, pk: UUID) -> Product:
    """A product of this provider."""
    return get_object_or_404(Product.objects.visible_to(request.actor).select_related("vendor__provider"), pk=pk)


def about_update(
    request: Request, form: Any, update: Update, section: str, act: Callable[[], Any], said: str, **page: Any
) -> HttpResponse:
    """A form of an update’s page, which it goes back to at that section; `act` calls the action."""
    back = f"{update.get_absolute_url()}#{section}"
    page |= {"back": back, "back_text": str(update)}
    return answer_form(request, form, act, said=lambda _: said, done=lambda _: back, **page)
