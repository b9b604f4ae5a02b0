"""The matrix as a file: what the page shows, as CSV or XLSX."""

from datetime import date

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request
from core.spreadsheets import write_csv, write_xlsx
from responsibilities.models import Version
from responsibilities.queries.choice import Choice
from responsibilities.queries.export import Table, table_as_read, table_of
from responsibilities.views.matrix import find_version
from responsibilities.views.review import show_of

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_safe
@requires(Permission.MATRIX_VIEW)
def version_export(request: Request, customer_slug: str, number: int, kind: str) -> HttpResponse:
    """One version with the filters of its page; `?show=` comes from the page on which the customer reads.

    Customers get what has been shown to them.
    """
    if kind not in TYPES:
        raise Http404("There is no such kind of file.")
    version = find_version(request, customer_slug, number)
    today = timezone.localdate()
    headings, rows = _shown(request, version, today)
    title = f"{version.customer.name} version {version.number}"
    content = write_xlsx(headings, rows, title) if kind == "xlsx" else write_csv(headings, rows)
    name = f"who-does-what-{customer_slug}-v{version.number}-{today.isoformat()}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=TYPES[kind], headers=headers)


def _shown(request: Request, version: Version, today: date) -> Table:
    if "show" not in request.GET:
        return table_of(version, Choice.of(request.GET), request.actor, today)
    show, words = show_of(request.GET["show"]), request.GET.get("q", "").strip()
    return table_as_read(version, show, words, request.actor)
