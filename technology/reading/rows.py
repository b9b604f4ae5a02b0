"""One row of a table as a product that runs somewhere, or the faults that keep it from being one."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.importing.columns import ColumnMapping
from core.importing.rows import Faulty, ReadRow, RowError, read_day, read_number, read_text
from technology.reading.columns import NAMES, Field

MOST = 2_000_000_000  # what a database keeps as a whole number
USUAL = "devices"
MISSING = "This is missing."


@dataclass(frozen=True)
class Known:
    """What names in a file may stand for, in small letters: customers, products with and without their vendor's name.

    A name that several share stands for all of their ids. `customer` is whose file it is, None for a file of all.
    """

    customers: Mapping[str, Sequence[Any]]
    products: Mapping[str, Sequence[Any]]
    customer: Any = None


def read_row(line: int, row: Sequence[str], mapping: ColumnMapping, known: Known) -> ReadRow:
    """A row under the headings, ids in the place of names; its faults are named, never guessed away."""
    found = ReadRow(line)
    cells = {Field(field): row[at].strip() if at < len(row) else "" for field, at in mapping.columns.items()}
    for column, text in cells.items():
        try:
            if column in READERS:
                found.values[column.value] = READERS[column](text)
        except Faulty as fault:
            found.errors.append(RowError(line, NAMES[column], str(fault)))
    for column, read in ((Field.CUSTOMER, _customer), (Field.PRODUCT, _product)):
        try:
            found.values[column.value] = read(cells, known)
        except Faulty as fault:
            found.errors.append(RowError(line, NAMES[column], str(fault)))
    return found


def faults(values: Mapping[str, Any]) -> Iterator[tuple[Field, str]]:
    """What does not fit together in a line, what is told and what was stored taken together."""
    covered, total = values.get("covered"), values.get("total")
    if (covered is None) != (total is None):
        yield (Field.TOTAL if total is None else Field.COVERED), "Write both numbers, or leave both empty."
    elif covered is not None and total is not None and covered > total:
        yield Field.COVERED, f"{covered:,} have it and {total:,} should. Check both numbers."
    since, retired = values.get("since"), values.get("retired_on")
    if since and retired and retired < since:
        yield Field.RETIRED_ON, "This is before it came into use."


def _customer(cells: Mapping[Field, str], known: Known) -> Any:
    if known.customer is not None:
        return known.customer
    name = cells.get(Field.CUSTOMER, "")
    return _one(name, known.customers, "customer", "among those you look after", "Import from each one’s own page.")


def _product(cells: Mapping[Field, str], known: Known) -> Any:
    name, vendor = cells.get(Field.PRODUCT, ""), cells.get(Field.VENDOR, "")
    if name and vendor and not name.casefold().startswith(f"{vendor.casefold()} "):
        name = f"{vendor} {name}"
    return _one(name, known.products, "product", "on your list. Add it first", "Name the vendor too.")


def _one(name: str, names: Mapping[str, Sequence[Any]], kind: str, where: str, otherwise: str) -> Any:
    if not name:
        raise Faulty(MISSING)
    ids = names.get(name.casefold(), ())
    if not ids:
        raise Faulty(f"There is no {kind} called “{name[:60]}” {where}.")
    if len(ids) > 1:
        raise Faulty(f"{len(ids)} are called “{name[:60]}”. {otherwise}")
    return ids[0]


def _text(limit: int) -> Callable[[str], str]:
    return lambda text: read_text(text, limit)


READERS: Mapping[Field, Callable[[str], Any]] = {
    Field.WHERE: _text(120),
    Field.COUNTED: lambda text: read_text(text, 40) or USUAL,
    Field.VERSION: _text(60),
    **dict.fromkeys((Field.QUANTITY, Field.COVERED, Field.TOTAL), lambda text: read_number(text, MOST)),
    **dict.fromkeys((Field.SINCE, Field.RETIRED_ON), read_day),
}
