"""Who may do what with advice and actions. Pure: the actor's rights first, then what the state allows."""

from accounts.actor import Actor, check_may
from accounts.enums import Permission
from accounts.models import Customer
from advice import policies
from advice.enums import Owner
from advice.models import Action, Recommendation
from core.errors import NotAllowed


def check_can_draft(actor: Actor, customer: Customer) -> None:
    """The provider's people write advice for customers they look after."""
    check_may(actor, Permission.ADVICE_EDIT)
    _check_reached(actor, customer)


def check_can_edit(actor: Actor, recommendation: Recommendation) -> None:
    """A draft, until it is given."""
    check_can_draft(actor, recommendation.customer)
    policies.check_draft(recommendation)


def check_can_give(actor: Actor, recommendation: Recommendation) -> None:
    """Owners and managers give advice in the provider's name."""
    check_may(actor, Permission.ADVICE_GIVE)
    _check_reached(actor, recommendation.customer)
    policies.check_draft(recommendation)


def check_can_withdraw(actor: Actor, recommendation: Recommendation) -> None:
    check_may(actor, Permission.ADVICE_GIVE)
    _check_reached(actor, recommendation.customer)
    policies.check_given(recommendation)


def check_can_decide(actor: Actor, recommendation: Recommendation) -> None:
    """The customer's owner decides; nobody decides for the customer."""
    check_may(actor, Permission.ADVICE_DECIDE)
    _check_reached(actor, recommendation.customer)
    if not actor.is_customer or actor.user_id is None:
        raise NotAllowed("Only a person of the customer can decide on advice.")
    policies.check_decidable(recommendation)


def check_can_agree(actor: Actor, customer: Customer) -> None:
    """Whoever speaks for a side agrees who does what by when."""
    check_may(actor, Permission.ACTION_AGREE)
    _check_reached(actor, customer)


def check_can_change(actor: Actor, action: Action) -> None:
    """Move an action's day or person, or say that it is no longer needed."""
    check_can_agree(actor, action.customer)
    policies.check_open(action)


def check_can_reopen(actor: Actor, action: Action) -> None:
    """Whoever speaks for a side says that it is not done, or needed after all."""
    check_can_agree(actor, action.customer)
    policies.check_closed(action)


def owes(actor: Actor, action: Action) -> bool:
    """Whether it is for the actor's side to do it."""
    return action.owed_by == (Owner.CUSTOMER if actor.is_customer else Owner.PROVIDER)


def check_can_finish(actor: Actor, action: Action) -> None:
    """The side that owes it says that it is done. Whoever agrees actions may say so too: the other side is told why."""
    check_may(actor, Permission.ACTION_DO)
    _check_reached(actor, action.customer)
    if not owes(actor, action) and not actor.may(Permission.ACTION_AGREE):
        raise NotAllowed("The other side owes this action: its people say when it is done.")
    policies.check_open(action)


def _check_reached(actor: Actor, customer: Customer) -> None:
    reached = customer.provider_id == actor.provider_id and (
        actor.customer_ids is None or customer.pk in actor.customer_ids
    )
    if not reached:
        raise NotAllowed(f"{customer.name} is not among the customers you look after.")
