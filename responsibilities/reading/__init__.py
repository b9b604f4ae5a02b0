"""A table that somebody uploaded, read as a responsibility matrix.

sheets = core.spreadsheets.read_table(data, filename)
reading = read_matrix(sheets)            # by the layout, or by a guessed mapping
reading = read_matrix(sheets, sheet_name=name, mapping=mapping)   # by one that a person confirmed
"""

from responsibilities.reading.columns import COLUMNS, HEADINGS, LIMITS, NAMES, Field, as_table
from responsibilities.reading.contradictions import contradictions
from responsibilities.reading.layouts import detect_layout, read_matrix
from responsibilities.reading.mapping import ColumnMapping, find_table, guess_mapping
from responsibilities.reading.rows import Layout, Reading, ReadRow, RowError
from responsibilities.reading.table import apply_mapping
from responsibilities.reading.words import read_ownership

__all__ = [
    "COLUMNS",
    "HEADINGS",
    "LIMITS",
    "NAMES",
    "ColumnMapping",
    "Field",
    "Layout",
    "ReadRow",
    "Reading",
    "RowError",
    "apply_mapping",
    "as_table",
    "contradictions",
    "detect_layout",
    "find_table",
    "guess_mapping",
    "read_matrix",
    "read_ownership",
]
