"""The matrix of a customer: staff write it here, the customer reads the same address in its own words."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.actor import Actor
from accounts.enums import Permission
from accounts.requests import Request, customer_of
from responsibilities.models import Version
from responsibilities.permissions import (
    allowed,
    check_can_edit_row,
    check_can_propose,
    check_can_revise,
    check_can_start,
    check_can_withdraw,
)
from responsibilities.queries.choice import MARKS, Choice
from responsibilities.queries.matrix import Matrix, load_matrix
from responsibilities.queries.versions import opening, versions_of
from responsibilities.views.review import review_page


@require_safe
@requires(Permission.MATRIX_VIEW)
def matrix(request: Request, customer_slug: str) -> HttpResponse:
    """The open version, else the one in force; without any, how to begin."""
    several = versions_of(request.actor, customer_of(request))
    shown = opening(several)
    if shown is None:
        may_draft = allowed(check_can_start, request.actor)
        return render(request, "responsibilities/matrix_empty.html", {"may_draft": may_draft})
    return _answer(request, shown, several)


@require_safe
@requires(Permission.MATRIX_VIEW)
def version(request: Request, customer_slug: str, number: int) -> HttpResponse:
    """One version by its number."""
    several = versions_of(request.actor, customer_of(request))
    shown = next((one for one in several if one.number == number), None)
    if shown is None:
        raise Http404("There is no such version.")
    return _answer(request, shown, several)


def _answer(request: Request, shown: Version, several: list[Version]) -> HttpResponse:
    if request.actor.is_customer:
        return review_page(request, shown)
    loaded = load_matrix(
        shown,
        Choice.of(request.GET),
        timezone.localdate(),
        as_customer=request.actor.is_customer,
        page_path=request.path,
    )
    return render(request, "responsibilities/matrix.html", page_context(request, loaded, several))


def find_version(request: Request, customer_slug: str, number: int) -> Version:
    """The version of the path, if this actor may see it."""
    found = Version.objects.visible_to(request.actor).filter(customer__slug=customer_slug)
    return get_object_or_404(found.select_related("customer__provider", "customer__lead"), number=number)


def state_context(request: Request, loaded: Matrix) -> dict[str, Any]:
    """What the rows and the findings above them need."""
    actor, shown = request.actor, loaded.version
    return {
        "matrix": loaded,
        "version": shown,
        "choice": loaded.choice,
        "tabs": [(tab, loaded.choice.with_(owner=tab.value)) for tab in loaded.tabs],
        "groups": [(group, loaded.choice.with_(gap=group.check)) for group in loaded.groups],
        "gap_counts": [(mark, words, loaded.gap_counts.get(mark, 0)) for mark, words in MARKS.items()],
        "may_edit": allowed(check_can_edit_row, actor, shown),
    }


def version_can_be_signed(actor: Actor, loaded: Matrix) -> bool:
    """Whether signing is this actor's to do; the page of the signature says what still stands in the way."""
    waits = loaded.version.is_proposed and actor.side not in loaded.signed
    return waits and actor.may(Permission.MATRIX_SIGN)


def page_context(request: Request, loaded: Matrix, several: list[Version]) -> dict[str, Any]:
    """What the whole page needs."""
    actor, shown = request.actor, loaded.version
    open_number = next((one.number for one in several if one.is_draft or one.is_proposed), None)
    agreed = [one.number for one in several if one.agreed_at and one.number < shown.number]
    return state_context(request, loaded) | {
        "page": loaded.page,
        "page_query": loaded.choice.with_() + ("&" if loaded.choice.is_narrowed else ""),
        "versions": several,
        "before": max(agreed, default=None),
        "open_number": open_number if open_number != shown.number else None,
        "gap_choices": [("any", "Any gap"), *MARKS.items()],
        "may_propose": allowed(check_can_propose, actor, shown),
        "may_withdraw": allowed(check_can_withdraw, actor, shown),
        "may_sign": version_can_be_signed(request.actor, loaded),
        "unsigned": loaded.unsigned,
        "may_revise": allowed(check_can_revise, actor, shown, open_number=open_number),
    }
