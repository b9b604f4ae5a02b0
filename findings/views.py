"""Lists of findings: one customer's, and those of all customers a member of staff looks after."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.models import Customer
from accounts.requests import Request, customer_of
from core.paging import page_of, query_without
from core.spreadsheets import write_csv
from findings import queries
from findings.forms import FindingFilter
from findings.models import FindingQuerySet
from responsibilities.models import Version

HEADINGS = ("Customer", "Severity", "Check", "About", "What was found", "What to do", "Since", "Facts missing")


@require_safe
@requires(Permission.FINDING_VIEW)
def finding_list(request: Request, customer_slug: str) -> HttpResponse:
    """What the checks find for this customer, the worst first."""
    customer, today = customer_of(request), timezone.localdate()
    findings = queries.open_findings(request.actor).of_customer(customer)
    form = FindingFilter(request.GET, checks=queries.checks_in(findings))
    page = page_of(queries.ordered(_narrowed(request, findings, form)), request.GET)
    context = {
        "form": form,
        "page": page,
        "lines": queries.lines_of(page, request.actor, today),
        "tally": queries.tally(findings),
        "checked_on": queries.last_checked(request.actor, customer),
        "has_list": Version.objects.visible_to(request.actor)
        .filter(customer=customer)
        .exists,  # asked when nothing is found
        "query": query_without(request.GET, "page"),
    }
    return render(request, "findings/_finding_table.html" if request.htmx else "findings/finding_list.html", context)


@require_safe
@requires(Permission.FINDING_VIEW)
def provider_finding_list(request: Request, provider_slug: str) -> HttpResponse:
    """What the checks find across customers."""
    findings, form = _across(request)
    page = page_of(queries.ordered(_narrowed(request, findings, form)), request.GET)
    context = {
        "form": form,
        "page": page,
        "lines": queries.lines_of(page, request.actor, timezone.localdate()),
        "tally": queries.tally(findings),
        "not_checked": queries.not_checked(request.actor),
        "query": query_without(request.GET, "page"),
        "export_query": request.GET.urlencode(),
    }
    template = "findings/_provider_finding_table.html" if request.htmx else "findings/provider_finding_list.html"
    return render(request, template, context)


@require_safe
@requires(Permission.FINDING_VIEW)
def provider_finding_export(request: Request, provider_slug: str) -> HttpResponse:
    """What the list shows, all pages of it, as CSV."""
    findings, form = _across(request)
    today = timezone.localdate()
    rows = [
        [
            line.customer, line.severity, f"{line.check} {line.check_title}", line.label, line.message, line.action,
            timezone.localdate(line.since), "yes" if line.is_unknown else "",
        ]
        for line in queries.lines_of(queries.ordered(_narrowed(request, findings, form)), request.actor, today)
    ]  # fmt: skip
    name = f"findings-{today.isoformat()}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(write_csv(HEADINGS, rows), content_type="text/csv; charset=utf-8", headers=headers)


def _across(request: Request) -> tuple[FindingQuerySet, FindingFilter]:
    findings = queries.open_findings(request.actor)
    customers = Customer.objects.visible_to(request.actor).live().order_by("name", "pk")
    return findings, FindingFilter(request.GET, checks=queries.checks_in(findings), customers=customers)


def _narrowed(request: Request, findings: FindingQuerySet, form: FindingFilter) -> FindingQuerySet:
    kept = queries.narrowed(
        findings,
        request.actor,
        words=form.chosen("q"),
        severity=form.chosen("severity"),
        check=form.chosen("check"),
    )
    slug = form.chosen("customer")
    return kept.filter(customer__slug=slug) if slug else kept
