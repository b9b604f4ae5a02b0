"""One cell: its value as text, and that text made harmless for the program that opens the file."""

import re
from datetime import date, datetime, time
from math import isfinite

# A spreadsheet program takes such a text for a formula. Some skip blanks and invisible characters before
# the sign, and some take its full-width and small forms. Apostrophes before it may be escapes of our own.
INVISIBLE = r"[\s\x00-\x1f\x7f\u00ad\u200b-\u200f\u2060\ufeff]*"
FORMULA = re.compile(rf"'*(?:[\t\r\n]|{INVISIBLE}[=+\-@＝＋－＠﹦﹢﹣﹫])")

NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LINE_END = re.compile(r"\r\n?")


def escape_cell(value: str) -> str:
    """The text with an apostrophe before it where a spreadsheet could run it as a formula."""
    return f"'{value}" if FORMULA.match(value) else value


def unescape_cell(value: str) -> str:
    """The text that `escape_cell` was given."""
    return value[1:] if value.startswith("'") and FORMULA.match(value, 1) else value


def cell_text(value: object) -> str:
    """A value as people read and write it in a cell: dates as 2026-09-30, yes and no, whole numbers bare.

    Lines end in a line feed; characters that no XLSX file can hold become the replacement character.
    """
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime():
            return _moment(value)
        case date() | time():
            return value.isoformat()
        case float() if isfinite(value) and value.is_integer():
            return str(int(value))
        case _:
            return NOT_XML.sub("\N{REPLACEMENT CHARACTER}", LINE_END.sub("\n", str(value)))


def _moment(value: datetime) -> str:
    """A spreadsheet has no dates without a time: midnight means the day."""
    is_day = value.time() == time.min and value.tzinfo is None
    return value.date().isoformat() if is_day else value.isoformat(" ", "seconds")
