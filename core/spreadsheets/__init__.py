"""Tables in and out of CSV and XLSX files that people open, change and send back."""

from core.spreadsheets.cells import cell_text, escape_cell, unescape_cell
from core.spreadsheets.download import KINDS, in_turn, table_file
from core.spreadsheets.opening import weight
from core.spreadsheets.reading import Sheet, UnreadableFile, read_table
from core.spreadsheets.streaming import head, sheet_names, stream_rows
from core.spreadsheets.writing import write_csv, write_xlsx

__all__ = [
    "KINDS",
    "Sheet",
    "UnreadableFile",
    "cell_text",
    "escape_cell",
    "head",
    "in_turn",
    "read_table",
    "sheet_names",
    "stream_rows",
    "table_file",
    "unescape_cell",
    "weight",
    "write_csv",
    "write_xlsx",
]
