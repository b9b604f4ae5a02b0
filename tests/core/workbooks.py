"""Workbooks made for tests of the spreadsheets, sound and broken."""

import io
import zipfile

from openpyxl import Workbook

from core.spreadsheets import read_table


def rows_of(data, filename="matrix.csv"):
    (sheet,) = read_table(data, filename)
    return [list(row) for row in sheet.rows]


def workbook(*rows, title="Sheet"):
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    return saved(book)


def saved(book):
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def repacked(data, changes):
    """The archive with some of its parts replaced, or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {**dict.fromkeys(old.namelist()), **changes}:
            new.writestr(name, changes[name] if name in changes else old.read(name))
    return out.getvalue()
