"""All customers: their service levels in the last complete month, and how well protected they are today."""

from collections.abc import Iterator

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request
from contracts.forms.protection import ProtectedFilter
from contracts.measuring import portfolio, portfolio_protection
from contracts.service_levels.vocabulary import Counted
from core.pages import exported, listed
from core.paging import page_of, query_without
from core.sorting import headings
from core.spreadsheets import KINDS, table_file

COLUMNS = (("customer", "Customer"), ("missed", "Promises missed"), ("claims", "Claims to answer"))
HEADINGS = ("Customer", "Promises", "Kept", "Missed", "Nothing measured", "Which were missed", "Claims to answer")
PROTECTED = (("customer", "Customer"), *((str(each), each.term) for each in Counted))
PROTECTED_FILE = (
    "Customer", "What was counted", "Term", "Went well", "Of how many", "Per cent", "As at", "Days old", "Source",
    "What is left", "Took",
)  # fmt: skip


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


@requires(Permission.PORTFOLIO_VIEW)
@require_safe
def provider_protection_list(request: Request, provider_slug: str) -> HttpResponse:
    """How well protected each customer is as at today, kind by kind."""
    actor, today, form = request.actor, timezone.localdate(), ProtectedFilter(request.GET)
    sort = request.GET.get("sort", "customer")
    found = portfolio_protection.listed(actor, today, form.chosen(), sort)
    name = f"protection-{provider_slug}"
    if file := exported(
        request, PROTECTED_FILE, lambda: _cells(portfolio_protection.rows_of(actor, found, today)), name, "Protection"
    ):
        return file
    context = listed(request, form, found, PROTECTED, sort)
    context |= {"rows": portfolio_protection.rows_of(actor, context["page"], today), "today": today}
    return render(request, "contracts/provider_protection_list.html", context)


def _cells(rows: list[portfolio_protection.Protected]) -> Iterator[tuple[object, ...]]:
    """A line for each customer and kind, also where nobody has counted."""
    for row in rows:
        for stand in row.stands:
            tally, kind = stand.tally, (stand.counted.label, stand.counted.term)
            yield row.customer, *kind, *(
                (
                    tally.good, tally.total, tally.percent, tally.ends_on, stand.days_old, tally.source, tally.note,
                    tally.took.removeprefix("took "),
                )
                if tally else ("",) * 8
            )  # fmt: skip
