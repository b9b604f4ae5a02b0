"""The portfolio: every customer that a member of staff looks after."""

from datetime import date, timedelta

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.models import Customer
from accounts.queries import count_archived
from accounts.requests import Request
from core.paging import page_of, query_without
from core.sorting import headings
from core.spreadsheets import table_file
from portfolio.forms import CustomerFilter
from portfolio.queries.portfolio import lines
from portfolio.queries.standing import sorted_by, totals

COLUMNS = (
    ("name", "Customer"),
    ("agreement", "Agreement"),
    ("findings", "Findings", "High, medium, low"),
    ("notice", "Last day for notice"),
    ("cover", "Cover ends", "Their cyber insurance"),
    ("reviews", "Reviews", "Of jobs in the matrix"),
)
HEADINGS = (
    "Customer", "About", "Agreement", "Matrix", "High findings", "Medium findings", "Low findings",
    "Last day for notice", "Cover ends", "Overdue reviews", "Next review", "Latest audit pack", "Lead",
)  # fmt: skip


def _filtered(request: Request, today: date) -> tuple[CustomerFilter, QuerySet[Customer], str]:
    actor = request.actor
    chosen = CustomerFilter(request.GET, Customer.objects.visible_to(actor), actor=actor, today=today)
    sort = request.GET.get("sort", "findings")
    return chosen, sorted_by(chosen.qs, sort, today=today), sort


def _archived(request: Request) -> int:
    """How many customers this person could bring back."""
    may_restore = request.actor.may(Permission.CUSTOMER_ARCHIVE) and not request.htmx
    return count_archived(request.actor) if may_restore else 0


@require_safe
@requires(Permission.PORTFOLIO_VIEW)
def customer_list(request: Request, provider_slug: str) -> HttpResponse:
    """All customers with agreement, findings, notice date, end of cover and reviews; search, filter, sort, page."""
    today = timezone.localdate()
    chosen, customers, sort = _filtered(request, today)
    figures = totals(request.actor, today=today, soon=today + timedelta(days=30))
    is_filtered = any(request.GET.get(name) for name in ("q", "agreement", "findings", "lead"))
    page = page_of(
        customers.values_list("pk", flat=True), request.GET, number=None if is_filtered else figures.customers
    )
    context = {
        "form": chosen.form,
        "page": page,
        "lines": lines(list(page), today=today),
        "totals": figures,
        "today": today,
        "headings": headings(COLUMNS, sort),
        "query": query_without(request.GET, "page"),
        "sort_query": query_without(request.GET, "page", "sort"),
        "is_filtered": is_filtered,
        "may_add": request.actor.may(Permission.CUSTOMER_ADD),
        "archived": _archived(request),
        "is_swap": bool(request.htmx),
    }
    template = "portfolio/_customer_table.html" if request.htmx else "portfolio/customer_list.html"
    return render(request, template, context)


@require_safe
@requires(Permission.PORTFOLIO_VIEW)
def customer_export(request: Request, provider_slug: str, kind: str) -> HttpResponse:
    """What the list shows, all pages of it, as CSV or XLSX."""
    today = timezone.localdate()
    _, customers, _ = _filtered(request, today)
    rows = [
        [
            line.name, line.about, line.agreement.label, line.agreement_words, line.high, line.medium, line.low,
            line.notice_on, line.cover_ends_on, line.overdue_reviews, line.next_review_on, line.pack_quarter, line.lead,
        ]
        for line in lines(list(customers.values_list("pk", flat=True)), today=today)
    ]  # fmt: skip
    return table_file(kind, HEADINGS, rows, name="customers", title="Customers", on=today)
