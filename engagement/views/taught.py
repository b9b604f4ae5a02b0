"""Training across all customers."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request
from core.filters import CustomerNameFilter
from core.pages import exported, listed
from core.sorting import NUMBER, sorted_by
from engagement.queries.education import TAUGHT_SORTS, CustomerTaught, taught

HEADINGS = (
    "Customer", "Asked within a year", "Finished", "Finished, %", "Below target", "Phishing reported, %",
    "Phishing clicked, %", "Last one ended", "Reports to answer",
)  # fmt: skip
COLUMNS = (
    ("customer", "Customer"), ("finished", "Finished", "", NUMBER), ("short", "Below target"),
    ("reported", "Phishing reported", "", NUMBER), ("clicked", "Phishing clicked", "", NUMBER),
    ("waiting", "Reports to answer"),
)  # fmt: skip


@require_safe
@requires(Permission.TEACHING_VIEW)
def provider_teaching(request: Request, provider_slug: str) -> HttpResponse:
    """The last year of every customer."""
    form, sort = CustomerNameFilter(request.GET), request.GET.get("sort", "")
    lines = sorted_by(taught(request.actor, timezone.localdate(), form.chosen().get("q", "")), TAUGHT_SORTS, sort)
    if file := exported(request, HEADINGS, lambda: map(_cells, lines), "training", "Training"):
        return file
    return render(request, "engagement/teaching_provider.html", listed(request, form, lines, COLUMNS, sort))


def _cells(line: CustomerTaught) -> tuple[object, ...]:
    return (
        line.customer.name, line.asked, line.done, line.percent, line.short, line.reported, line.clicked, line.last_on,
        line.open_suspicions,
    )  # fmt: skip
