"""What every page of service levels needs: the customer, its service levels, forms."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from accounts.requests import Request, customer_of
from contracts.measuring.board import Kept, board_of, claims_of
from contracts.measuring.loading import load_books, targets_to_measure
from contracts.models import SlaTarget
from contracts.service_levels.windows import Window, parse_window


def board_for(request: Request, targets: Iterable[SlaTarget] | None = None) -> list[Kept]:
    """Every service level of the customer that this reader may see, with its results; at most seven queries."""
    if targets is None:
        mine = SlaTarget.objects.visible_to(request.actor).filter(contract__customer=customer_of(request))
        targets = targets_to_measure(mine)
    several = list(targets)
    claims = claims_of(several) if several else {}
    return [kept for book in load_books(several, timezone.now()).values() for kept in board_of(book, claims)]


def find_target(request: Request, pk: UUID) -> SlaTarget:
    """A service level of the path's customer, if this reader may see it."""
    mine = SlaTarget.objects.visible_to(request.actor).filter(contract__customer=customer_of(request))
    return get_object_or_404(targets_to_measure(mine), pk=pk)


def find_window(request: Request, slug: str) -> Window:
    """The window of an address."""
    try:
        return parse_window(slug, customer_of(request).fiscal_year_start)
    except ValueError as wrong:
        raise Http404(str(wrong)) from wrong


def show_form(request: Request, form: Any, *, status: int = 200, **about: Any) -> HttpResponse:
    """A form on a page of its own. `about` holds title, back, and what else the page says."""
    usual = {
        "problem": "", "theirs": [], "remove_url": "", "submit": "Save", "hint": "", "extra": (), "causes": (),
        "crumb": "Back",
        "remove_hint": "Entered by mistake? It disappears; the history keeps what it said.",
    }  # fmt: skip
    context = usual | about | {"form": form}
    return render(request, "contracts/level_form.html", context, status=status)
