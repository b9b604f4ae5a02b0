"""The sheets of a CSV or XLSX file that somebody uploaded, as plain text cells.

The file is not trusted: its size, unpacked size, rows and columns are limited, XML entities are refused,
formulas are read as the values they last had, and whatever is wrong ends in one sentence for the person.
"""

import csv
import io
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath
from typing import IO, Any

from core.spreadsheets.cells import cell_text, unescape_cell
from core.spreadsheets.opening import BOOK_ENDINGS, open_book

MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED_BYTES = 60 * 1024 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 200
MAX_SHEETS = 50
MAX_MARKS = 600_000  # "<" in a workbook's XML, two to four for a cell: what a parser has to work through
MAX_ROWS_SEEN = 200_000  # in a workbook, the empty ones that only the numbers of rows tell of included
MAX_CELLS_SEEN = 5_000_000  # in a workbook, empty ones included
LAST_EXCEL_ROW = 1_048_576
BLOCK = 64 * 1024  # bytes

TEXT_ENDINGS = {".csv", ".tsv", ".txt"}
ZIP_MARK = b"PK\x03\x04"
OLD_OFFICE_MARK = b"\xd0\xcf\x11\xe0"
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
DELIMITERS = ",;\t"
ROWS_SNIFFED = 5

TOO_MANY_ROWS = f"The file has more than {MAX_ROWS:,} rows."
TOO_MANY_COLUMNS = f"The file has more than {MAX_COLUMNS} columns."
TOO_MANY_CELLS = (
    "The workbook has too many cells to be read at once, empty ones included. Copy the table into a new workbook, "
    "or save its sheet as CSV, then try again."
)
NOT_A_WORKBOOK = "This file is damaged or not a workbook; open it in Excel and save it again as .xlsx."
PROTECTED = "This is an old Excel file or one with a password; save it as .xlsx without a password, then try again."

Rows = tuple[tuple[str, ...], ...]


class UnreadableFile(Exception):
    """Nothing can be read from a file; the message says why, to the person who sent it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's cells as text, every row equally long, without empty rows and columns at the end.

    Row n of the file is `rows[n - 1]`, so that errors can name the row people see.
    """

    name: str
    rows: Rows


def read_table(data: bytes, filename: str) -> list[Sheet]:
    """The sheets that are in sight in an XLSX file, or the one of a CSV file, by the name's ending."""
    if len(data) > MAX_BYTES:
        raise UnreadableFile(f"The file is larger than {MAX_BYTES // 1024 // 1024} MB.")
    name = PurePath(filename.replace("\\", "/"))
    if name.suffix.lower() in BOOK_ENDINGS:
        return _read_book(data)
    if name.suffix.lower() in TEXT_ENDINGS:
        return [Sheet(name.stem, _tidy(_csv_rows(_decoded(data))))]
    raise UnreadableFile("Only CSV and XLSX files can be read.")


def _decoded(data: bytes) -> str:
    if data.startswith((ZIP_MARK, OLD_OFFICE_MARK)):
        raise UnreadableFile("This is a workbook with the name of a CSV file; give it the ending .xlsx.")
    encodings = ("utf-16",) if data.startswith(UTF_16_MARKS) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UnreadableFile("This is not a text file; save it as CSV in UTF-8, then try again.")


def _csv_rows(text: str) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True):
            rows.append(row)
            if len(rows) > MAX_ROWS:
                raise UnreadableFile(TOO_MANY_ROWS)
    except csv.Error:
        raise UnreadableFile(f"Row {len(rows) + 1} of the file cannot be read; check its quotation marks.") from None
    return rows


def delimiter_of(text: str) -> str:
    """The sign that cuts most of the first rows into equally many columns; the comma when in doubt."""
    return max(DELIMITERS, key=lambda delimiter: _evenness(delimiter, text))


