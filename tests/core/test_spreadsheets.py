"""Tables out and in again: nothing lost, nothing run, nothing hostile let through."""

import io
import zipfile
from contextlib import suppress
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from core.spreadsheets import (
    UnreadableFile,
    cell_text,
    escape_cell,
    read_table,
    reading,
    unescape_cell,
    write_csv,
    write_xlsx,
)

REAL = Path(__file__).parents[2].parent / "shared/data/real/crm"
MATRIX = [["Code", "Title"], ["BAK-01", "Back up the files"], ["BAK-02", "Try a restore"]]


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


# Escaping


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\tx",
        "\rx",
        "\nx",
        "  =1+1",
        "\n =1",
        "\u00a0=1",
        "\ufeff=1",
        "\u200b@x",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "﹦1",
        "'=1",
        "''=1",
    ],
)
def test_what_could_run_gets_an_apostrophe(text):
    assert escape_cell(text) == f"'{text}"
    assert unescape_cell(f"'{text}") == text


@pytest.mark.parametrize("text", ["", "x", "a=b", "'quoted'", "'", "1-2", "x\t", " x", "'tis"])
def test_harmless_text_stays_as_it_is(text):
    assert escape_cell(text) == unescape_cell(text) == text


@given(st.text())
def test_escaping_can_be_undone(text):
    assert unescape_cell(escape_cell(text)) == text


@given(st.text(alphabet="'=+-@ \t\n\rx＝"))
def test_no_escaped_text_starts_like_a_formula(text):
    escaped = escape_cell(text)

    assert unescape_cell(escaped) == text
    assert not escaped.lstrip().startswith(("=", "+", "-", "@", "＝"))
    assert not escaped.startswith(("\t", "\r", "\n"))


# Values as text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (3, "3"),
        (3.0, "3"),
        (2.5, "2.5"),
        (float("inf"), "inf"),
        (Decimal("0.10"), "0.10"),
        (date(2026, 9, 30), "2026-09-30"),
        (time(9, 30), "09:30:00"),
        (datetime(2026, 9, 30), "2026-09-30"),
        (datetime(2026, 9, 30, 9, 30), "2026-09-30 09:30:00"),
        (datetime(2026, 9, 30, tzinfo=UTC), "2026-09-30 00:00:00+00:00"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\x00b\ud800", "a\ufffdb\ufffd"),
    ],
)
def test_values_read_as_people_write_them(value, text):
    assert cell_text(value) == text


# Round trips

cells = st.text(max_size=30) | st.sampled_from(["=1", "'=1", "-5", "a;b", 'a"b', "_x000D_", "_x005F_"])


@st.composite
def tables(draw):
    width = draw(st.integers(1, 5))
    row = st.lists(cells, min_size=width, max_size=width)
    headings = [f"{n} {draw(cells)}" for n in range(width)]
    rows = draw(st.lists(row, max_size=6))
    while rows and not any(map(cell_text, rows[-1])):
        rows.pop()
    return headings, rows


@given(tables())
def test_csv_reads_back_as_it_was_written(table):
    headings, rows = table

    assert rows_of(write_csv(headings, rows)) == [[cell_text(cell) for cell in row] for row in [headings, *rows]]


@given(tables())
def test_xlsx_reads_back_as_it_was_written(table):
    headings, rows = table

    read = rows_of(write_xlsx(headings, rows, "Matrix"), "matrix.xlsx")

    assert read == [[cell_text(cell) for cell in row] for row in [headings, *rows]]


def test_numbers_and_dates_read_back_as_text():
    headings, row = ["a", "b", "c", "d", "e"], [12, Decimal("1.5"), date(2026, 9, 30), True, 10**16]

    for data, filename in [
        (write_csv(headings, [row]), "x.csv"),
        (write_xlsx(headings, [row], "x"), "x.xlsx"),
    ]:
        assert rows_of(data, filename)[1] == ["12", "1.5", "2026-09-30", "yes", "10000000000000000"]


# Writing


def test_csv_carries_the_mark_by_which_excel_knows_utf_8():
    assert write_csv(["é"], []).startswith(b"\xef\xbb\xbf")


def test_workbook_headings_are_bold_and_stay_in_sight():
    sheet = load_workbook(io.BytesIO(write_xlsx(["Code", "Title"], [["A", "x" * 200]], "Matrix"))).active

    assert sheet.title == "Matrix"
    assert sheet["A1"].font.bold
    assert not sheet["A2"].font.bold
    assert sheet.freeze_panes == "A2"
    assert (sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width) == (8, 60)


def test_no_cell_of_a_workbook_is_a_formula():
    sheet = load_workbook(io.BytesIO(write_xlsx(["=1"], [["=HYPERLINK(1)"], ["＝1"], ["{=1}"]], "x"))).active

    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}


def test_numbers_stay_numbers_in_a_workbook():
    sheet = load_workbook(io.BytesIO(write_xlsx(["n"], [[-5], [Decimal("1.25")], [float("nan")]], "x"))).active

    assert [sheet.cell(line, 1).value for line in (2, 3, 4)] == [-5, 1.25, "nan"]


def test_same_table_gives_the_same_bytes():
    assert write_xlsx(*MATRIX[:1], MATRIX[1:], "x") == write_xlsx(*MATRIX[:1], MATRIX[1:], "x")


@pytest.mark.parametrize(
    ("wanted", "given_name"),
    [("a/b[c]:*?", "a b c"), ("", "Sheet"), ("x" * 40, "x" * 31), ("'quoted'", "quoted")],
)
def test_a_sheet_title_is_one_that_excel_takes(wanted, given_name):
    book = load_workbook(io.BytesIO(write_xlsx(["a"], [], wanted)))

    assert " ".join(book.sheetnames[0].split()) == given_name


def test_text_longer_than_a_cell_is_cut_with_a_mark():
    (_, (text,)) = rows_of(write_xlsx(["a"], [["x" * 40_000]], "x"), "x.xlsx")

    assert len(text) == 32_767
    assert text.endswith("…")


def test_rows_may_be_shorter_or_longer_than_the_headings():
    assert rows_of(write_xlsx(["a", "b"], [["1"], ["1", "2", "3"]], "x"), "x.xlsx") == [
        ["a", "b", ""],
        ["1", "", ""],
        ["1", "2", "3"],
    ]


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


def test_too_many_empty_cells_are_refused(monkeypatch):
    monkeypatch.setattr(reading, "MAX_CELLS", 2)

    with pytest.raises(UnreadableFile, match="too large"):
        rows_of(workbook([None, None, "x"]), "x.xlsx")


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    bomb = repacked(workbook(["a"]), {"xl/bomb.xml": b"\0" * (reading.MAX_UNPACKED_BYTES + 1)})

    assert len(bomb) < 200_000
    with pytest.raises(UnreadableFile, match="unpacked"):
        rows_of(bomb, "x.xlsx")


def test_a_far_away_row_costs_nothing_but_is_counted():
    far = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    far += b'<row r="1000000"><c r="A1000000"><v>1</v></c></row></sheetData></worksheet>'

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

    with suppress(UnreadableFile):
        read_table(damaged, "x.xlsx")


@given(st.binary(max_size=200))
def test_any_bytes_are_read_as_csv_or_refused(data):
    with suppress(UnreadableFile):
        read_table(data, "x.csv")


@pytest.mark.realdata
@pytest.mark.skipif(not REAL.exists(), reason="the real workbooks are not at hand")
def test_the_real_workbooks_can_be_read():
    for path in REAL.glob("*.xlsx"):
        sheets = read_table(path.read_bytes(), path.name)

        assert "Instructions" in [sheet.name for sheet in sheets]
