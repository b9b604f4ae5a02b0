"""Rows of a table as they are read, their faults named, and what a whole file would change. Pure."""

import re
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from core.days import EARLIEST, LATEST

DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %b %Y", "%d %B %Y", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M")
NOT_A_DAY = "“{}” is not a day; write it like 2026-05-31 or 31/05/2026."
NOT_A_NUMBER = "“{}” is not a whole number from 0 on; write it like 1200."
WHOLE = re.compile(r"([0-9]{1,12})(?:\.0*)?")
ERRORS_KEPT = 200
SHOWN = 25  # rows of the file shown before it is confirmed


class Faulty(ValueError):
    """A cell cannot be taken over; the text says why."""


@dataclass(frozen=True, slots=True)
class RowError:
    """A fault: where it is and what to do about it. `line` is counted from 1 as people see it, 0: the whole file."""

    line: int
    column: str
    sentence: str


@dataclass
class ReadRow:
    """A row's values by the names of the fields. Absent: the table does not tell."""

    line: int
    values: dict[str, Any] = field(default_factory=dict)
    errors: list[RowError] = field(default_factory=list)

    @property
    def reference(self) -> str:
        return str(self.values.get("reference", ""))


@dataclass
class Summary:
    """What a file would change, or has changed. `first_errors` and `first_rows` are as many as a page shows."""

    rows: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    errors: int = 0
    first_errors: list[dict[str, Any]] = field(default_factory=list)
    first_rows: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def broken(cls, sentence: str) -> "Summary":
        """A file that could not be read to its end."""
        found = cls()
        found.note(RowError(0, "", sentence))
        return found

    def note(self, error: RowError) -> None:
        self.errors += 1
        if len(self.first_errors) < ERRORS_KEPT:
            self.first_errors.append(asdict(error))

    def show(self, line: int, title: str, small: str, says: str) -> None:
        """What becomes of a row, while there is room on the page."""
        if len(self.first_rows) < SHOWN:
            self.first_rows.append({"line": line, "title": title, "small": small, "says": says})

    def numbers(self) -> dict[str, int]:
        return {name: getattr(self, name) for name in ("rows", "added", "changed", "unchanged")}

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def read_text(text: str, limit: int) -> str:
    """The text, of `limit` characters at most."""
    if len(text) > limit:
        raise Faulty(f"The text is longer than {limit} characters.")
    return text


def read_day(text: str) -> date | None:
    """A day as people and spreadsheets write it; None for an empty cell."""
    for form in DAYS if text else ():
        try:
            found = datetime.strptime(text, form).date()
        except ValueError:
            continue
        if not EARLIEST <= found <= LATEST:
            raise Faulty(f"{text[:40]} is not between {EARLIEST.year} and {LATEST.year}.")
        return found
    if text:
        raise Faulty(NOT_A_DAY.format(text[:40]))
    return None


def read_number(text: str, most: int) -> int | None:
    """A whole number up to `most`, None for an empty cell; spreadsheets write 1200 as "1200.0", people as "1,200"."""
    if not text:
        return None
    plain = WHOLE.fullmatch(text.replace(",", ""))
    if plain is None or int(plain[1]) > most:
        raise Faulty(NOT_A_NUMBER.format(text[:40]))
    return int(plain[1])
