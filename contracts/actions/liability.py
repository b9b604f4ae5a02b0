"""What a contract says about liability: added, changed, taken out; the same way for every kind of row."""

from datetime import datetime
from typing import Any, TypeVar

from django.db import IntegrityError, transaction

from accounts.actor import Actor
from contracts import permissions
from contracts.actions.trace import assign, labels, locked, locked_part, note
from contracts.models import (
    Contract,
    Indemnity,
    LiabilityCap,
    LiabilityPayment,
    LiabilityRule,
    LiabilityTerms,
)
from contracts.snapshots import check_untouched, contains, snapshot
from core.errors import Conflict

Row = TypeVar("Row", LiabilityCap, LiabilityPayment, LiabilityRule, LiabilityTerms, Indemnity)
TAKEN = "The contract already has this. Change what is there. Nothing was added."


@transaction.atomic
def add_liability(*, model: type[Row], contract: Contract, by: Actor, at: datetime, **about: Any) -> Row:
    """A limit, a rule, a promise, a payment or the other rules. Conflict where a contract has only one of it."""
    contract = locked(contract)
    _check(by, contract, model)
    row = model(contract=contract, **about)
    _check_not_twice(row)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as refused:
        if model in (LiabilityCap, LiabilityTerms) and _same(row):
            raise Conflict(TAKEN) from refused
        raise
    says = f"added {row}: {row.in_words}"
    note("contract_liability_added", contract, by=by, at=at, says=says, after=snapshot(row))
    return row


@transaction.atomic
def edit_liability(*, row: Row, edited: str, by: Actor, at: datetime, **about: Any) -> Row:
    """Change such a row. `edited` is the token of the values that the writer saw."""
    contract, row = _held(row)
    _check(by, contract, type(row))
    check_untouched(row, edited)
    before, after = assign(row, about)
    if not after:
        return row
    row.save()
    says = f"changed {row} ({labels(row, after)}): {row.in_words}"
    note("contract_liability_edited", contract, by=by, at=at, says=says, before=before, after=after)
    return row


@transaction.atomic
def remove_liability(*, row: Row, by: Actor, at: datetime) -> None:
    """Take such a row out; the history keeps what it said."""
    contract, row = _held(row)
    _check(by, contract, type(row))
    says, before = f"removed {row}: {row.in_words}", snapshot(row)
    row.delete()
    note("contract_liability_removed", contract, by=by, at=at, says=says, before=before)


def _held(row: Row) -> tuple[Contract, Row]:
    contract = locked(row.contract)
    row = locked_part(row, "contract")
    row.contract = contract
    return contract, row


def _check(by: Actor, contract: Contract, model: type[Any]) -> None:
    check = permissions.check_can_note_payment if model is LiabilityPayment else permissions.check_can_edit
    check(by, contract)


def _check_not_twice(row: Row) -> None:
    """A payment that is sent twice must not use up the limit twice."""
    if isinstance(row, LiabilityPayment) and contains(row.contract.liability_payments, row):
        raise Conflict(
            "Just this payment is entered already. Nothing was added. "
            "If it was paid twice, say in “What for” which is which."
        )


def _same(row: Row) -> bool:
    others = type(row)._default_manager.filter(contract=row.contract)
    return bool(others.filter(cap_class=row.cap_class) if isinstance(row, LiabilityCap) else others)
