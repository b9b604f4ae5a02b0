"""All customers' service levels in the last complete month."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request
from contracts.measuring import portfolio
from core.paging import page_of, query_without
from core.sorting import headings
from core.spreadsheets import KINDS, table_file

COLUMNS = (("customer", "Customer"), ("missed", "Promises missed"), ("claims", "Claims to answer"))
HEADINGS = ("Customer", "Promises", "Kept", "Missed", "Nothing measured", "Which were missed", "Claims to answer")


@requires(Permission.PORTFOLIO_VIEW)
@require_safe
def provider_level_list(request: Request, provider_slug: str) -> HttpResponse:
    """Where promises were missed last month, the worst first, and which claims wait for an answer."""
    window, now = portfolio.last_month(timezone.localdate()), timezone.now()
    search, sort = request.GET.get("q", "").strip(), request.GET.get("sort", "-missed")
    rows = portfolio.listed(request.actor, window, now, search=search, sort=sort)
    if request.GET.get("export") in KINDS:
        table = [(row.customer, row.promises, row.kept, row.missed, row.nothing, row.which, row.claims) for row in rows]
        name = f"service-levels-{provider_slug}"
        return table_file(
            request.GET["export"], HEADINGS, table, name=name, title=window.label, on=timezone.localdate()
        )
    context = {
        "window": window,
        "page": page_of(rows, request.GET),
        "headings": headings(COLUMNS, sort),
        "kept": query_without(request.GET, "page", "sort"),
        "query": query_without(request.GET, "page"),
        "search": search,
        "missed": sum(row.missed for row in rows),
        "customers": sum(bool(row.missed) for row in rows),
        "claims": sum(row.claims for row in rows),
    }
    return render(request, "contracts/provider_level_list.html", context)
