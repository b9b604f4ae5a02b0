"""What happened to one row, over all versions."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request
from core.paging import page_of, query_without
from responsibilities.models import Row
from responsibilities.queries.history import events_of_line, told


@require_safe
@requires(Permission.HISTORY_VIEW)
def row_history(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Who changed what about this job, the latest first; a customer sees what it was shown."""
    rows = Row.objects.visible_to(request.actor).filter(version__customer__slug=customer_slug)
    row = get_object_or_404(rows.select_related("version__customer__provider"), pk=pk)
    page = page_of(events_of_line(request.actor, row), request.GET)
    context = {
        "row": row,
        "version": row.version,
        "page": page,
        "events": told(page),
        "query": query_without(request.GET, "page"),
    }
    return render(request, "responsibilities/row_history.html", context)