def _evenness(delimiter: str, text: str) -> tuple[int, int]:
    """How many of the first rows have the commonest number of columns above one, and that number."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    widths: Counter[int] = Counter()
    try:
        widths.update(len(row) for row in islice(filter(any, reader), ROWS_SNIFFED) if len(row) > 1)
    except csv.Error:
        return 0, 0
    return max(((count, width) for width, count in widths.items()), default=(0, 0))


def _read_book(data: bytes) -> list[Sheet]:
    try:
        check_archive(io.BytesIO(data), limit=MAX_UNPACKED_BYTES, marks=MAX_MARKS)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of drawings and rules that it leaves out
            return _sheets(data)
    except UnreadableFile:
        raise
    except Exception as error:  # a parser that was not made for hostile files raises almost anything
        raise UnreadableFile(NOT_A_WORKBOOK) from error


def check_archive(file: IO[bytes], *, limit: int, marks: int) -> None:
    """Raise UnreadableFile unless it is a workbook without password, of so many bytes and tags unpacked at most."""
    file.seek(0)
    if file.read(len(OLD_OFFICE_MARK)) == OLD_OFFICE_MARK:
        raise UnreadableFile(PROTECTED)
    with zipfile.ZipFile(file) as archive:
        parts = archive.infolist()
        if any(part.flag_bits & 1 for part in parts):
            raise UnreadableFile(PROTECTED)
        if sum(part.file_size for part in parts) > limit:
            raise UnreadableFile("The workbook is too large once it is unpacked.")
        _check_marks(archive, marks)


def _check_marks(archive: zipfile.ZipFile, most: int) -> None:
    """Count the tags before a parser, a thousand times slower, is let loose on them. It is "<" in every encoding."""
    marks = 0
    for part in archive.infolist():
        with archive.open(part) as content:
            while block := content.read(BLOCK):
                marks += block.count(b"<")
                if marks > most:
                    raise UnreadableFile(TOO_MANY_CELLS)


def _sheets(data: bytes) -> list[Sheet]:
    book = open_book(io.BytesIO(data))
    try:
        in_sight = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        if len(in_sight) > MAX_SHEETS:
            raise UnreadableFile(f"The workbook has more than {MAX_SHEETS} sheets.")
        seen = _Seen()
        return [Sheet(sheet.title, _tidy(_book_rows(sheet, seen))) for sheet in in_sight]
    finally:
        book.close()


@dataclass
class _Seen:
    """How much of a workbook has been looked at, over all of its sheets."""

    rows: int = 0
    cells: int = 0

    def add(self, cells: int) -> None:
        self.rows += 1
        self.cells += cells
        if self.rows > MAX_ROWS_SEEN:
            raise UnreadableFile(TOO_MANY_ROWS)
        if self.cells > MAX_CELLS_SEEN:
            raise UnreadableFile(TOO_MANY_CELLS)


def _book_rows(sheet: Any, seen: _Seen) -> list[list[str]]:  # the types of openpyxl get its read-only sheets wrong
    sheet.reset_dimensions()  # what the file says of its own size may be wrong
    rows: list[list[str]] = []
    blank = 0
    for values in sheet.iter_rows(max_row=LAST_EXCEL_ROW, values_only=True):
        seen.add(len(values))
        row = _filled([cell_text(value) for value in values])
        if not row:
            blank += 1
            continue
        if len(rows) + blank >= MAX_ROWS:
            raise UnreadableFile(TOO_MANY_ROWS)
        rows += [*([] for _ in range(blank)), row]
        blank = 0
    return rows


def _filled(row: list[str]) -> list[str]:
    """The row up to its last cell with something in it."""
    last = next((at for at in range(len(row), 0, -1) if row[at - 1]), 0)
    return row[:last]


def _tidy(rows: Iterable[list[str]]) -> Rows:
    filled = [_filled([unescape_cell(cell_text(cell)) for cell in row]) for row in rows]
    while filled and not filled[-1]:
        filled.pop()
    width = max(map(len, filled), default=0)
    if width > MAX_COLUMNS:
        raise UnreadableFile(TOO_MANY_COLUMNS)
    return tuple((*row, *[""] * (width - len(row))) for row in filled)
