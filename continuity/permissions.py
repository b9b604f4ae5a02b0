"""Who may change what a business depends on, and keep outages of it. Pure."""

from accounts.actor import Actor, check_may
from accounts.enums import Permission
from continuity import policies
from continuity.models import NamedOutage
from core.errors import NotAllowed


def check_can_edit(actor: Actor) -> None:
    """Owners and contributors of the customer, and staff who may change it for them."""
    check_may(actor, Permission.CONTINUITY_EDIT)


def check_can_keep_outage(actor: Actor) -> None:
    """Whoever may change the model may keep outages of it; only a person keeps one."""
    check_can_edit(actor)
    if actor.user_id is None:
        raise NotAllowed("Only a person can keep an outage.")


def check_can_change_outage(actor: Actor, outage: NamedOutage) -> None:
    """The side that keeps an outage decides about it."""
    check_can_keep_outage(actor)
    if outage.side != actor.party:
        raise NotAllowed("The other side keeps this outage. Keep one of your own and change that.")
    policies.check_not_archived(outage)


def check_can_share_outage(actor: Actor, outage: NamedOutage) -> None:
    """The side that keeps it shows it to the other, once."""
    check_can_change_outage(actor, outage)
    policies.check_not_shared(outage)


def check_can_plan_for(actor: Actor, outage: NamedOutage) -> None:
    """Whoever writes plans says which one is for an outage that both sides know: both read plans."""
    check_may(actor, Permission.PLAN_EDIT)
    policies.check_not_archived(outage)
    policies.check_shared(outage)
