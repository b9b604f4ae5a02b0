"""The page on which people say what the columns of their table hold."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from core.importing.columns import SOUGHT_IN, ColumnMapping, Layout, find_headings, guess
from core.importing.entry import TableImport
from core.importing.forms import SAMPLES, ColumnsForm
from core.pages import posted
from core.spreadsheets import head, sheet_names, stream_rows


@dataclass(frozen=True)
class Addresses:
    """Where the steps of an import are; `after` is the page that shows what was taken in."""

    add: str
    show: str
    columns: str
    apply: str
    discard: str
    after: str


@dataclass(frozen=True)
class ColumnsPage:
    """The chosen sheet, the row of its headings, and the form beneath."""

    form: ColumnsForm
    sheet: str
    context: dict[str, Any]


def columns_page(request: HttpRequest, entry: TableImport, layout: Layout) -> ColumnsPage:
    """The sheet and row that were asked for, saved, or are likeliest; the form is filled with what was sent."""
    with entry.file.open("rb") as file:
        names = sheet_names(file, entry.filename)
        sheet = _sheet(request, entry, names)
        rows = head(stream_rows(file, entry.filename, sheet), SOUGHT_IN + SAMPLES)
    mapping = _guess(request, entry, layout, sheet, rows)
    sent = posted(request)
    form = ColumnsForm(sent, layout=layout, rows=rows, guess=mapping)
    context = {
        "entry": entry, "form": form, "sheets": names, "sheet": sheet, "row": mapping.header_line,
        "last_row": min(len(rows), SOUGHT_IN) or 1,
    }  # fmt: skip
    return ColumnsPage(form, sheet, context)


def _sheet(request: HttpRequest, entry: TableImport, names: list[str]) -> str:
    asked = request.POST.get("sheet", request.GET.get("sheet", entry.sheet))
    return asked if asked in names else names[0]


def _guess(
    request: HttpRequest, entry: TableImport, layout: Layout, sheet: str, rows: tuple[tuple[str, ...], ...]
) -> ColumnMapping:
    """What was asked for, what was saved, else the best guess."""
    asked = request.POST.get("row", request.GET.get("row", ""))
    if asked.isdecimal() and 1 <= int(asked[:4]) <= min(len(rows), SOUGHT_IN):
        return guess(rows[int(asked) - 1], layout, int(asked))
    if entry.mapping and entry.sheet == sheet:
        return entry.columns
    return find_headings(rows, layout)
