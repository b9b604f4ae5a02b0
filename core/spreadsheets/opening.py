"""Workbooks opened at once however long they are, and how much there is to read in a file."""

import zipfile
from pathlib import PurePath
from typing import IO, Any

TAGS = 10  # bytes of a workbook's XML for one of text
BOOK_ENDINGS = frozenset({".xlsx", ".xlsm"})


def open_book(file: IO[bytes]) -> Any:  # the types of openpyxl get its read-only sheets wrong
    """The workbook for reading row by row; what it says of its own size is not asked for."""
    from openpyxl import load_workbook  # here because it is heavy and brings numpy where that is installed
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

    # A sheet that does not tell its size would be read to its end just to be opened.
    ReadOnlyWorksheet._get_size = ReadOnlyWorksheet.reset_dimensions  # type: ignore[attr-defined]  # untyped
    return load_workbook(file, read_only=True, data_only=True, keep_links=False)


def weight(file: IO[bytes], filename: str, size: int) -> int:
    """About how many bytes of text a table of `size` bytes holds. Of what a workbook unpacks to, most is tags."""
    if PurePath(filename).suffix.lower() not in BOOK_ENDINGS:
        return size
    with zipfile.ZipFile(file) as archive:
        return max(size, sum(part.file_size for part in archive.infolist()) // TAGS)
