"""Clauses and service levels of a contract."""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.actor import Actor
from contracts import permissions
from contracts.actions.trace import assign, labels, locked, locked_part, note
from contracts.measuring.promises import terms_of
from contracts.models import Clause, Contract, SlaTarget
from contracts.numbers import natural_key
from contracts.queries.agreements import count_citations
from contracts.service_levels.facts import RESTORE_TEST
from contracts.snapshots import check_untouched, snapshot
from core.errors import Conflict, NotAllowed
from core.words import count


@transaction.atomic
def add_clause(*, contract: Contract, by: Actor, at: datetime, **about: Any) -> Clause:
    """A numbered clause, put in its place among the others."""
    contract = locked(contract)
    permissions.check_can_edit(by, contract)
    clause = Clause(contract=contract, **about)
    _check_number_free(clause)
    clause.save()
    _put_in_order(contract)
    says = f"added clause {clause.number}, {clause.heading}"
    note("contract_clause_added", contract, by=by, at=at, says=says, after=snapshot(clause))
    return clause


@transaction.atomic
def edit_clause(*, clause: Clause, edited: str, by: Actor, at: datetime, **about: Any) -> Clause:
    """Change a clause; whoever cites it sees the new words."""
    contract = locked(clause.contract)
    clause = locked_part(clause)
    permissions.check_can_edit(by, contract)
    check_untouched(clause, edited)
    before, after = assign(clause, about)
    if not after:
        return clause
    _check_number_free(clause)
    clause.save()
    _put_in_order(contract)
    says = f"changed clause {clause.number}: {labels(clause, after)}"
    note("contract_clause_edited", contract, by=by, at=at, says=says, before=before, after=after)
    return clause


@transaction.atomic
def remove_clause(*, clause: Clause, by: Actor, at: datetime) -> None:
    """Take out a clause that nothing cites."""
    contract = locked(clause.contract)
    clause = locked_part(clause)
    permissions.check_can_edit(by, contract)
    if cited := count_citations(clause):
        raise NotAllowed(
            f"Clause {clause.number} is cited {count(cited, 'time')}. "
            "Change its words instead, or take the citations away first."
        )
    before = snapshot(clause)
    clause.delete()
    says = f"removed clause {before['number']}, {before['heading']}"
    note("contract_clause_removed", contract, by=by, at=at, says=says, before=before)


@transaction.atomic
def add_target(*, contract: Contract, by: Actor, at: datetime, **about: Any) -> SlaTarget:
    """A service level, in words and as far as agreed in numbers."""
    contract = locked(contract)
    permissions.check_can_edit(by, contract)
    target = SlaTarget(contract=contract, **about)
    _check_new(target)
    target.save()
    says = f"added the service level {target}: {target.words}"
    note("contract_target_added", contract, by=by, at=at, says=says, after=snapshot(target))
    return target


@transaction.atomic
def edit_target(*, target: SlaTarget, edited: str, by: Actor, at: datetime, **about: Any) -> SlaTarget:
    """Change a service level."""
    contract = locked(target.contract)
    target = locked_part(target, "service", "clause")
    permissions.check_can_edit(by, contract)
    check_untouched(target, edited)
    was = target.metric
    before, after = assign(target, about)
    if not after:
        return target
    _check_new(target)
    _check_bands_fit(target, was)
    target.save()
    says = f"changed the service level {target}: {labels(target, after)}"
    note("contract_target_edited", contract, by=by, at=at, says=says, before=before, after=after)
    return target


@transaction.atomic
def remove_target(*, target: SlaTarget, by: Actor, at: datetime) -> None:
    """Take out a service level."""
    contract = locked(target.contract)
    target = locked_part(target, "service", "clause")
    permissions.check_can_edit(by, contract)
    if target.claims.exists():
        raise NotAllowed(f"A credit was claimed, or left, for {target}. It stays, so that this can be told.")
    says, before = f"removed the service level {target}", snapshot(target)
    target.delete()
    note("contract_target_removed", contract, by=by, at=at, says=says, before=before)


def _check_number_free(clause: Clause) -> None:
    if clause.contract.clauses.exclude(pk=clause.pk).filter(number=clause.number).exists():
        raise Conflict(f"The contract already has a clause {clause.number}. Nothing was changed.")


def _check_new(target: SlaTarget) -> None:
    same = {"metric": target.metric, "priority": target.priority, "service": target.service}
    if target.contract.targets.exclude(pk=target.pk).filter(**same).exists():
        raise Conflict(f"The contract already has a service level “{target}” for this. Change that one.")


def _check_bands_fit(target: SlaTarget, was: str) -> None:
    """Credits for days between restore tests would be read as per cent of another service level, and the reverse."""
    if (target.metric == RESTORE_TEST) != (was == RESTORE_TEST) and terms_of(target).bands:
        unit = "days" if was == RESTORE_TEST else "per cent"
        raise Conflict(f"Its credits are written in {unit}. Take them out under “How it is measured” first.")


def _put_in_order(contract: Contract) -> None:
    """Positions follow the clauses' numbers, 2 before 10."""
    clauses = sorted(contract.clauses.all(), key=lambda clause: natural_key(clause.number))
    moved = []
    for position, clause in enumerate(clauses, start=1):
        if clause.position != position:
            clause.position = position
            moved.append(clause)
    Clause.objects.bulk_update(moved, ["position"])
