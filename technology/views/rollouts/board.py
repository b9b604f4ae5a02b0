"""The board of what is in which ring now, and what a customer reads of it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request, customer_of
from core.pages import exported
from core.paging import page_of, query_without
from core.sorting import headings
from technology.forms.rollouts import BoardFilter
from technology.models import Rollout
from technology.models.rollouts import RolloutQuerySet
from technology.queries.rollouts.board import in_order, narrowed, rows_of
from technology.queries.rollouts.customers import updates_of
from technology.rollouts.facts import with_facts
from technology.rollouts.sheet import BoardRow

COLUMNS = (("what", "Update"), ("since", "Ring"), ("state", "State"), ("fix", "Within 14 days"))
HEADINGS = (
    "Product", "Vendor", "Update", "Kind", "Ring", "Since", "State", "Waits for", "High risk", "Within 14 days by",
)  # fmt: skip


@requires(Permission.TECHNOLOGY_VIEW)
@require_safe
def update_board(request: Request, provider_slug: str) -> HttpResponse:
    """What is in which ring now, of all products."""
    form = BoardFilter(request.GET)
    chosen, sort = form.chosen(), request.GET.get("sort", "-since")
    found = in_order(narrowed(Rollout.objects.visible_to(request.actor), chosen), sort)
    if file := exported(request, HEADINGS, lambda: _rows(found), "updates", "Updates"):
        return file
    page = page_of(with_facts(found), request.GET)
    context = {
        "form": form,
        "page": page,
        "rows": rows_of(page, timezone.now()),
        "headings": headings(COLUMNS, sort),
        "is_filtered": bool(chosen),
        "query": query_without(request.GET, "page"),
        "kept": query_without(request.GET, "page", "sort"),
        "may_record": request.actor.may(Permission.UPDATE_RECORD),
    }
    return render(request, "technology/update_board.html", context)


@requires(Permission.TECHNOLOGY_VIEW)
@require_safe
def customer_updates(request: Request, customer_slug: str) -> HttpResponse:
    """What is being updated with one customer, and that others had it first."""
    customer = customer_of(request)
    updates = updates_of(customer, request.actor, timezone.now())
    return render(request, "technology/customer_updates.html", {"updates": updates})


def _rows(found: RolloutQuerySet) -> list[tuple[object, ...]]:
    """What the board shows, all pages of it."""
    return [_cells(row) for row in rows_of(with_facts(found), timezone.now())]


def _cells(row: BoardRow) -> tuple[object, ...]:
    return (
        row.product, row.vendor, row.version, row.kind, row.here,
        timezone.localtime(row.since).strftime("%Y-%m-%d %H:%M"), row.state, row.waits,
        "yes" if row.is_high_risk else "no", row.fix_by,
    )  # fmt: skip
