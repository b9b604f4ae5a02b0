"""The two kinds of worksheet in a FedRAMP workbook, read control by control."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.spreadsheets import Sheet
from responsibilities.reading.words import plain

HEADER_SOUGHT_IN = 15  # rows from the top
CONTROL_ID, ORIGINATION, INHERITABLE = "control id", "control origination", "can be inherited from csp"
IN_BRACKETS = re.compile(r"\(([^()]+)\)\s*$")

STATUSES = {
    "implemented": "implemented",
    "partially implemented": "partial",
    "planned": "planned",
    "alternative implementation": "alternative",
    "n a": "not_applicable",
    "not applicable": "not_applicable",
}
ORIGINATIONS = {  # by how a heading begins: it may go on with the names of the parties
    "service provider corporate": "provider_corporate",
    "service provider system specific": "provider_system",
    "service provider hybrid": "provider_hybrid",
    "configured by customer": "configured_by_customer",
    "provided by customer": "provided_by_customer",
    "shared": "shared",
    "inherited": "inherited",
}


@dataclass(frozen=True, slots=True)
class Control:
    """One control, or part of one, on the line of a worksheet. A CRM has `inheritable` and `duty` only."""

    line: int
    code: str
    statuses: tuple[str, ...] = ()
    originations: tuple[str, ...] = ()
    inheritable: str = ""
    duty: str = ""

    @property
    def is_filled(self) -> bool:
        return bool(self.statuses or self.originations or self.inheritable)


@dataclass(frozen=True, slots=True)
class Worksheet:
    """A CIS or CRM worksheet. `inherited_from` names whose authorisation a CIS inherits, where it says so."""

    name: str
    controls: tuple[Control, ...]
    inherited_from: str = ""

    @property
    def filled(self) -> int:
        return sum(control.is_filled for control in self.controls)


def read_cis(sheet: Sheet) -> Worksheet | None:
    """The sheet as a Control Implementation Summary; None when its headings are others."""
    header = _header(sheet, ORIGINATION)
    if header is None or header + 1 >= len(sheet.rows):
        return None
    below = [plain(cell) for cell in sheet.rows[header + 1]]
    statuses = {at: STATUSES[word] for at, word in enumerate(below) if word in STATUSES}
    originations = {at: mark for at, word in enumerate(below) if (mark := _origination(word))}
    controls = tuple(
        Control(line, code, statuses=_marked(row, statuses), originations=_marked(row, originations))
        for line, code, row in _controls(sheet, header)
    )
    return Worksheet(sheet.name, controls, _inherited_from(sheet.rows[header + 1], originations))


def read_crm(sheet: Sheet) -> Worksheet | None:
    """The sheet as a Customer Responsibility Matrix; None when its headings are others."""
    header = _header(sheet, INHERITABLE)
    if header is None:
        return None
    answer = [plain(cell) for cell in sheet.rows[header]].index(INHERITABLE)
    controls = tuple(
        Control(line, code, inheritable=row[answer].strip().lower(), duty="".join(row[answer + 1 : answer + 2]).strip())
        for line, code, row in _controls(sheet, header)
    )
    return Worksheet(sheet.name, controls)


def _header(sheet: Sheet, beside: str) -> int | None:
    """The place of the row that has both headings."""
    for at, row in enumerate(sheet.rows[:HEADER_SOUGHT_IN]):
        if {CONTROL_ID, beside} <= {plain(cell) for cell in row}:
            return at
    return None


def _controls(sheet: Sheet, header: int) -> Iterator[tuple[int, str, Sequence[str]]]:
    """Line number, identifier and cells of each row below the headings that has an identifier."""
    place = [plain(cell) for cell in sheet.rows[header]].index(CONTROL_ID)
    for line, row in enumerate(sheet.rows[header + 1 :], start=header + 2):
        if code := " ".join(row[place].split()):
            yield line, code, row


def _origination(word: str) -> str:
    return next((mark for start, mark in ORIGINATIONS.items() if word.startswith(start)), "")


def _marked(row: Sequence[str], names: dict[int, str]) -> tuple[str, ...]:
    return tuple(name for at, name in names.items() if row[at].strip())


def _inherited_from(headings: Sequence[str], originations: dict[int, str]) -> str:
    """What stands in brackets in the heading of the inherited column."""
    for at, mark in originations.items():
        if mark == "inherited" and (found := IN_BRACKETS.search(headings[at])):
            return found[1].strip()
    return ""
