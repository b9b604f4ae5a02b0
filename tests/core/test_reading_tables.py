"""Tables that somebody uploads: CSV, XLSX and what only looks like them. Nothing hostile is let through."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet._reader import WorkSheetParser

from core.spreadsheets import (
    UnreadableFile,
    read_table,
    reading,
    write_xlsx,
)
from tests.core.workbooks import repacked, rows_of, saved, workbook

REAL = Path(__file__).parents[2].parent / "shared/data/real/crm"
SHEET = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%</sheetData></worksheet>'
)
MATRIX = [["Code", "Title"], ["BAK-01", "Back up the files"], ["BAK-02", "Try a restore"]]


def is_sound_or_told_off(data, filename):
    """Whether the file is read as even rows of text, or refused with a sentence."""
    try:
        sheets = read_table(data, filename)
    except UnreadableFile as refused:
        return str(refused).endswith(".")
    cells = [cell for sheet in sheets for row in sheet.rows for cell in row]
    is_even = all(len({len(row) for row in sheet.rows}) <= 1 for sheet in sheets)
    return is_even and all(isinstance(cell, str) for cell in cells)


# Reading CSV


@pytest.mark.parametrize(
    "text",
    [
        "Code,Title\nBAK-01,Back up the files\nBAK-02,Try a restore\n",
        "Code;Title\r\nBAK-01;Back up the files\r\nBAK-02;Try a restore",
        "Code\tTitle\nBAK-01\tBack up the files\nBAK-02\tTry a restore\n\n\n",
        'Code,Title\n"BAK-01","Back up the files"\n"BAK-02",Try a restore,\n',
    ],
)
def test_delimiters_are_found_out(text):
    assert rows_of(text.encode()) == MATRIX


def test_semicolons_in_words_do_not_cut_a_comma_file():
    text = "Code,Duty\nA,one; two; three\nB,four\n"

    assert rows_of(text.encode()) == [["Code", "Duty"], ["A", "one; two; three"], ["B", "four"]]


def test_a_title_line_above_the_table_does_not_mislead():
    assert rows_of(b"Our matrix\nCode;Title\nA;x\n")[1] == ["Code", "Title"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings_are_found_out(encoding):
    assert rows_of("Name,Café\nA,£5\n".encode(encoding)) == [["Name", "Café"], ["A", "£5"]]


def test_empty_rows_between_are_kept_so_that_row_numbers_hold():
    assert rows_of(b"a,b\n\n1,2\n,\n") == [["a", "b"], ["", ""], ["1", "2"]]


def test_an_empty_file_is_a_sheet_without_rows():
    (sheet,) = read_table(b"", "C:\\files\\empty.csv")

    assert (sheet.name, sheet.rows) == ("empty", ())


def test_broken_quotes_name_their_row():
    with pytest.raises(UnreadableFile, match="Row 2 "):
        rows_of(b'a,b\n"x,y\n')


def test_a_cell_too_long_to_be_one_is_refused():
    with pytest.raises(UnreadableFile, match="Row 1 "):
        rows_of(b'"' + b"x" * 200_000 + b'"')


@pytest.mark.parametrize("data", [b"a\x00b", b"\x81\x8d", b"\xff\xfe\x00", b"\xff\xfea\x00\x00\x00"])
def test_what_is_not_text_is_refused(data):
    with pytest.raises(UnreadableFile, match="not a text file"):
        rows_of(data)


def test_a_workbook_called_csv_is_refused():
    with pytest.raises(UnreadableFile, match="with the name of a CSV"):
        rows_of(workbook(["a"]))


@pytest.mark.parametrize("name", ["matrix.pdf", "matrix", "matrix.xls", "matrix.csv.exe", ""])
def test_other_kinds_of_file_are_refused(name):
    with pytest.raises(UnreadableFile, match="Only CSV and XLSX"):
        rows_of(b"a", name)


# Limits


def test_large_files_are_refused(monkeypatch):
    monkeypatch.setattr(reading, "MAX_BYTES", 3)

    with pytest.raises(UnreadableFile, match="larger than"):
        rows_of(b"abcd")


@pytest.mark.parametrize(("data", "name"), [(b"a\nb\nc\n", "x.csv"), (workbook(["a"], ["b"], ["c"]), "x.xlsx")])
def test_too_many_rows_are_refused(monkeypatch, data, name):
    monkeypatch.setattr(reading, "MAX_ROWS", 2)

    with pytest.raises(UnreadableFile, match="rows"):
        rows_of(data, name)


@pytest.mark.parametrize(("data", "name"), [(b"a,b,c\n", "x.csv"), (workbook(["a", "b", "c"]), "x.xlsx")])
def test_too_many_columns_are_refused(monkeypatch, data, name):
    monkeypatch.setattr(reading, "MAX_COLUMNS", 2)

    with pytest.raises(UnreadableFile, match="columns"):
        rows_of(data, name)


def test_too_many_sheets_are_refused(monkeypatch):
    monkeypatch.setattr(reading, "MAX_SHEETS", 0)

    with pytest.raises(UnreadableFile, match="sheets"):
        rows_of(workbook(["a"]), "x.xlsx")


@pytest.mark.parametrize(("limit", "at", "says"), [("CELLS", 5, "too many cells"), ("ROWS", 1, "rows")])
def test_empty_cells_and_rows_of_all_sheets_count(monkeypatch, limit, at, says):
    book = Workbook()
    for sheet in (book.active, book.create_sheet("Another")):
        sheet.append([None, None, "x"])
    monkeypatch.setattr(reading, f"MAX_{limit}_SEEN", at)

    with pytest.raises(UnreadableFile, match=says):
        rows_of(saved(book), "x.xlsx")


@pytest.mark.parametrize("inside", [b"<row/>", b"<row><c/></row>", b"<x/>"])
def test_a_small_file_of_a_million_empty_tags_never_reaches_the_parser(monkeypatch, inside):
    started = []
    monkeypatch.setattr("openpyxl.load_workbook", lambda *_, **__: started.append("parser"))
    endless = repacked(workbook(["a"]), {"xl/worksheets/sheet1.xml": SHEET.replace(b"%", inside * 1_000_000)})

    assert len(endless) < 100_000
    with pytest.raises(UnreadableFile, match=r"too many cells .+ save its sheet as CSV"):
        rows_of(endless, "x.xlsx")
    assert started == []


def test_a_parser_is_given_no_more_than_the_limit(monkeypatch):
    parsed = []
    parse_row = WorkSheetParser.parse_row
    monkeypatch.setattr(WorkSheetParser, "parse_row", lambda *args: parsed.append(1) or parse_row(*args))
    monkeypatch.setattr(reading, "MAX_ROWS_SEEN", 30)
    many = repacked(workbook(["a"]), {"xl/worksheets/sheet1.xml": SHEET.replace(b"%", b"<row/>" * 1000)})

    with pytest.raises(UnreadableFile, match="rows"):
        rows_of(many, "x.xlsx")
    assert len(parsed) == 31


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    bomb = repacked(workbook(["a"]), {"xl/bomb.xml": b"\0" * (reading.MAX_UNPACKED_BYTES + 1)})

    assert len(bomb) < 200_000
    with pytest.raises(UnreadableFile, match="unpacked"):
        rows_of(bomb, "x.xlsx")


def test_a_far_away_row_costs_nothing_but_is_counted():
    far = SHEET.replace(b"%", b'<row r="1000000"><c r="A1000000"><v>1</v></c></row>')

    with pytest.raises(UnreadableFile, match="rows"):
        rows_of(repacked(workbook(["a"]), {"xl/worksheets/sheet1.xml": far}), "x.xlsx")


# Reading XLSX


def test_hidden_sheets_stay_out():
    book = Workbook()
    book.active.append(["seen"])
    book.create_sheet("Lists").sheet_state = "hidden"

    assert [sheet.name for sheet in read_table(saved(book), "x.XLSX")] == ["Sheet"]


def test_empty_rows_between_are_kept_in_a_workbook():
    assert rows_of(workbook(["a", None, None], [], ["b", "c"]), "x.xlsx") == [["a", ""], ["", ""], ["b", "c"]]


def test_formulas_are_read_as_the_value_they_last_had():
    assert rows_of(workbook(["a", "=1+1"], ["b", 2.0]), "x.xlsx") == [["a", ""], ["b", "2"]]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.7", b"a,b\n"])
def test_what_is_no_workbook_is_refused(data):
    with pytest.raises(UnreadableFile, match="not a workbook"):
        rows_of(data, "x.xlsx")


def test_an_old_or_protected_workbook_is_refused():
    with pytest.raises(UnreadableFile, match="without a password"):
        rows_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "x.xlsx")


def test_a_protected_archive_is_refused():
    data = bytearray(workbook(["a"]))
    data[data.index(b"PK\x01\x02") + 8] |= 1

    with pytest.raises(UnreadableFile, match="without a password"):
        rows_of(bytes(data), "x.xlsx")


def test_an_archive_that_is_no_workbook_is_refused():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("hello.txt", "hello")

    with pytest.raises(UnreadableFile, match="not a workbook"):
        rows_of(data.getvalue(), "x.xlsx")


def test_entities_are_refused():
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><sst>&b;</sst>'

    with pytest.raises(UnreadableFile, match="not a workbook"):
        rows_of(repacked(workbook(["a"]), {"xl/workbook.xml": bomb}), "x.xlsx")


WORKBOOK = write_xlsx(["Code", "Title"], [["A", "b"]], "Matrix")


@given(st.integers(0, len(WORKBOOK) - 1), st.binary(min_size=1, max_size=4))
def test_a_damaged_workbook_is_read_or_refused_but_never_breaks(at, patch):
    damaged = WORKBOOK[:at] + patch + WORKBOOK[at + len(patch) :]

    assert is_sound_or_told_off(damaged, "x.xlsx")


@given(st.binary(max_size=200))
def test_any_bytes_are_read_as_csv_or_refused(data):
    assert is_sound_or_told_off(data, "x.csv")


@pytest.mark.realdata
@pytest.mark.skipif(not REAL.exists(), reason="the real workbooks are not at hand")
def test_the_real_workbooks_can_be_read():
    for path in REAL.glob("*.xlsx"):
        sheets = read_table(path.read_bytes(), path.name)

        assert "Instructions" in [sheet.name for sheet in sheets]
