"""Importing tickets, outages and counts: upload, say what the columns hold, look at what would change, confirm."""

from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request, customer_of
from contracts import permissions
from contracts.actions import result_imports as actions
from contracts.forms.result_imports import ResultUploadForm
from contracts.models import ResultImport
from contracts.reading.columns import LAYOUTS, NAMES, Field
from contracts.service_levels.vocabulary import Counted
from core.importing.pages import Addresses, columns_page
from core.importing.rows import SHOWN, ReadRow
from core.lengths import took
from core.methods import require_form
from core.pages import posted
from core.words import day, moment

LATEST = 10  # earlier imports shown under the form


@requires(Permission.RESULT_ENTER)
@require_form
def result_import_add(request: Request, customer_slug: str) -> HttpResponse:
    """Upload a table; below it, what was imported before."""
    customer = customer_of(request)
    permissions.check_can_enter_results(request.actor, customer)
    asked = request.GET.get("kind", "")
    initial = {"kind": asked if asked in LAYOUTS else "tickets"}
    form = ResultUploadForm(posted(request), request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        entry = actions.start_import(
            customer=customer,
            kind=form.cleaned_data["kind"],
            file=form.cleaned_data["file"],
            checked=form.checked,
            by=request.actor,
            at=timezone.now(),
        )
        return redirect("contracts:result-import-map", customer_slug, entry.pk)
    entries = ResultImport.objects.visible_to(request.actor).filter(customer=customer)
    entries = entries.select_related("started_by", "customer")
    context = {"form": form, "entries": entries.order_by("-started_at", "pk")[:LATEST]}
    return render(request, "contracts/result_import_add.html", context, status=200 if not form.errors else 422)


@requires(Permission.RESULT_ENTER)
@require_form
def result_import_map(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Choose the sheet and the row of headings, and say what each column holds."""
    entry = _find(request, pk)
    if entry.is_closed or entry.is_queued:
        return redirect("contracts:result-import", customer_slug, pk)
    page = columns_page(request, entry, LAYOUTS[entry.kind])
    if request.method == "POST" and page.form.is_valid():
        mapping = page.form.mapping
        actions.map_import(entry=entry, sheet=page.sheet, mapping=mapping, by=request.actor, at=timezone.now())
        return redirect("contracts:result-import", customer_slug, pk)
    status = 200 if not page.form.errors else 422
    context = page.context | {"urls": _urls(entry)}
    return render(request, "contracts/result_import_map.html", context, status=status)


@requires(Permission.RESULT_ENTER)
@require_safe
def result_import(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """What the import would do, or what became of it."""
    entry = _find(request, pk)
    if entry.state == ResultImport.State.UPLOADED:
        return redirect("contracts:result-import-map", customer_slug, pk)
    context: dict[str, Any] = {"entry": entry, "urls": _urls(entry), "shown": []}
    if entry.state == ResultImport.State.MAPPED and not entry.is_being_read and not entry.summary["errors"]:
        context["shown"] = [_shown(row) for row in islice(actions.read_rows(entry, timezone.now()), SHOWN)]
    template = "contracts/_result_import.html" if request.htmx else "contracts/result_import.html"
    return render(request, template, context)


def _shown(row: ReadRow) -> tuple[int, str, str, list[tuple[str, str]]]:
    """The row's number, its reference and title, and when it was."""
    values = row.values
    plain = [(NAMES[Field(name)], moment(value)) for name, value in values.items() if isinstance(value, datetime)]
    if "metric" in values:
        title = f"{Counted(values['metric']).label}: {values['good']:,} of {values['total']:,}"
        days = dict.fromkeys((day(values["starts_on"]), day(values["ends_on"])))
        about = [" to ".join(days), took(values.get("took_minutes"))]
        return row.line, row.reference, title, [("", said) for said in about if said]
    return row.line, row.reference, values.get("title", ""), plain


@requires(Permission.RESULT_ENTER)
@require_POST
def result_import_apply(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Take all of it in; a long file is taken in by a job."""
    entry = actions.confirm_import(entry=_find(request, pk), by=request.actor, at=timezone.now())
    if entry.state == ResultImport.State.APPLIED:
        messages.success(request, f"{entry.filename} is imported.")
    return redirect("contracts:result-import", customer_slug, pk)


@requires(Permission.RESULT_ENTER)
@require_POST
def result_import_discard(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Leave the file; nothing was changed."""
    entry = actions.discard_import(entry=_find(request, pk), by=request.actor, at=timezone.now())
    messages.success(request, f"{entry.filename} is discarded. Nothing was changed.")
    return redirect("contracts:result-import-add", customer_slug)


def _urls(entry: ResultImport) -> Addresses:
    def at(step: str) -> str:
        return reverse(f"contracts:result-import-{step}", args=[entry.customer.slug, entry.pk])

    add = reverse("contracts:result-import-add", args=[entry.customer.slug])
    after = reverse("contracts:level-list", args=[entry.customer.slug])
    return Addresses(add, entry.get_absolute_url(), at("map"), at("apply"), at("discard"), after)


def _find(request: Request, pk: UUID) -> ResultImport:
    entries = ResultImport.objects.visible_to(request.actor).filter(customer=customer_of(request))
    return get_object_or_404(entries.select_related("customer", "started_by"), pk=pk)
