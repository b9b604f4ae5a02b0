"""Incidents of one customer, and of all that a member of staff looks after."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.actor import Actor
from accounts.enums import Permission
from accounts.models import Customer
from accounts.requests import Request, customer_of
from contracts.forms.incidents import IncidentFilter
from contracts.incidents import permissions
from contracts.incidents.sheet import ListedIncident
from contracts.models import Incident
from contracts.models.incidents import IncidentQuerySet
from contracts.queries.incidents.listing import in_order, loaded, narrowed, rows_of
from core.errors import allowed
from core.paging import page_of, query_without
from core.sorting import headings
from core.spreadsheets import KINDS, table_file

COLUMNS = (("what", "Incident"), ("customer", "Customer"), ("noticed", "Noticed"), ("state", "State"))
HEADINGS = (
    "Reference", "Customer", "Incident", "Cause", "Noticed", "State", "Next", "Loss so far, GBP", "Shared",
)  # fmt: skip


@requires(Permission.INCIDENT_VIEW)
@require_safe
def incident_list(request: Request, customer_slug: str) -> HttpResponse:
    """What went wrong at one customer."""
    return _list(request, customer_of(request))


@requires(Permission.INCIDENT_VIEW)
@require_safe
def provider_incident_list(request: Request, provider_slug: str) -> HttpResponse:
    """What went wrong at any customer that the reader looks after."""
    return _list(request, None)


def _list(request: Request, customer: Customer | None) -> HttpResponse:
    actor, form = request.actor, IncidentFilter(request.GET)
    chosen, sort = form.chosen(), request.GET.get("sort", "-noticed")
    found = in_order(narrowed(_incidents(actor, customer), chosen), sort)
    if request.GET.get("export") in KINDS:
        return _file(found, actor, request.GET["export"], timezone.localdate())
    page = page_of(loaded(found, actor), request.GET)
    context = {
        "form": form,
        "page": page,
        "rows": rows_of(page, timezone.now()),
        "headings": headings([each for each in COLUMNS if customer is None or each[0] != "customer"], sort),
        "with_customer": customer is None,
        "is_filtered": bool(chosen),
        "query": query_without(request.GET, "page"),
        "kept": query_without(request.GET, "page", "sort"),
        "may_report": customer is not None and allowed(permissions.check_can_report, actor, customer),
    }
    return render(request, "contracts/incident_list.html", context)


def _incidents(actor: Actor, customer: Customer | None) -> IncidentQuerySet:
    seen = Incident.objects.visible_to(actor)
    return seen.of_customer(customer) if customer else seen.filter(customer__archived_at=None)


def _file(found: IncidentQuerySet, actor: Actor, kind: str, today: date) -> HttpResponse:
    """What the list shows, all pages of it."""
    rows = [_cells(row) for row in rows_of(loaded(found, actor), timezone.now())]
    return table_file(kind, HEADINGS, rows, name="incidents", title="Incidents", on=today)


def _cells(row: ListedIncident) -> tuple[object, ...]:
    return (
        row.reference, row.customer, row.title, row.cause, timezone.localtime(row.aware_at).strftime("%Y-%m-%d %H:%M"),
        row.state, row.next_words, row.total if row.loss else None, "yes" if row.is_shared else "no",
    )  # fmt: skip
