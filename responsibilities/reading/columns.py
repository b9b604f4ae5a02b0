"""The columns of a matrix file: their names, limits, and the layout this product exports.

Export and import share this list, so that an exported file comes back as the same matrix.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from responsibilities.reading.rows import ReadRow


class Field(StrEnum):
    """What a column of a file can hold. The names are those of `ReadRow`, but for the two marks."""

    CODE = "code"
    DOMAIN = "domain"
    TITLE = "title"
    DESCRIPTION = "description"
    OWNERSHIP = "ownership"
    PROVIDER_DUTY = "provider_duty"
    CUSTOMER_DUTY = "customer_duty"
    PROVIDER_PERSON = "provider_person"
    CUSTOMER_PERSON = "customer_person"
    THIRD_PARTY = "third_party"
    ANSWERS_FOR = "answers_for"
    CLAUSE = "clause"
    SERVICE = "service"
    EVIDENCE_EXPECTED = "evidence_expected"
    REVIEW_INTERVAL_MONTHS = "review_interval_months"
    REVIEW_ON = "review_on"
    OUT_OF_SCOPE_REASON = "out_of_scope_reason"
    FACTS = "facts"
    PROVIDER_MARK = "provider_mark"  # R, A, C, I or a cross for the provider
    CUSTOMER_MARK = "customer_mark"  # the same for the customer


@dataclass(frozen=True, slots=True)
class Column:
    """A column as this product exports it. `limit` is the most characters that fit."""

    field: Field
    heading: str
    limit: int


LONG_TEXT = 10_000

COLUMNS = (
    Column(Field.CODE, "Code", 40),
    Column(Field.DOMAIN, "Domain", 60),
    Column(Field.TITLE, "Job", 200),
    Column(Field.DESCRIPTION, "In plain words", LONG_TEXT),
    Column(Field.OWNERSHIP, "Who does it", 200),
    Column(Field.PROVIDER_DUTY, "Provider's part", LONG_TEXT),
    Column(Field.CUSTOMER_DUTY, "Customer's part", LONG_TEXT),
    Column(Field.PROVIDER_PERSON, "Who answers for it at the provider", 120),
    Column(Field.CUSTOMER_PERSON, "Who answers for it at the customer", 120),
    Column(Field.THIRD_PARTY, "Third party", 120),
    Column(Field.ANSWERS_FOR, "Who answers for the third party", 40),
    Column(Field.CLAUSE, "Clause", 120),
    Column(Field.SERVICE, "Service", 120),
    Column(Field.EVIDENCE_EXPECTED, "Proof expected", 300),
    Column(Field.REVIEW_INTERVAL_MONTHS, "Reviewed every (months)", 10),
    Column(Field.REVIEW_ON, "Next review", 20),
    Column(Field.OUT_OF_SCOPE_REASON, "Out of scope because", 300),
    Column(Field.FACTS, "Facts", LONG_TEXT),
)
HEADINGS = tuple(column.heading for column in COLUMNS)
LIMITS = {column.field: column.limit for column in COLUMNS}
NAMES = {
    **{column.field: column.heading for column in COLUMNS},
    Field.PROVIDER_MARK: "Provider",
    Field.CUSTOMER_MARK: "Customer",
}


def as_table(rows: Iterable[ReadRow]) -> tuple[tuple[str, ...], list[list[object]]]:
    """Headings and rows of the exported file, for `core.spreadsheets` to write."""
    return HEADINGS, [[_cell(row, column.field) for column in COLUMNS] for row in rows]


def _cell(row: ReadRow, field: Field) -> object:
    if field == Field.OWNERSHIP:
        return row.ownership.value.replace("_", " ")
    if field == Field.FACTS:
        return json.dumps(row.facts, ensure_ascii=False, sort_keys=True) if row.facts else ""
    return getattr(row, field)
