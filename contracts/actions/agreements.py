"""Contracts added, changed, shown to the customer, ended."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from accounts.actor import Actor
from accounts.models import Customer
from contracts import permissions
from contracts.actions.lines import buy
from contracts.actions.trace import assign, labels, locked, note
from contracts.family import would_loop
from contracts.models import Bundle, Contract, Service
from contracts.queries.families import paper_of
from contracts.snapshots import check_untouched, snapshot
from core.errors import Conflict, NotAllowed
from core.words import day

TAKEN = "Another contract of this customer already has this reference. Nothing was changed."


@transaction.atomic
def add_contract(
    *,
    customer: Customer,
    by: Actor,
    at: datetime,
    services: Iterable[Service] = (),
    bundles: Iterable[Bundle] = (),
    **about: Any,
) -> Contract:
    """A new contract, not yet shown to the customer, with the services chosen singly or by bundle."""
    permissions.check_can_add(by, customer)
    contract = Contract(customer=customer, **about)
    _check_parent(contract)
    _save(contract)
    after = snapshot(contract)
    private = after.pop("internal_note")
    note("contract_added", contract, by=by, at=at, says=f"added the contract “{contract.title}”", after=after)
    _note_private(contract, "", private, by=by, at=at)
    buy(contract, services, bundles, from_on=contract.effective_from, by=by, at=at)
    return contract


@transaction.atomic
def edit_contract(*, contract: Contract, edited: str, by: Actor, at: datetime, **about: Any) -> Contract:
    """Change its details. `edited` is the token of the values that the writer saw."""
    contract = locked(contract)
    permissions.check_can_note(by, contract)
    check_untouched(contract, edited)
    before, after = assign(contract, about)
    if not after:
        return contract
    if after.keys() - {"internal_note"}:
        permissions.check_can_edit(by, contract)
        _check_parent(contract)
    _save(contract)
    was, now = before.pop("internal_note", None), after.pop("internal_note", None)
    if after:
        says = f"changed the contract: {labels(contract, after)}"
        note("contract_edited", contract, by=by, at=at, says=says, before=before, after=after)
    _note_private(contract, was or "", now, by=by, at=at)
    return contract


@transaction.atomic
def publish_contract(*, contract: Contract, by: Actor, at: datetime) -> Contract:
    """From now on the customer sees the contract."""
    contract = locked(contract)
    permissions.check_can_publish(by, contract)
    contract.published_at = at
    contract.save(update_fields=["published_at"])
    says = f"published the contract to {contract.customer.name}"
    note("contract_published", contract, by=by, at=at, says=says, after={"published_at": at})
    return contract


@transaction.atomic
def end_contract(*, contract: Contract, last_day: date, by: Actor, at: datetime) -> Contract:
    """Note that the contract was ended, with its last day: nothing renews after it."""
    contract = locked(contract)
    permissions.check_can_end(by, contract, last_day)
    contract.ended_on = last_day
    contract.save(update_fields=["ended_on"])
    says = f"ended the contract with {day(last_day)} as its last day"
    note("contract_ended", contract, by=by, at=at, says=says, before={"ended_on": None}, after={"ended_on": last_day})
    return contract


@transaction.atomic
def resume_contract(*, contract: Contract, by: Actor, at: datetime) -> Contract:
    """Take the end back: the contract runs on as it did before."""
    contract = locked(contract)
    permissions.check_can_resume(by, contract)
    before = {"ended_on": contract.ended_on}
    contract.ended_on = None
    contract.save(update_fields=["ended_on"])
    says = "took back the end of the contract"
    note("contract_resumed", contract, by=by, at=at, says=says, before=before, after={"ended_on": None})
    return contract


def _check_parent(contract: Contract) -> None:
    """It belongs to another contract of the same customer, and never to itself along others."""
    if contract.parent is None:
        return
    rows = Contract.objects.of_customer(contract.customer).select_related("customer")
    if contract.parent.customer_id != contract.customer_id or would_loop(
        [paper_of(row) for row in rows], contract.pk, contract.parent.pk
    ):
        raise NotAllowed(f"{contract.reference} can’t belong to {contract.parent.reference}. Choose another contract.")


def _save(contract: Contract) -> None:
    try:
        with transaction.atomic():
            contract.save()
    except IntegrityError as taken:
        if Contract.objects.exclude(pk=contract.pk).filter(customer=contract.customer, reference=contract.reference):
            raise Conflict(TAKEN) from taken
        raise


def _note_private(contract: Contract, was: str, now: str | None, *, by: Actor, at: datetime) -> None:
    """The note for the provider's own people has a line of its own that the customer never reads."""
    if now is None or now == was:
        return
    note(
        "contract_note_edited", contract, by=by, at=at, says="changed the internal note of the contract",
        before={"internal_note": was}, after={"internal_note": now}, is_internal=True,
    )  # fmt: skip
