"""What is checked, how often it fires, and how the findings went over time."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.models import Customer
from accounts.requests import Request, customer_of
from findings.pictures import draw_trend
from findings.queries import board, lists
from findings.registry import NUMBER
from responsibilities.models import Version


@require_safe
@requires(Permission.FINDING_VIEW)
def check_list(request: Request, customer_slug: str) -> HttpResponse:
    """Every check with what it says of this customer."""
    customer = customer_of(request)
    context = _context(request, customer) | {
        "checked_on": lists.last_checked(request.actor, customer),
        "has_list": Version.objects.visible_to(request.actor).filter(customer=customer).exists(),
    }
    return render(request, "findings/check_list.html", context)


@require_safe
@requires(Permission.FINDING_VIEW)
def provider_check_list(request: Request, provider_slug: str) -> HttpResponse:
    """Every check with how many customers it fires for, by severity, and the trend."""
    return render(request, "findings/provider_check_list.html", _context(request, None))


def _context(request: Request, customer: Customer | None) -> dict[str, Any]:
    actor, today = request.actor, timezone.localdate()
    findings = lists.readable(actor)
    if customer:
        findings = findings.of_customer(customer)
    first = board.first_opened(findings)
    points = [point for point in board.trend(findings, today) if first and point.on >= first]
    return {
        "groups": board.by_severity(board.board(actor, findings, customer.pk if customer else None)),
        "number": NUMBER,
        "points": points[::-1],
        "chart": draw_trend(points) if len(points) > 1 else "",
    }
