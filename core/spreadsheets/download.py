"""A table as the file that somebody downloads."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.http import HttpResponse

from core.spreadsheets.writing import Row, write_csv, write_xlsx
from core.uploads import CONTENT_TYPES

MIME = {"csv": "text/csv; charset=utf-8", "xlsx": CONTENT_TYPES["xlsx"]}
KINDS = tuple(MIME)  # what `?export=` may ask for, and what is read back


def table_file(
    kind: str, headings: Sequence[str], rows: Iterable[Row], *, name: str, title: str, on: date
) -> HttpResponse:
    """The table as "csv" or "xlsx", named `<name>-<day>.<kind>`; `title` names the workbook's sheet."""
    content = write_xlsx(headings, rows, title) if kind == "xlsx" else write_csv(headings, rows)
    headers = {
        "Content-Disposition": f'attachment; filename="{name}-{on.isoformat()}.{kind}"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type=MIME[kind], headers=headers)
