"""A contract's parts copied into another: for a new version and for a duplicate."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Model

from contracts.models import (
    Clause,
    Contract,
    Indemnity,
    LiabilityCap,
    LiabilityRule,
    LiabilityTerms,
    Line,
    SlaTarget,
)
from contracts.snapshots import CONTRACT

# What makes up a contract, clauses first because the others cite them. Documents, payments and decisions are the
# former's own history and stay with it.
PARTS: tuple[type[Model], ...] = (
    Clause, Line, SlaTarget, LiabilityCap, LiabilityRule, LiabilityTerms, Indemnity,
)  # fmt: skip


def terms_to_copy(contract: Contract) -> dict[str, Any]:
    """The contract's own details, as keywords for another."""
    return {name: getattr(contract, name) for name in CONTRACT}


def copy_parts(former: Contract, copy: Contract) -> None:
    """Every part of the former as a part of the copy, citations of clauses turned to the copy's own."""
    clauses: dict[UUID, UUID] = {}
    for model in PARTS:
        rows = list(model._default_manager.filter(contract=former))
        for row in rows:
            known = row.pk
            _move(row, copy, clauses)
            if model is Clause:
                clauses[known] = row.pk
        model._default_manager.bulk_create(rows)


def begin_lines_anew(copy: Contract, from_on: date) -> None:
    """What ran on the former's lines begins with the copy's first day; what was over is left out."""
    copy.lines.filter(ends_on__lt=from_on).delete()
    copy.lines.update(starts_on=from_on, ends_on=None)


def _move(row: Any, copy: Contract, clauses: dict[UUID, UUID]) -> None:
    row.pk, row.contract, row._state.adding = uuid4(), copy, True
    for field in _citations(type(row)):
        setattr(row, field, clauses.get(getattr(row, field)))


def _citations(model: type[Model]) -> Iterable[str]:
    return [field.attname for field in model._meta.concrete_fields if field.related_model is Clause]
