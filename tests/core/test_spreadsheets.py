"""Tables out and in again: nothing lost, nothing run."""

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from core.spreadsheets import (
    cell_text,
    escape_cell,
    unescape_cell,
    write_csv,
    write_xlsx,
)
from tests.core.workbooks import rows_of

MATRIX = [["Code", "Title"], ["BAK-01", "Back up the files"], ["BAK-02", "Try a restore"]]

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


def passing(rows: list[list[str]]) -> Iterator[list[str]]:
    """Each row is gone when the next one is asked for."""
    for row in rows:
        lent = list(row)
        yield lent
        lent.clear()


def test_rows_are_written_as_they_come() -> None:
    headings, rows = MATRIX[0], MATRIX[1:]

    assert write_csv(headings, passing(rows)) == write_csv(headings, rows)
    assert write_xlsx(headings, passing(rows), "Matrix") == write_xlsx(headings, rows, "Matrix")
