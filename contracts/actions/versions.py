"""A contract signed, and the next version of a signed one."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from contracts import permissions
from contracts.actions.copying import copy_parts, terms_to_copy
from contracts.actions.trace import locked, note
from contracts.models import Contract
from core.errors import Conflict, NotAllowed
from core.words import day


@transaction.atomic
def sign_contract(
    *,
    contract: Contract,
    signed_on: date,
    for_provider: str,
    for_customer: str,
    holds_from: date | None = None,
    by: Actor,
    at: datetime,
    today: date,
) -> Contract:
    """Note that both sides have signed: from now on it is not edited in place.

    A new version replaces the former from `holds_from` on; without that, from the day of signing.
    """
    contract = locked(contract)
    permissions.check_can_sign(by, contract, signed_on, today)
    contract.signed_on, contract.signed_for_provider, contract.signed_for_customer = (
        signed_on, for_provider, for_customer,
    )  # fmt: skip
    contract.save(update_fields=["signed_on", "signed_for_provider", "signed_for_customer"])
    says = f"noted that {for_provider} and {for_customer} signed the contract on {day(signed_on)}"
    after = {"signed_on": signed_on, "signed_for_provider": for_provider, "signed_for_customer": for_customer}
    note("contract_signed", contract, by=by, at=at, says=says, after=after)
    if contract.supersedes_id:
        _replace(contract, contract.supersedes_id, holds_from or signed_on, by=by, at=at)
    return contract


@transaction.atomic
def make_version(*, contract: Contract, reference: str, by: Actor, at: datetime) -> Contract:
    """The next version of a signed contract, as a draft with all it says; the former holds until that is signed."""
    contract = locked(contract)
    permissions.check_can_renew_version(by, contract)
    if Contract.objects.filter(supersedes=contract).exists():
        raise Conflict(f"The next version of {contract.reference} is being written already. Change that one.")
    if Contract.objects.of_customer(contract.customer).filter(reference=reference).exists():
        raise Conflict(f"{contract.customer.name} already has a contract {reference}.")
    about = terms_to_copy(contract) | {"reference": reference, "internal_note": contract.internal_note}
    version = Contract.objects.create(customer=contract.customer, supersedes=contract, **about)
    copy_parts(contract, version)
    after = {"supersedes": str(contract), "reference": reference}
    says = f"began the next version of {contract.reference} with everything it says"
    note("contract_version_made", version, by=by, at=at, says=says, after=after)
    return version


def _replace(version: Contract, former_id: UUID, from_on: date, *, by: Actor, at: datetime) -> None:
    """The former stays readable; what belonged to it belongs to the new version."""
    former = Contract.objects.select_for_update(of=("self",)).select_related("customer").get(pk=former_id)
    if from_on <= former.effective_from:
        raise NotAllowed(f"The new version can’t hold before {former.reference} began on {day(former.effective_from)}.")
    former.superseded_on = from_on
    former.save(update_fields=["superseded_on"])
    Contract.objects.filter(parent=former).exclude(pk=version.pk).update(parent=version)
    says = f"replaced the contract by {version.reference} from {day(from_on)}"
    note("contract_superseded", former, by=by, at=at, says=says, after={"superseded_on": from_on})
