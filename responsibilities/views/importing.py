"""Importing a matrix into a draft: upload, say what the columns hold, look at what would change, confirm."""

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
from core.methods import require_form
from core.paging import page_of, query_without
from core.spreadsheets import Sheet
from responsibilities.actions import importing as actions
from responsibilities.duties import Names, owner_of
from responsibilities.forms.importing import MappingForm, UploadForm
from responsibilities.merging import Mode
from responsibilities.models import Import
from responsibilities.permissions import check_can_import, why_not
from responsibilities.queries.importing import Preview, base_version, mapping_of, preview_of, sheets_of
from responsibilities.reading import ColumnMapping, Layout, detect_layout, find_table, guess_mapping

LATEST = 10  # earlier imports shown under the form
PAGE = 50
FRAGMENTS = {
    "errors": "responsibilities/_import_errors.html",
    "changed": "responsibilities/_import_changed.html",
}
LAYOUTS = {
    Layout.OURS: "A matrix exported from Same Sheet: its columns are known.",
    Layout.FEDRAMP: "A FedRAMP CIS/CRM workbook: its worksheets are known.",
    Layout.GENERIC: "A table of your own, read by the columns you named.",
}


def _find(request: Request, customer_slug: str, pk: UUID) -> Import:
    entries = Import.objects.visible_to(request.actor).filter(customer__slug=customer_slug)
    return get_object_or_404(entries.select_related("customer__provider", "started_by"), pk=pk)


