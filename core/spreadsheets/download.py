"""A table as the file that somebody downloads."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse

from core.spreadsheets.writing import Row, write_csv, write_xlsx
from core.uploads import CONTENT_TYPES

MIME = {"csv": "text/csv; charset=utf-8", "xlsx": CONTENT_TYPES["xlsx"]}
KINDS = tuple(MIME)  # what `?export=` may ask for, and what is read back
AT_A_TIME = 1000  # rows of the database that are held for a file


def in_turn(rows: QuerySet[Any]) -> Iterator[Any]:
    """The rows for a file, some at a time, with what is prefetched for them."""
    return rows.iterator(chunk_size=AT_A_TIME)


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
