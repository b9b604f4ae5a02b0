"""Tables read row by row."""

import io
import tracemalloc
from unittest.mock import patch

import pytest
from openpyxl.worksheet._reader import WorkSheetParser

from core.spreadsheets import (
    UnreadableFile,
    head,
    read_table,
    sheet_names,
    stream_rows,
    weight,
    write_csv,
    write_xlsx,
)

HEADINGS = ("Reference", "What")
ROWS = [("T-1", "Till, “down”"), ("T-2", "=1+1"), ("", ""), ("T-3", "two\nlines")]


def rows_of(data: bytes, name: str, sheet: str = "") -> list[tuple[str, ...]]:
    return list(stream_rows(io.BytesIO(data), name, sheet))


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (write_csv(HEADINGS, ROWS), "t.csv"),
        (write_xlsx(HEADINGS, ROWS, "Tickets"), "t.xlsx"),
        ('Reference;What\nT-1;Till, “down”\nT-2;=1+1\n;\nT-3;"two\nlines"\n'.encode(), "t.csv"),
        ('Reference\tWhat\nT-1\tTill, “down”\nT-2\t=1+1\n\t\nT-3\t"two\nlines"\n'.encode("utf-16"), "t.tsv"),
    ],
    ids=["csv", "xlsx", "semicolons", "utf-16"],
)
def test_every_kind_of_table_gives_the_same_rows(data: bytes, name: str) -> None:
    assert rows_of(data, name) == [HEADINGS, ROWS[0], ROWS[1], (), ROWS[3]]


def test_what_is_no_utf_8_is_read_as_windows_writes_it() -> None:
    assert rows_of("Café;x\n".encode("cp1252"), "t.csv") == [("Café", "x")]


def test_it_reads_what_the_other_reader_reads() -> None:
    data = write_csv(HEADINGS, ROWS)

    (sheet,) = read_table(data, "t.csv")

    assert head(rows_of(data, "t.csv"), 99) == sheet.rows


def test_a_sheet_is_chosen_by_its_name() -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = "First"
    book.create_sheet("Second").append(["here"])
    book.create_sheet("Hidden").sheet_state = "hidden"
    data = io.BytesIO()
    book.save(data)

    assert sheet_names(data, "t.xlsx") == ["First", "Second"]
    assert rows_of(data.getvalue(), "t.xlsx", "Second") == [("here",)]
    assert sheet_names(io.BytesIO(b"a"), "my list.csv") == ["my list"]


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"a,b", "t.doc", "Only CSV and XLSX"),
        (b"PK\x03\x04rest", "t.csv", "ending .xlsx"),
        (b"a\x00b", "t.csv", "not a text file"),
        (b"no zip", "t.xlsx", "not a workbook"),
        (b"\xd0\xcf\x11\xe0 old one", "t.xlsx", "old Excel file"),
        (b'a,"b\n', "t.csv", "cannot be read"),
        (b",".join([b"x"] * 201), "t.csv", "more than 200 columns"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(data: bytes, name: str, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        rows_of(data, name)


def test_the_file_stays_open_for_whoever_reads_it_next() -> None:
    file = io.BytesIO(b"a,b\nc,d\n")

    assert list(stream_rows(file, "t.csv")) == list(stream_rows(file, "t.csv"))


def test_memory_does_not_grow_with_rows() -> None:
    file = io.BytesIO(b"reference,what\n" + b"T-1,some words that are long enough to matter\n" * 200_000)

    tracemalloc.start()
    number = sum(1 for _ in stream_rows(file, "t.csv"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert number == 200_001
    assert peak < 6_000_000  # bytes; the file has nine million


def test_a_long_sheet_is_opened_without_being_read_to_its_end() -> None:
    data = write_xlsx(HEADINGS, [("T-1", "Till")] * 5000, "Tickets")

    with patch.object(WorkSheetParser, "parse_dimensions") as asked:
        assert sheet_names(io.BytesIO(data), "t.xlsx") == ["Tickets"]
        assert head(stream_rows(io.BytesIO(data), "t.xlsx"), 2) == (HEADINGS, ("T-1", "Till"))

    assert not asked.called


def test_a_small_workbook_of_many_rows_weighs_what_it_holds() -> None:
    data = write_xlsx(HEADINGS, [("T-1", "Till")] * 5000, "Tickets")

    assert weight(io.BytesIO(data), "t.xlsx", len(data)) > 50_000
    assert weight(io.BytesIO(b"a,b"), "t.csv", 3) == 3
