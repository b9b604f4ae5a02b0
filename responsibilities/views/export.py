"""The matrix as a file: what the page shows, as CSV or XLSX."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request
from core.spreadsheets import write_csv, write_xlsx
from responsibilities.queries.choice import Choice
from responsibilities.queries.export import table_of
from responsibilities.views.matrix import find_version

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_safe
@requires(Permission.MATRIX_VIEW)
def version_export(request: Request, customer_slug: str, number: int, kind: str) -> HttpResponse:
    """One version with the filters of its page. Customers get what has been shown to them."""
    if kind not in TYPES:
        raise Http404("There is no such kind of file.")
    version = find_version(request, customer_slug, number)
    today = timezone.localdate()
    headings, rows = table_of(version, Choice.of(request.GET), request.actor, today)
    title = f"{version.customer.name} version {version.number}"
    content = write_xlsx(headings, rows, title) if kind == "xlsx" else write_csv(headings, rows)
    name = f"who-does-what-{customer_slug}-v{version.number}-{today.isoformat()}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=TYPES[kind], headers=headers)