@require_form
@requires(Permission.MATRIX_EDIT)
def import_add(request: Request, customer_slug: str) -> HttpResponse:
    """Upload a table; below it, what was imported before."""
    customer = customer_of(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        entry = actions.start_import(
            customer=customer,
            file=form.cleaned_data["file"],
            checked=form.checked,
            layout=detect_layout(form.sheets),
            by=request.actor,
            at=timezone.now(),
        )
        return redirect("responsibilities:import", customer_slug, entry.pk)
    entries = Import.objects.visible_to(request.actor).filter(customer=customer).select_related("started_by")
    context = {
        "form": form,
        "entries": entries.order_by("-started_at", "pk")[:LATEST],
        "why_not": why_not(check_can_import, request.actor, base_version(customer.pk)),
    }
    return render(request, "responsibilities/import_add.html", context)


@require_form
@requires(Permission.MATRIX_EDIT)
def import_map(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Choose the sheet and the row of headings, and say what each column holds."""
    entry = _find(request, customer_slug, pk)
    if entry.is_closed:
        return redirect("responsibilities:import", customer_slug, pk)
    sheets = sheets_of(entry)
    at, guess = _guess(request, entry, sheets)
    form = MappingForm(request.POST or None, sheet=sheets[at], guess=guess)
    if request.method == "POST" and form.is_valid():
        name = sheets[at].name if len(sheets) > 1 else ""
        actions.map_import(entry=entry, sheet=name, mapping=form.mapping, by=request.actor, at=timezone.now())
        return redirect("responsibilities:import", customer_slug, pk)
    context = {
        "entry": entry,
        "form": form,
        "sheets": [(number, sheet.name) for number, sheet in enumerate(sheets) if sheet.rows],
        "sheet_at": at,
        "row": guess.header_line,
        "rows": len(sheets[at].rows),
    }
    return render(request, "responsibilities/import_map.html", context)


def _guess(request: Request, entry: Import, sheets: list[Sheet]) -> tuple[int, ColumnMapping]:
    """The sheet and the mapping to begin with: what was asked for, what was saved, else the best guess."""
    name, found = find_table(sheets)
    saved = mapping_of(entry)
    if saved:
        name, found = entry.sheet, saved
    names = [sheet.name for sheet in sheets]
    filled = next(number for number, sheet in enumerate(sheets) if sheet.rows)
    best = names.index(name) if name in names else filled
    at = _number(request, "sheet", best, len(sheets) - 1)
    at = at if sheets[at].rows else filled
    usual = found.header_line if at == best else find_table([sheets[at]])[1].header_line
    row = max(_number(request, "row", usual, len(sheets[at].rows)), 1)
    if (at, row) == (best, found.header_line) and found.columns:
        return at, found
    return at, guess_mapping(sheets[at].rows[row - 1], header_line=row)


def _number(request: Request, name: str, otherwise: int, most: int) -> int:
    asked = request.POST.get(name, request.GET.get(name, ""))
    return min(int(asked), most) if asked.isdecimal() and len(asked) < 6 else otherwise


@require_safe
@requires(Permission.MATRIX_EDIT)
def import_(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """What the import would do, or what became of it."""
    entry = _find(request, customer_slug, pk)
    if entry.is_closed:
        return render(request, "responsibilities/import_closed.html", {"entry": entry})
    if entry.state == Import.State.UPLOADED:
        return redirect("responsibilities:import-map", customer_slug, pk)
    return _preview(request, entry)


def _preview(request: Request, entry: Import, problem: str = "", status: int = 200) -> HttpResponse:
    preview = preview_of(entry)
    tabs = _tabs(preview)
    asked = request.GET.get("show", "")
    first = next((name for name, _, number, _ in tabs if number), "added")
    shown = asked if asked in {name for name, *_ in tabs} else first
    rows = next(rows for name, _, _, rows in tabs if name == shown)
    page = page_of(rows, request.GET, size=PAGE)
    names = Names(entry.customer.provider.name, entry.customer.name)
    owned = [] if shown in FRAGMENTS else [(row, owner_of(row, names)) for row in page.object_list]
    context = {
        "entry": entry,
        "preview": preview,
        "layout": LAYOUTS[Layout(entry.layout)],
        "tabs": [(name, label, number) for name, label, number, _ in tabs],
        "shown": shown,
        "page": page,
        "owned": owned,
        "noun": "to correct" if shown == "errors" else "jobs",
        "fragment": FRAGMENTS.get(shown, "responsibilities/_import_rows.html"),
        "query": query_without(request.GET, "page"),
        "may_add": preview.does_something(Mode.ADD),
        "may_replace": bool(preview.plan.left) and preview.does_something(Mode.REPLACE),
        "why_not": why_not(check_can_import, request.actor, base_version(entry.customer_id)),
        "problem": problem,
        "same": _same(entry),
    }
    return render(request, "responsibilities/import.html", context, status=status)


def _tabs(preview: Preview) -> list[tuple[str, str, int, Any]]:
    """Name, label, number and rows of each kind."""
    plan = preview.plan
    kinds = [
        ("errors", "To correct", preview.reading.errors),
        ("added", "Added", plan.added),
        ("changed", "Changed", plan.changed),
        ("unchanged", "As they are", preview.unchanged_rows),
        ("left", "Not in the file", preview.left_rows),
    ]
    return [(name, label, len(rows), rows) for name, label, rows in kinds if rows or name in ("added", "changed")]


def _same(entry: Import) -> Import | None:
    """The last time this very file was imported for the customer."""
    applied = Import.objects.filter(customer=entry.customer, sha256=entry.sha256, state=Import.State.APPLIED)
    return applied.order_by("-applied_at").first()


@require_POST
@requires(Permission.MATRIX_EDIT)
def import_apply(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Write all of it, or tell that the draft has changed since."""
    entry = _find(request, customer_slug, pk)
    mode = Mode.REPLACE if request.POST.get("mode") == Mode.REPLACE else Mode.ADD
    basis = request.POST.get("basis", "")
    try:
        version, said = actions.apply_import(entry=entry, mode=mode, basis=basis, by=request.actor, at=timezone.now())
    except actions.DraftChanged as changed:
        return _preview(request, entry, str(changed), status=409)
    messages.success(request, f"Imported into version {version.number}: {said}.")
    return redirect(version)


@require_POST
@requires(Permission.MATRIX_EDIT)
def import_discard(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Leave the file; nothing was changed."""
    entry = _find(request, customer_slug, pk)
    actions.discard_import(entry=entry, by=request.actor, at=timezone.now())
    messages.success(request, f"{entry.filename} is discarded. Nothing was changed.")
    return redirect("responsibilities:import-add", customer_slug)
