"""Which arrangement a file has, and the file read by it."""

from collections.abc import Sequence

from core.spreadsheets import Sheet
from responsibilities.reading.fedramp import is_fedramp, read_fedramp
from responsibilities.reading.mapping import ColumnMapping, find_table, our_mapping
from responsibilities.reading.rows import Layout, Reading, RowError
from responsibilities.reading.table import NOT_USABLE, apply_mapping

NO_TABLE = "There is no table in this file."


def detect_layout(sheets: Sequence[Sheet]) -> Layout:
    """Our own export, a FedRAMP workbook, or any other table."""
    if _ours(sheets):
        return Layout.OURS
    return Layout.FEDRAMP if is_fedramp(sheets) else Layout.GENERIC


def read_matrix(sheets: Sequence[Sheet], *, sheet_name: str = "", mapping: ColumnMapping | None = None) -> Reading:
    """The file as rows of a matrix. Without a mapping it is read by its layout, or by the best guess.

    A mapping that a person has confirmed goes before what the file looks like.
    """
    if mapping is not None:
        return _read_named(sheets, sheet_name, mapping)
    if ours := _ours(sheets):
        return apply_mapping(*ours, layout=Layout.OURS)
    return read_fedramp(sheets) if is_fedramp(sheets) else _read_named(sheets, *find_table(sheets))


def _ours(sheets: Sequence[Sheet]) -> tuple[Sheet, ColumnMapping] | None:
    """The first sheet with all the columns of our own export."""
    for sheet in sheets:
        if sheet.rows and (mapping := our_mapping(sheet.rows[0])):
            return sheet, mapping
    return None


def _read_named(sheets: Sequence[Sheet], name: str, mapping: ColumnMapping) -> Reading:
    if not any(sheet.rows for sheet in sheets):
        return Reading(Layout.GENERIC, errors=(RowError(0, "", NO_TABLE),))
    sheet = next((sheet for sheet in sheets if sheet.name == name), None)
    if sheet is None:
        return Reading(Layout.GENERIC, errors=(RowError(0, "", NOT_USABLE),))
    return apply_mapping(sheet, mapping)
