"""Who may do what with technology. Pure: the actor's rights first, then what the state allows."""

from accounts.actor import Actor, check_may
from accounts.enums import Permission
from accounts.models import Customer
from core.errors import NotAllowed
from technology import policies
from technology.models import Comparison, Deployment, DeploymentImport, Product, Vendor


def check_can_edit(actor: Actor) -> None:
    """The provider's people keep its vendors and products; customers read."""
    check_may(actor, Permission.TECHNOLOGY_EDIT)
    if not actor.is_provider:
        raise NotAllowed("Your provider keeps this list. Tell it what is wrong.")


def check_can_edit_vendor(actor: Actor, vendor: Vendor) -> None:
    check_can_edit(actor)
    if vendor.provider_id != actor.provider_id:
        raise NotAllowed("This vendor is on another provider’s list.")


def check_can_edit_product(actor: Actor, product: Product) -> None:
    check_can_edit_vendor(actor, product.vendor)


def check_can_deploy(actor: Actor, customer: Customer) -> None:
    """Whoever looks after the customer says what runs there."""
    check_can_edit(actor)
    reached = customer.provider_id == actor.provider_id and (
        actor.customer_ids is None or customer.pk in actor.customer_ids
    )
    if not reached:
        raise NotAllowed(f"{customer.name} is not among the customers you look after.")


def check_can_edit_deployment(actor: Actor, deployment: Deployment) -> None:
    check_can_deploy(actor, deployment.customer)


def check_can_import(actor: Actor, entry: DeploymentImport) -> None:
    """Whoever may say what runs there; a file for all customers is read with the reach of whoever sent it."""
    if entry.customer is not None:
        return check_can_deploy(actor, entry.customer)
    check_can_edit(actor)
    if entry.provider_id != actor.provider_id:
        raise NotAllowed("This file is another provider’s.")


def check_can_score(actor: Actor, comparison: Comparison) -> None:
    """Options are scored until somebody has decided; then a new comparison looks at them again."""
    check_can_edit(actor)
    if comparison.provider_id != actor.provider_id:
        raise NotAllowed("This comparison is another provider’s.")
    policies.check_open(comparison)


def check_can_decide(actor: Actor, comparison: Comparison) -> None:
    """Managers and owners decide, once."""
    check_may(actor, Permission.TECHNOLOGY_DECIDE)
    check_can_score(actor, comparison)


def check_can_look_again(actor: Actor, comparison: Comparison) -> None:
    """What was decided is looked at again in a comparison of its own."""
    check_can_edit(actor)
    if not comparison.is_decided:
        raise NotAllowed("Nobody has decided this yet: go on with it instead.")
