"""A contract's parts copied into another: for a new version and for a duplicate."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Model

from contracts.models import (
    Clause,
    Contract,
    EndingRule,
    Indemnity,
    LiabilityCap,
    LiabilityRule,
    LiabilityTerms,
    Line,
    SlaTarget,
    TargetTerms,
)
from contracts.snapshots import CONTRACT

# What makes up a contract, clauses first because the others cite them. Documents, payments and decisions are the
# former's own history and stay with it.
PARTS: tuple[type[Model], ...] = (
    Clause, Line, SlaTarget, TargetTerms, LiabilityCap, LiabilityRule, LiabilityTerms, Indemnity,
    EndingRule,
)  # fmt: skip


def terms_to_copy(contract: Contract) -> dict[str, Any]:
    """The contract's own details, as keywords for another."""
    return {name: getattr(contract, name) for name in CONTRACT}


def copy_parts(former: Contract, copy: Contract) -> None:
    """Every part of the former as a part of the copy, links between them turned to the copy's own."""
    copied: dict[UUID, UUID] = {former.pk: copy.pk}
    for model in PARTS:
        owner = "target__contract" if model is TargetTerms else "contract"
        rows = list(model._default_manager.filter(**{owner: former}))
        for row in rows:
            _move(row, copied)
        model._default_manager.bulk_create(rows)
    if former.notice_clause_id:
        copy.notice_clause_id = copied[former.notice_clause_id]
        copy.save(update_fields=["notice_clause"])


def begin_lines_anew(copy: Contract, from_on: date) -> None:
    """What runs on without a last day begins with the copy's first day; what was or will be over is left out."""
    copy.lines.exclude(ends_on=None).delete()
    copy.lines.update(starts_on=from_on)


def _move(row: Any, copied: dict[UUID, UUID]) -> None:
    """A new row that points at the copies of what the old one pointed at."""
    copied[row.pk] = uuid4()
    row.pk, row._state.adding = copied[row.pk], True
    for field in _links(type(row)):
        known = getattr(row, field)
        setattr(row, field, copied.get(known, known))


def _links(model: type[Model]) -> Iterable[str]:
    """The fields that point at the contract or at a part of one."""
    return [field.attname for field in model._meta.concrete_fields if field.related_model in (Contract, *PARTS)]
