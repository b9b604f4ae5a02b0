"""Tables of any length read row by row, in little memory whatever the file holds.

Row n of the file is the nth row given, empty ones included, so that errors can name the row people see.
"""

import codecs
import csv
import io
import warnings
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import PurePath
from typing import IO, Any

from core.spreadsheets.cells import cell_text, unescape_cell
from core.spreadsheets.opening import BOOK_ENDINGS, open_book
from core.spreadsheets.reading import (
    LAST_EXCEL_ROW,
    MAX_COLUMNS,
    MAX_SHEETS,
    NOT_A_WORKBOOK,
    OLD_OFFICE_MARK,
    TEXT_ENDINGS,
    TOO_MANY_COLUMNS,
    UTF_16_MARKS,
    ZIP_MARK,
    UnreadableFile,
    check_archive,
    delimiter_of,
)

BLOCK = 1024 * 1024  # bytes read at once while the encoding is sought
SNIFFED = 64 * 1024  # characters in which the delimiter is sought
LARGEST_PART = 2 * 1024 * 1024 * 1024  # bytes that a workbook may unpack to, of which little is in memory at a time
MOST_MARKS = 60_000_000  # "<" in a workbook's XML, of which a parser sees a few at a time
BLANK_ROWS = 10_000  # in a row: after so many the sheet is taken to have ended

Row = tuple[str, ...]


def sheet_names(file: IO[bytes], filename: str) -> list[str]:
    """The names of a workbook's visible sheets; of a CSV file its own."""
    if not _is_book(filename):
        return [PurePath(filename).stem]
    book = _book(file)
    try:
        return [sheet.title for sheet in _visible(book)]
    finally:
        book.close()


def stream_rows(file: IO[bytes], filename: str, sheet: str = "") -> Iterator[Row]:
    """The rows of a CSV file or of one sheet of a workbook (its first when none is named), as text.

    UnreadableFile, with a sentence for the sender, comes when the file cannot be read so far.
    """
    rows = _book_rows(file, sheet) if _is_book(filename) else _text_rows(file)
    for row in rows:
        filled = tuple(unescape_cell(cell_text(cell)).strip() for cell in row)
        last = next((at for at in range(len(filled), 0, -1) if filled[at - 1]), 0)
        if last > MAX_COLUMNS:
            raise UnreadableFile(TOO_MANY_COLUMNS)
        yield filled[:last]


def head(rows: Iterable[Row], number: int) -> tuple[Row, ...]:
    """The first rows, all of one width."""
    first = list(islice(rows, number))
    width = max(map(len, first), default=0)
    return tuple((*row, *[""] * (width - len(row))) for row in first)


def _is_book(filename: str) -> bool:
    ending = PurePath(filename.replace("\\", "/")).suffix.lower()
    if ending not in BOOK_ENDINGS | TEXT_ENDINGS:
        raise UnreadableFile("Only CSV and XLSX files can be read.")
    return ending in BOOK_ENDINGS


def _text_rows(file: IO[bytes]) -> Iterator[list[str]]:
    encoding = _encoding(file)
    file.seek(0)
    text = io.TextIOWrapper(_Kept(file), encoding=encoding, newline="")
    delimiter = delimiter_of(text.read(SNIFFED))
    text.seek(0)
    number = 0
    try:
        for row in csv.reader(text, delimiter=delimiter, strict=True):
            number += 1
            yield row
    except (csv.Error, UnicodeDecodeError):
        raise UnreadableFile(f"Row {number + 1} of the file cannot be read; check its quotation marks.") from None
    finally:
        text.detach()


class _Kept(io.BufferedReader):
    """A stream that is left open when the text around it is done with."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__(_Raw(file))


class _Raw(io.RawIOBase):
    """Any file of bytes as the lowest layer of a stream; closing it leaves the file open."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        read = self._file.read(len(buffer))
        buffer[: len(read)] = read
        return len(read)

    def seek(self, offset: int, whence: int = 0) -> int:
        self._file.seek(offset, whence)
        return self._file.tell()

    def tell(self) -> int:
        return self._file.tell()


def _encoding(file: IO[bytes]) -> str:
    """The first encoding in which all of the file can be read."""
    file.seek(0)
    start = file.read(4)
    if start.startswith((ZIP_MARK, OLD_OFFICE_MARK)):
        raise UnreadableFile("This is a workbook with the name of a CSV file; give it the ending .xlsx.")
    for encoding in ("utf-16",) if start.startswith(UTF_16_MARKS) else ("utf-8-sig", "cp1252"):
        if _decodes(file, encoding):
            return encoding
    raise UnreadableFile("This is not a text file; save it as CSV in UTF-8, then try again.")


def _decodes(file: IO[bytes], encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(0)
    try:
        while block := file.read(BLOCK):
            if "\0" in decoder.decode(block):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _book(file: IO[bytes]) -> Any:  # the types of openpyxl get its read-only sheets wrong
    try:
        check_archive(file, limit=LARGEST_PART, marks=MOST_MARKS)
        file.seek(0)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of drawings and rules that it leaves out
            return open_book(file)
    except UnreadableFile:
        raise
    except Exception as error:  # a parser that was not made for hostile files raises almost anything
        raise UnreadableFile(NOT_A_WORKBOOK) from error


def _visible(book: Any) -> list[Any]:
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if not 1 <= len(sheets) <= MAX_SHEETS:
        raise UnreadableFile(f"The workbook needs 1 to {MAX_SHEETS} sheets in sight.")
    return sheets


def _book_rows(file: IO[bytes], name: str) -> Iterator[tuple[object, ...]]:
    book = _book(file)
    try:
        sheets = _visible(book)
        sheet = next((each for each in sheets if each.title == name), sheets[0])
        sheet.reset_dimensions()  # what the file says of its own size may be wrong
        blank = 0
        for row in sheet.iter_rows(max_row=LAST_EXCEL_ROW, values_only=True):
            blank = 0 if any(cell not in (None, "") for cell in row) else blank + 1
            if blank > BLANK_ROWS:
                return
            yield row
    except UnreadableFile:
        raise
    except Exception as error:
        raise UnreadableFile(NOT_A_WORKBOOK) from error
    finally:
        book.close()
