"""Lists of findings: one customer's, and those of all customers a member of staff looks after."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.models import Customer
from accounts.requests import Request, customer_of
from core.paging import page_of, query_without
from core.sorting import Heading, headings
from core.spreadsheets import table_file
from findings.enums import Show
from findings.forms import FindingFilter
from findings.queries import lists
from findings.queries.board import customers_of
from responsibilities.models import Version

EXPORTED = (
    "Customer", "Severity", "Check", "About", "What was found", "What to do", "Since", "Where it stands", "Reason",
    "Facts missing", "Shown to the customer",
)  # fmt: skip
LAST = {Show.ACCEPTED: ("until", "Accepted"), Show.SNOOZED: ("until", "Snoozed"), Show.CLOSED: ("fixed", "Fixed")}


@require_safe
@requires(Permission.FINDING_VIEW)
def finding_list(request: Request, customer_slug: str) -> HttpResponse:
    """What the checks find for this customer, the worst first; what was put aside and what was fixed."""
    customer = customer_of(request)
    context = _listing(request, customer) | {
        "checked_on": lists.last_checked(request.actor, customer),
        "has_list": Version.objects.visible_to(request.actor).filter(customer=customer).exists,  # asked when empty
    }
    return render(request, "findings/_findings.html" if request.htmx else "findings/finding_list.html", context)


@require_safe
@requires(Permission.FINDING_VIEW)
def provider_finding_list(request: Request, provider_slug: str) -> HttpResponse:
    """What the checks find across customers."""
    context = _listing(request, None) | {"not_checked": lists.not_checked(request.actor)}
    template = "findings/_findings.html" if request.htmx else "findings/provider_finding_list.html"
    return render(request, template, context)


@require_safe
@requires(Permission.FINDING_VIEW)
def finding_export(request: Request, customer_slug: str) -> HttpResponse:
    """What one customer's list shows, all pages of it; `?as=xlsx` for a workbook."""
    return _export(request, customer_of(request))


@require_safe
@requires(Permission.FINDING_VIEW)
def provider_finding_export(request: Request, provider_slug: str) -> HttpResponse:
    """What the list across customers shows, all pages of it; `?as=xlsx` for a workbook."""
    return _export(request, None)


def _findings(request: Request, customer: Customer | None) -> tuple[Any, FindingFilter]:
    findings = lists.readable(request.actor)
    if customer:
        findings = findings.of_customer(customer)
    people = None if customer else customers_of(request.actor)
    return findings, FindingFilter(request.GET, checks=lists.checks_in(findings), customers=people)


def _listing(request: Request, customer: Customer | None) -> dict[str, Any]:
    findings, form = _findings(request, customer)
    chosen, sort = form.chosen(), request.GET.get("sort", "")
    show = Show(chosen.get("show") or Show.OPEN)
    rows = lists.ordered(lists.narrowed(findings, request.actor, chosen), request.actor, sort or _usual(show))
    page, tally = page_of(rows, request.GET), lists.tally(findings)
    return {
        "form": form,
        "show": show,
        "page": page,
        "lines": lists.lines_of(page, request.actor, timezone.localdate()),
        "tally": tally,
        "headings": _headings(show, sort or _usual(show), with_customer=customer is None),
        "with_customer": customer is None,
        "query": query_without(request.GET, "page", "as"),
        "sort_query": query_without(request.GET, "page", "sort"),
        "tab_query": query_without(request.GET, "page", "sort", "show"),
        "export_url": f"{request.path.rstrip('/')}.csv",
    }


def _usual(show: Show) -> str:
    return "fixed" if show == Show.CLOSED else "severity"


def _headings(show: Show, sort: str, *, with_customer: bool) -> list[Heading]:
    columns = [
        ("severity", "Severity"),
        ("customer", "Customer"),
        ("about", "About"),
        ("found", "What was found, and what to do"),
    ]
    columns += [LAST.get(show, ("since", "Since"))]
    return headings([each for each in columns if with_customer or each[0] != "customer"], sort)


def _export(request: Request, customer: Customer | None) -> HttpResponse:
    findings, form = _findings(request, customer)
    chosen, today = form.chosen(), timezone.localdate()
    sort = request.GET.get("sort") or _usual(Show(chosen.get("show") or Show.OPEN))
    rows = lists.ordered(lists.narrowed(findings, request.actor, chosen), request.actor, sort)
    table = [
        (
            line.customer, line.severity, f"{line.check} {line.check_title}", line.label, line.message, line.action,
            timezone.localdate(line.since), line.when or "Open", line.reason, "yes" if line.is_unknown else "",
            "yes" if line.is_published else "no",
        )
        for line in lists.lines_of(rows, request.actor, today)
    ]  # fmt: skip
    kind = "xlsx" if request.GET.get("as") == "xlsx" else "csv"
    names, width = EXPORTED, len(EXPORTED) - request.actor.is_customer  # a customer sees only what it is shown
    return table_file(kind, names[:width], [row[:width] for row in table], name="findings", title="Findings", on=today)
