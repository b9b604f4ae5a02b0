"""What this actor may do with people and organisations, then what the state allows. Pure."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from accounts.actor import Actor, check_may
from accounts.enums import Permission, Side
from accounts.models import Customer, Membership
from core.errors import NotAllowed


def check_can_manage(actor: Actor, side: Side) -> None:
    """Owners of the provider manage staff; owners of the customer, and managers, manage the customer's people."""
    check_may(actor, Permission.STAFF_MANAGE if side == Side.PROVIDER else Permission.CUSTOMER_PEOPLE_MANAGE)


def check_can_change_place(actor: Actor, membership: Membership) -> None:
    """Nobody changes their own role or reach, so nobody can raise their own rights."""
    check_can_manage(actor, membership.side)
    if membership.user_id == actor.user_id:
        raise NotAllowed("You can’t change your own access. Ask another owner to do it.")


def check_can_end(actor: Actor, membership: Membership) -> None:
    check_can_manage(actor, membership.side)
    if membership.user_id == actor.user_id:
        raise NotAllowed("You can’t end your own access. Ask another owner to do it.")


def check_can_give_reach(actor: Actor, *, every_customer: bool, customer_ids: Iterable[UUID]) -> None:
    """Nobody gives access to customers they do not look after themselves."""
    if actor.customer_ids is None:
        return
    if every_customer or not set(customer_ids) <= actor.customer_ids:
        raise NotAllowed("You can only give access to customers that you look after yourself.")


def check_can_limit_reach(actor: Actor, membership: Membership) -> None:
    """Nobody takes away customers that they do not look after themselves."""
    if membership.looks_after_all and actor.customer_ids is not None:
        name = membership.user.name
        raise NotAllowed(f"{name} looks after every customer. Only somebody who does so too can change that.")


def check_can_change_customer(actor: Actor, customer: Customer, values: dict[str, Any]) -> None:
    """Customers' owners keep their own facts; who leads the account is the provider's business."""
    check_may(actor, Permission.CUSTOMER_EDIT)
    if actor.is_customer and values.get("lead", customer.lead) != customer.lead:
        raise NotAllowed("Only your provider can choose the account lead.")
