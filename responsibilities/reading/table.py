"""Any table as a responsibility matrix, by a mapping of its columns."""

from collections.abc import Iterator

from core.spreadsheets import Sheet
from responsibilities.reading.cells import Cells, RowReader
from responsibilities.reading.columns import NAMES, Field
from responsibilities.reading.mapping import ColumnMapping
from responsibilities.reading.rows import Layout, Reading, ReadRow, RowError
from responsibilities.reading.words import inherited_means

NOT_USABLE = "Say which column holds the job’s name: its title, its code or its description."
NO_ROWS = "There are no rows under the headings."


def apply_mapping(sheet: Sheet, mapping: ColumnMapping, layout: Layout = Layout.GENERIC) -> Reading:
    """The rows under the headings. Each fault is named with its row and column; empty rows are passed over."""
    if not mapping.is_usable:
        return Reading(layout, errors=(RowError(0, "", NOT_USABLE),))
    lines = list(_lines(sheet, mapping))
    if not lines:
        return Reading(layout, errors=(RowError(0, "", NO_ROWS),))
    inherited = inherited_means(cells.get(Field.OWNERSHIP, "") for _, cells in lines)
    rows: list[ReadRow] = []
    errors: list[RowError] = []
    first_lines: dict[str, int] = {}
    for line, cells in lines:
        reader = RowReader(line, cells, inherited)
        row = reader.row()
        faults = [*reader.errors, *_repeated(row, first_lines)]
        errors += faults
        rows += [] if faults else [row]
    return Reading(layout, tuple(rows), tuple(errors))


def _lines(sheet: Sheet, mapping: ColumnMapping) -> Iterator[tuple[int, Cells]]:
    """The mapped cells of each row that has any, with its line number."""
    for line, row in enumerate(sheet.rows, start=1):
        cells = {field: row[at].strip() for field, at in mapping.columns.items() if 0 <= at < len(row)}
        if line > mapping.header_line and any(cells.values()):
            yield line, cells


def _repeated(row: ReadRow, first_lines: dict[str, int]) -> Iterator[RowError]:
    first = first_lines.setdefault(row.code.casefold(), row.line_number)
    if row.code and first != row.line_number:
        sentence = f"The code {row.code} is already in row {first}."
        yield RowError(row.line_number, NAMES[Field.CODE], sentence)
