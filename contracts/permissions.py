"""Who may do what with a contract. Pure: the actor's rights first, then what the state allows."""

from datetime import date

from accounts.actor import Actor, check_may
from accounts.enums import Permission
from accounts.models import Customer
from contracts import policies
from contracts.models import Contract, CreditClaim, Document, MaintenanceWindow
from contracts.service_levels.facts import RECORDED
from core.errors import NotAllowed


def check_can_add(actor: Actor, customer: Customer) -> None:
    """The provider's managers add contracts for customers they look after."""
    check_may(actor, Permission.CONTRACT_EDIT)
    _check_reaches(actor, customer)


def check_can_edit(actor: Actor, contract: Contract) -> None:
    """The provider's managers keep the contract until it is signed or ended."""
    check_can_add(actor, contract.customer)
    policies.check_unsigned(contract)


def check_can_set_terms(actor: Actor, contract: Contract, metric: str) -> None:
    """How a service level is measured stands in the contract; since when somebody keeps count does not, and may be
    said once it is signed, too."""
    if contract.is_signed and metric in RECORDED:
        check_can_add(actor, contract.customer)
        policies.check_not_replaced(contract)
    else:
        check_can_edit(actor, contract)


def check_can_note(actor: Actor, contract: Contract) -> None:
    """The internal note is no term of the contract: it may be changed at any time."""
    check_can_add(actor, contract.customer)


def check_can_buy(actor: Actor, contract: Contract) -> None:
    """Who keeps the contract adds services and gives them a last day, also once it is signed."""
    check_can_add(actor, contract.customer)
    policies.check_not_replaced(contract)


def check_can_sign(actor: Actor, contract: Contract, signed_on: date, today: date) -> None:
    """Who keeps the contract notes that both sides have signed it."""
    check_can_add(actor, contract.customer)
    policies.check_can_sign(contract, signed_on, today)


def check_can_renew_version(actor: Actor, contract: Contract) -> None:
    """Who keeps the contract makes the next version of a signed one."""
    check_can_add(actor, contract.customer)
    policies.check_can_renew_version(contract)


def check_can_note_payment(actor: Actor, contract: Contract) -> None:
    """Who keeps the contract notes what was paid under it, also after its end: claims come late."""
    check_can_add(actor, contract.customer)


def check_can_publish(actor: Actor, contract: Contract) -> None:
    """Who keeps the contract shows it to the customer, once."""
    check_can_add(actor, contract.customer)
    policies.check_can_publish(contract)


def check_can_end(actor: Actor, contract: Contract, last_day: date) -> None:
    """Who keeps the contract notes that it was ended."""
    check_can_add(actor, contract.customer)
    policies.check_can_end(contract, last_day)


def check_can_resume(actor: Actor, contract: Contract) -> None:
    """Who keeps the contract takes back an end that was set."""
    check_can_add(actor, contract.customer)
    policies.check_can_resume(contract)


def check_can_decide_renewal(actor: Actor, contract: Contract) -> None:
    """Who keeps the contract decides whether it goes on, up to the last day for notice."""
    check_can_add(actor, contract.customer)
    policies.check_not_replaced(contract)


def check_can_add_document(actor: Actor, contract: Contract) -> None:
    """Managers on the provider's side and the customer's owner add documents, at any time."""
    check_may(actor, Permission.DOCUMENT_ADD)
    _check_reaches(actor, contract.customer)
    if actor.is_customer and not contract.is_published:
        raise NotAllowed("This contract has not been published to you yet.")


def check_can_remove_document(actor: Actor, document: Document) -> None:
    """Each side removes what its own people added; the provider's managers also what the customer added."""
    check_can_add_document(actor, document.contract)
    if actor.is_customer and document.added_by_id != actor.user_id:
        raise NotAllowed("Only the person who added a document, or your provider, can remove it.")
    policies.check_can_remove(document)


def check_can_enter_results(actor: Actor, customer: Customer) -> None:
    """The provider's engineers and managers enter tickets, outages and maintenance."""
    check_may(actor, Permission.RESULT_ENTER)
    _check_reaches(actor, customer)


def check_can_keep_sites(actor: Actor, customer: Customer) -> None:
    """Whoever keeps the customer's details keeps its sites and opening hours."""
    check_may(actor, Permission.CUSTOMER_EDIT)
    _check_reaches(actor, customer)


def check_can_agree_maintenance(actor: Actor, work: MaintenanceWindow) -> None:
    """The customer's owner agrees to planned work, once."""
    check_may(actor, Permission.MAINTENANCE_AGREE)
    _check_reaches(actor, work.customer)
    policies.check_not_agreed(work)


def check_can_claim(actor: Actor, customer: Customer) -> None:
    """The customer's owner claims a credit; the provider's managers record a claim that reached them otherwise."""
    check_may(actor, Permission.CREDIT_CLAIM)
    _check_reaches(actor, customer)


def check_can_leave(actor: Actor, claim: CreditClaim, *, today: date) -> None:
    """Either side notes why a miss gives nothing; money that can still be claimed is left by the customer alone."""
    check_can_claim(actor, claim.customer)
    is_open = claim.amount > 0 and (claim.claim_by is None or today <= claim.claim_by)
    if is_open and actor.is_provider:
        raise NotAllowed(f"{claim.customer.name} can still claim this credit. Only its own people may leave it.")


def check_can_decide(actor: Actor, claim: CreditClaim) -> None:
    """The provider's managers answer a claim, once."""
    check_may(actor, Permission.CREDIT_DECIDE)
    _check_reaches(actor, claim.customer)
    policies.check_claim_open(claim)


def _check_reaches(actor: Actor, customer: Customer) -> None:
    reached = customer.provider_id == actor.provider_id if actor.customer_ids is None else (
        customer.pk in actor.customer_ids
    )  # fmt: skip
    if not reached:
        raise NotAllowed(f"{customer.name} is not among the customers you look after.")
