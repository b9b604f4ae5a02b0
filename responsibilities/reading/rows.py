"""What is read from a file: rows of a responsibility matrix, and what is wrong with the others."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from responsibilities.enums import Ownership

USUAL_INTERVAL = 12  # months between reviews where a file says nothing
USUAL_DOMAIN = "Other"

Facts = Mapping[str, str | list[str]]


class Layout(StrEnum):
    """The arrangement of a file, by which it is read."""

    OURS = "same_sheet"  # as this product exports it
    FEDRAMP = "fedramp_cis_crm"  # Control Implementation Summary and Customer Responsibility Matrix
    GENERIC = "generic"  # any table, by a mapping of its columns


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRow:
    """One job as a file tells it. `line_number` is the row of the file, counted from 1.

    `facts` are what else the file says of it, as plain JSON, for the check that looks for contradictions.
    """

    line_number: int
    code: str
    domain: str = USUAL_DOMAIN
    title: str
    description: str = ""
    ownership: Ownership = Ownership.UNDECIDED
    provider_duty: str = ""
    customer_duty: str = ""
    provider_person: str = ""
    customer_person: str = ""
    third_party: str = ""
    answers_for: str = ""
    clause: str = ""
    service: str = ""
    evidence_expected: str = ""
    review_interval_months: int = USUAL_INTERVAL
    review_on: date | None = None
    out_of_scope_reason: str = ""
    facts: Facts = field(default_factory=dict)

    @property
    def is_out_of_scope(self) -> bool:
        return bool(self.out_of_scope_reason)


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong in one cell. Line 0 is the file as a whole; an empty column the row as a whole."""

    line_number: int
    column: str
    sentence: str

    def __str__(self) -> str:
        where = f"Row {self.line_number}: " if self.line_number else ""
        return where + self.sentence


@dataclass(frozen=True, slots=True)
class Reading:
    """A file read. Rows with an error are not among `rows`; a caller imports all of it or nothing."""

    layout: Layout
    rows: tuple[ReadRow, ...] = ()
    errors: tuple[RowError, ...] = ()
    notes: tuple[str, ...] = ()  # sentences about the file that stop nothing
