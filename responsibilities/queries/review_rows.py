"""The rows of a version for its review page: plain values, no models, since there may be hundreds."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, UUIDField

from accounts.actor import Actor
from contracts.models import Clause
from core.prepared import prepared
from responsibilities.models import Row, Version

_ELSEWHERE = {
    "risk_accepted_name": "risk_accepted_by__name",
    "clause_number": "clause__number",
    "contract_reference": "clause__contract__reference",
}


@dataclass(slots=True)
class ReadRow:
    """One row as its reader sees it. Fields are those of Row, and three of what it points at."""

    pk: UUID
    line: UUID
    position: int
    code: str
    domain: str
    title: str
    description: str
    ownership: str
    provider_duty: str
    customer_duty: str
    provider_person: str
    customer_person: str
    third_party: str
    answers_for: str
    service_name: str
    clause_id: UUID | None
    clause_reference: str
    evidence_expected: str
    review_interval_months: int
    is_out_of_scope: bool
    out_of_scope_reason: str
    agreed_at: datetime | None
    risk_accepted_at: datetime | None
    risk_accepted_reason: str
    risk_accepted_name: str | None
    clause_number: str | None
    contract_reference: str | None


_FETCHED = tuple(_ELSEWHERE.get(field.name, field.name) for field in fields(ReadRow))


def rows_of(version: Version) -> list[ReadRow]:
    """The rows of a version that the reader may see, in order: one query."""
    return [ReadRow(*values) for values in _rows(version=version.pk)]


@prepared(version=UUIDField())
def _rows(version: Any) -> QuerySet[Any, Any]:
    return Row.objects.filter(version=version).order_by("position", "code").values_list(*_FETCHED)


def readable_clauses(actor: Actor, rows: Iterable[ReadRow]) -> frozenset[UUID]:
    """Which clauses of the rows this reader may open: one query, none when no row has one."""
    named = {row.clause_id for row in rows if row.clause_id}
    return frozenset(_clauses(actor, named=list(named)) if named else ())


@prepared(named=UUIDField())
def _clauses(actor: Actor, named: list[Any]) -> QuerySet[Any, Any]:
    return Clause.objects.visible_to(actor).filter(pk__in=named).values_list("pk", flat=True)
