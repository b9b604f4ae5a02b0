"""Who may do what with a policy. Pure: the actor's rights first, then what the state allows."""

from accounts.actor import Actor, check_may
from accounts.enums import Permission
from accounts.models import Customer, Provider
from contracts.models import Policy, PolicyDocument
from core.errors import NotAllowed


def check_can_add(actor: Actor, holder: Provider | Customer) -> None:
    """A customer's owner, and managers who look after it, keep its policies; the provider's owners keep their own."""
    check_may(actor, Permission.POLICY_EDIT)
    if isinstance(holder, Provider):
        check_may(actor, Permission.PROVIDER_POLICY_EDIT)
        if holder.pk != actor.provider_id or not actor.is_provider:
            raise NotAllowed(f"Only {holder.name} changes its own insurance.")
    elif not _reaches(actor, holder):
        raise NotAllowed(f"{holder.name} is not among the customers you look after.")


def check_can_edit(actor: Actor, policy: Policy) -> None:
    """Whoever may add policies of that holder keeps each of them."""
    check_can_add(actor, policy.holder)


def check_can_publish(actor: Actor, policy: Policy) -> None:
    """The provider's owners decide what customers read of the provider's policy; a customer's stays with both sides."""
    check_can_edit(actor, policy)
    if not policy.is_providers:
        raise NotAllowed("A customer’s policy is read by that customer and its provider; there is nothing to publish.")


def check_can_remove(actor: Actor, policy: Policy, *, is_used: bool) -> None:
    """Only a policy entered by mistake: `is_used` says that claims or documents belong to it."""
    check_can_edit(actor, policy)
    if is_used:
        raise NotAllowed(
            f"{policy} has claims or documents, so it stays. A policy that has run out moves to the earlier ones."
        )


def check_can_remove_document(actor: Actor, document: PolicyDocument) -> None:
    """Whoever keeps the policy takes a document out of sight, once; its file and digest are kept."""
    check_can_edit(actor, document.policy)
    if document.removed_at is not None:
        raise NotAllowed(f"“{document.title}” has already been removed.")


def _reaches(actor: Actor, customer: Customer) -> bool:
    if actor.customer_ids is None:
        return customer.provider_id == actor.provider_id
    return customer.pk in actor.customer_ids
