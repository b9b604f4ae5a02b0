"""A file on its way into a draft: how it is read, what it would do, and to which version."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from core.spreadsheets import Sheet, read_table
from responsibilities.enums import Ownership
from responsibilities.merging import Mode, Parties, Plan, fields_told, make_plan
from responsibilities.models import Import, Row, Version
from responsibilities.reading import ColumnMapping, Layout, Reading, ReadRow, read_matrix
from responsibilities.stamps import stamp
from responsibilities.wording import clause_words


@dataclass(frozen=True)
class Preview:
    """What an import would do now. `basis` marks the state of the draft it was worked out from."""

    reading: Reading
    base: Version | None
    there: dict[UUID, ReadRow]
    plan: Plan[UUID]
    basis: str

    @property
    def has_errors(self) -> bool:
        return bool(self.reading.errors)

    @property
    def starts_draft(self) -> bool:
        """There is no draft yet: one is begun."""
        return self.base is None or not self.base.is_draft

    @cached_property
    def left_rows(self) -> list[ReadRow]:
        return [self.there[line] for line in self.plan.left]

    @cached_property
    def unchanged_rows(self) -> list[ReadRow]:
        return [self.there[line] for line in self.plan.unchanged]

    def does_something(self, mode: Mode) -> bool:
        return not self.has_errors and self.plan.does_something(mode)


def sheets_of(entry: Import) -> list[Sheet]:
    """The sheets of the kept file."""
    with entry.file.open("rb") as file:
        return read_table(file.read(), entry.filename)


def mapping_of(entry: Import) -> ColumnMapping | None:
    """The mapping that somebody confirmed; None for a layout that needs none."""
    return ColumnMapping.from_json(entry.mapping) if entry.mapping else None


def read_import(entry: Import) -> Reading:
    """The file as rows of a matrix."""
    sheets, mapping = sheets_of(entry), mapping_of(entry)
    if mapping is None:
        return read_matrix(sheets)
    return read_matrix(sheets, sheet_name=entry.sheet or sheets[0].name, mapping=mapping)


def base_version(customer_id: UUID) -> Version | None:
    """The version that an import would change: the open one, else the one in force that a draft would copy."""
    versions = Version.objects.of_customer(customer_id).select_related("customer__provider")
    return versions.open().first() or versions.in_force().first()


def rows_by_line(version: Version | None) -> dict[UUID, ReadRow]:
    """A version's rows as a file would hold them, by line, in their order."""
    if version is None:
        return {}
    rows = Row.objects.filter(version=version).select_related("service", "clause__contract")
    return {row.line: as_read_row(row) for row in rows.order_by("position", "code")}


def as_read_row(row: Row) -> ReadRow:
    """A row as this product exports it."""
    return ReadRow(
        line_number=0,
        code=row.code,
        domain=row.domain,
        title=row.title,
        description=row.description,
        ownership=Ownership(row.ownership),
        provider_duty=row.provider_duty,
        customer_duty=row.customer_duty,
        provider_person=row.provider_person,
        customer_person=row.customer_person,
        third_party=row.third_party,
        answers_for=row.answers_for,
        clause=clause_words(row.clause) if row.clause else row.clause_reference,
        service=row.service.name if row.service else row.service_name,
        evidence_expected=row.evidence_expected,
        review_interval_months=row.review_interval_months,
        review_on=row.review_on,
        out_of_scope_reason=row.out_of_scope_reason if row.is_out_of_scope else "",
        facts=row.facts,
    )


def preview_of(entry: Import) -> Preview:
    """What the import would do now: three queries and the file."""
    reading = read_import(entry)
    base = base_version(entry.customer_id)
    there = rows_by_line(base)
    parties = Parties(entry.customer.provider.name, entry.customer.name)
    told = fields_told(Layout(entry.layout), mapping_of(entry))
    plan = make_plan(there, reading.rows, told, parties)
    return Preview(reading, base, there, plan, _basis(base, there))


def _basis(base: Version | None, there: dict[UUID, ReadRow]) -> str:
    return stamp([base.pk if base else None, [[line, _plain(row)] for line, row in there.items()]])


def _plain(row: ReadRow) -> list[Any]:
    return [getattr(row, name) for name in ReadRow.__slots__]
