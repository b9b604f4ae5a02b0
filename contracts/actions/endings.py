"""How a contract can end, and what is done then: added, changed, taken out."""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.actor import Actor
from contracts import permissions
from contracts.actions.trace import assign, labels, locked, locked_part, note
from contracts.models import Contract, EndingRule
from contracts.snapshots import check_untouched, contains, snapshot
from core.errors import Conflict


@transaction.atomic
def add_ending(*, contract: Contract, by: Actor, at: datetime, **about: Any) -> EndingRule:
    """A reason to end it, or a duty afterwards. Conflict where just this is entered already."""
    contract = locked(contract)
    permissions.check_can_edit(by, contract)
    row = EndingRule(contract=contract, **about)
    if contains(contract.endings, row):
        raise Conflict("Just this is entered already. Nothing was added.")
    row.save(force_insert=True)
    says = f"added how it can end: {row.in_words}"
    note("contract_ending_added", contract, by=by, at=at, says=says, after=snapshot(row))
    return row


@transaction.atomic
def edit_ending(*, ending: EndingRule, edited: str, by: Actor, at: datetime, **about: Any) -> EndingRule:
    """Change it. `edited` is the token of the values that the writer saw."""
    contract = locked(ending.contract)
    ending = locked_part(ending, "clause")
    permissions.check_can_edit(by, contract)
    check_untouched(ending, edited)
    before, after = assign(ending, about)
    if not after:
        return ending
    ending.save()
    says = f"changed how it can end ({labels(ending, after)}): {ending.in_words}"
    note("contract_ending_edited", contract, by=by, at=at, says=says, before=before, after=after)
    return ending


@transaction.atomic
def remove_ending(*, ending: EndingRule, by: Actor, at: datetime) -> None:
    """Take it out; the history keeps what it said."""
    contract = locked(ending.contract)
    ending = locked_part(ending, "clause")
    permissions.check_can_edit(by, contract)
    says, before = f"removed how it can end: {ending.in_words}", snapshot(ending)
    ending.delete()
    note("contract_ending_removed", contract, by=by, at=at, says=says, before=before)
