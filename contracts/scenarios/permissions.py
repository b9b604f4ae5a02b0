"""Who may keep, share and change examples of who would pay. Pure."""

from collections.abc import Collection

from accounts.actor import Actor, check_may
from accounts.enums import Permission
from accounts.models import Customer
from contracts.models import LossScenario, LossYears
from core.errors import NotAllowed


def check_can_keep(actor: Actor, customer: Customer) -> None:
    """Owners and contributors of the customer, and managers who look after it."""
    check_may(actor, Permission.SCENARIO_EDIT)
    reached = customer.provider_id == actor.provider_id if actor.customer_ids is None else (
        customer.pk in actor.customer_ids
    )  # fmt: skip
    if not reached:
        raise NotAllowed(f"{customer.name} is not among the customers you look after.")


def check_can_edit(actor: Actor, scenario: LossScenario) -> None:
    """The side that keeps an example changes it; the other side makes its own copy."""
    check_can_keep(actor, scenario.customer)
    if scenario.side != actor.party:
        raise NotAllowed("The other side keeps this example. Make your own copy and change that.")


def check_can_share(actor: Actor, scenario: LossScenario) -> None:
    """The side that keeps it shows it to the other, once."""
    check_can_edit(actor, scenario)
    if scenario.is_shared:
        raise NotAllowed(f"“{scenario.name}” is already shared.")
    if scenario.incident and not scenario.incident.is_shared:
        raise NotAllowed(f"Tell {scenario.customer.name} of the incident first: this example says what happened.")


def check_can_share_years(actor: Actor, run: LossYears, hidden: Collection[str] = ()) -> None:
    """The side that asked for them shows them to the other, once. `hidden` names examples in them that it may not see.

    What comes of a contract that the customer has not been shown stays with the provider.
    """
    check_can_keep(actor, run.customer)
    if run.side != actor.party:
        raise NotAllowed("The other side had these years simulated.")
    if run.is_shared or not run.result:
        raise NotAllowed("These years are already shared." if run.is_shared else "There is nothing to share yet.")
    if not run.inputs.get("is_published"):
        raise NotAllowed("They rest on a contract that is not published. Publish it, then simulate anew.")
    if hidden:
        raise NotAllowed(f"Share the examples in it first: {', '.join(hidden)}.")
