"""Importing tickets and outages: upload, say what the columns hold, look at what would change, confirm."""

from itertools import islice
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request, customer_of
from contracts import permissions
from contracts.actions import result_imports as actions
from contracts.forms.result_imports import ResultMappingForm, ResultUploadForm
from contracts.models import ResultImport
from contracts.reading.columns import LAYOUTS, NAMES, SOUGHT_IN, ColumnMapping, Field, find_headings, guess
from contracts.views.common import posted
from core.methods import require_form
from core.spreadsheets import head, sheet_names, stream_rows

LATEST = 10  # earlier imports shown under the form
SHOWN = 25  # rows of the file shown before it is confirmed


@requires(Permission.RESULT_ENTER)
@require_form
def result_import_add(request: Request, customer_slug: str) -> HttpResponse:
    """Upload a table; below it, what was imported before."""
    customer = customer_of(request)
    permissions.check_can_enter_results(request.actor, customer)
    initial = {"kind": "outages" if request.GET.get("kind") == "outages" else "tickets"}
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
    entries = ResultImport.objects.visible_to(request.actor).filter(customer=customer).select_related("started_by")
    context = {"form": form, "entries": entries.order_by("-started_at", "pk")[:LATEST]}
    return render(request, "contracts/result_import_add.html", context, status=200 if not form.errors else 422)


@requires(Permission.RESULT_ENTER)
@require_form
def result_import_map(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Choose the sheet and the row of headings, and say what each column holds."""
    entry = _find(request, pk)
    if entry.is_closed or entry.state == ResultImport.State.QUEUED:
        return redirect("contracts:result-import", customer_slug, pk)
    with entry.file.open("rb") as file:
        names = sheet_names(file, entry.filename)
        sheet = _sheet(request, entry, names)
        rows = head(stream_rows(file, entry.filename, sheet), SOUGHT_IN + SHOWN)
    mapping = _guess(request, entry, sheet, rows)
    form = ResultMappingForm(posted(request), kind=entry.kind, rows=rows, guess=mapping)
    if request.method == "POST" and form.is_valid():
        actions.map_import(entry=entry, sheet=sheet, mapping=form.mapping, by=request.actor, at=timezone.now())
        return redirect("contracts:result-import", customer_slug, pk)
    context = {
        "entry": entry, "form": form, "sheets": names, "sheet": sheet, "row": mapping.header_line,
        "last_row": min(len(rows), SOUGHT_IN) or 1,
    }  # fmt: skip
    return render(request, "contracts/result_import_map.html", context, status=200 if not form.errors else 422)


def _sheet(request: Request, entry: ResultImport, names: list[str]) -> str:
    asked = request.POST.get("sheet", request.GET.get("sheet", entry.sheet))
    return asked if asked in names else names[0]


def _guess(request: Request, entry: ResultImport, sheet: str, rows: tuple[tuple[str, ...], ...]) -> ColumnMapping:
    """What was asked for, what was saved, else the best guess."""
    asked = request.POST.get("row", request.GET.get("row", ""))
    layout = LAYOUTS[entry.kind]
    if asked.isdecimal() and 1 <= int(asked[:4]) <= min(len(rows), SOUGHT_IN):
        return guess(rows[int(asked) - 1], layout, int(asked))
    if entry.mapping and entry.sheet == sheet:
        return ColumnMapping.from_json(entry.mapping)
    return find_headings(rows, layout)


@requires(Permission.RESULT_ENTER)
@require_safe
def result_import(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """What the import would do, or what became of it."""
    entry = _find(request, pk)
    if entry.state == ResultImport.State.UPLOADED:
        return redirect("contracts:result-import-map", customer_slug, pk)
    is_waiting = entry.state == ResultImport.State.QUEUED or (not entry.summary and not entry.is_closed)
    context: dict[str, Any] = {"entry": entry, "summary": entry.summary, "is_waiting": is_waiting, "shown": []}
    if entry.state == ResultImport.State.MAPPED and not is_waiting and not entry.summary["errors"]:
        context["shown"] = [_shown(row) for row in islice(actions.read_rows(entry, timezone.now()), SHOWN)]
    template = "contracts/_result_import.html" if request.htmx else "contracts/result_import.html"
    return render(request, template, context)


def _shown(row: Any) -> tuple[int, str, str, list[tuple[str, Any]]]:
    """The row's number, its reference and title, and what else it holds."""
    plain = [(NAMES[Field(name)], value) for name, value in row.values.items() if hasattr(value, "tzinfo")]
    return row.line, row.reference, row.values.get("title", ""), plain


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


def _find(request: Request, pk: UUID) -> ResultImport:
    entries = ResultImport.objects.visible_to(request.actor).filter(customer=customer_of(request))
    return get_object_or_404(entries.select_related("customer", "started_by"), pk=pk)
