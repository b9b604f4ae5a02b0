"""Tables as CSV and XLSX bytes. The same table gives the same bytes."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import chain
from math import isfinite
from typing import TYPE_CHECKING

from core.spreadsheets.cells import cell_text, escape_cell

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

LONGEST_TEXT = 32_767  # characters a cell of Excel holds
LARGEST_NUMBER = 10**15  # Excel keeps fifteen digits
LONGEST_TITLE = 31
NOT_IN_TITLE = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
NARROWEST, WIDEST = 8, 60  # column widths in characters
EPOCH = datetime(1980, 1, 1)  # the earliest moment a ZIP file can name

Row = Sequence[object]


def write_csv(headings: Sequence[str], rows: Iterable[Row]) -> bytes:
    """Comma-separated text in UTF-8 with the mark by which Excel knows it."""
    written = io.BytesIO()
    text = io.TextIOWrapper(written, encoding="utf-8-sig", newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(_texts(chain([headings], rows)))
    text.flush()
    return written.getvalue()


def write_xlsx(headings: Sequence[str], rows: Iterable[Row], sheet_title: str) -> bytes:
    """A workbook of one sheet: bold headings that stay in sight, columns as wide as they need."""
    from openpyxl import Workbook  # here because it is heavy and brings numpy where that is installed

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = NOT_IN_TITLE.sub(" ", sheet_title).strip("' ")[:LONGEST_TITLE].strip("' ") or "Sheet"
    _lay_out(sheet, _fill(sheet, headings, rows))
    return _saved(book)


def _texts(table: Iterable[Row]) -> Iterator[list[str]]:
    return ([escape_cell(cell_text(value)) for value in row] for row in table)


def _fill(sheet: "Worksheet", headings: Sequence[str], rows: Iterable[Row]) -> list[int]:
    """Write the cells, row by row as they come; the longest line in each column."""
    from openpyxl.styles import Alignment, Font

    bold, wrapped = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    longest = [0] * len(headings)
    for line, row in enumerate(chain([headings], rows), start=1):
        for column, value in enumerate(row[: len(longest)]):
            longest[column] = max(longest[column], *map(len, cell_text(value).split("\n")))
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(line, column)
            cell.value = number = _number(value)
            if number is None:
                cell.value = _shortened(escape_cell(cell_text(value)))
                cell.data_type = "s"  # text, whatever it looks like: never a formula or an error
            cell.alignment = wrapped
            if line == 1:
                cell.font = bold
    return longest


def _number(value: object) -> float | Decimal | None:
    """Numbers stay numbers, but for those that Excel would round or cannot hold."""
    if not isinstance(value, int | float | Decimal) or isinstance(value, bool) or not isfinite(value):
        return None
    return value if -LARGEST_NUMBER < value < LARGEST_NUMBER else None


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"


def _lay_out(sheet: "Worksheet", longest: Sequence[int]) -> None:
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "A2"
    for column, length in enumerate(longest, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = min(max(length + 2, NARROWEST), WIDEST)


def _saved(book: "Workbook") -> bytes:
    """The workbook as bytes without the moment of writing."""
    from openpyxl.writer.excel import ExcelWriter

    book.properties.created = book.properties.modified = EPOCH
    written, packed = io.BytesIO(), io.BytesIO()
    ExcelWriter(book, zipfile.ZipFile(written, "w")).save()
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as pack:
        for name in parts.namelist():
            part = zipfile.ZipInfo(name, EPOCH.timetuple()[:6])
            pack.writestr(part, parts.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
