"""A contract entered step by step: saved at each, finished at the end."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.actor import Actor
from accounts.models import Customer
from contracts import permissions
from contracts.actions.agreements import add_contract, edit_contract
from contracts.actions.trace import locked, note
from contracts.models import Contract
from core.errors import NotAllowed

DATES, NOTICE, SERVICES, LEVELS, REVIEW = 2, 3, 4, 5, 6


@transaction.atomic
def begin_guided(*, customer: Customer, by: Actor, at: datetime, today: date, **about: Any) -> Contract:
    """The first step: what it is. It begins today until the next step says when."""
    contract = add_contract(customer=customer, by=by, at=at, effective_from=today, setup_step=DATES, **about)
    return contract


@transaction.atomic
def save_step(*, contract: Contract, step: int, edited: str = "", by: Actor, at: datetime, **about: Any) -> Contract:
    """Store what a step asked for, if anything, and remember how far the writer has come."""
    if about:
        contract = edit_contract(contract=contract, edited=edited, by=by, at=at, **about)
    contract = locked(contract)
    permissions.check_can_edit(by, contract)
    if contract.setup_step is None:
        raise NotAllowed(f"{contract.reference} is entered already. Change it on its own page.")
    contract.setup_step = min(max(contract.setup_step, step + 1), REVIEW)
    contract.save(update_fields=["setup_step"])
    return contract


@transaction.atomic
def finish_guided(*, contract: Contract, by: Actor, at: datetime) -> Contract:
    """Entered to the end: from now on it counts, is reminded of and can be published."""
    contract = locked(contract)
    permissions.check_can_edit(by, contract)
    if contract.setup_step != REVIEW:
        raise NotAllowed(f"{contract.reference} is not entered to the end yet. Go through the steps first.")
    contract.setup_step = None
    contract.save(update_fields=["setup_step"])
    note("contract_entered", contract, by=by, at=at, says="finished entering the contract", after={"setup_step": None})
    return contract
