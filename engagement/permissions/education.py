"""Who may do what with training."""

from accounts.actor import Actor, check_may
from accounts.enums import Permission
from core.errors import NotAllowed
from engagement.models import Campaign, Participation


def check_can_offer(actor: Actor) -> None:
    """The provider's managers keep the courses."""
    check_may(actor, Permission.TEACHING_PLAN)
    if not actor.is_provider or actor.user_id is None:
        raise NotAllowed("Only the provider’s people keep the list of courses.")


def check_can_plan(actor: Actor) -> None:
    """A manager of the provider or the customer's owner asks people to learn something."""
    check_may(actor, Permission.TEACHING_PLAN)
    if actor.user_id is None:
        raise NotAllowed("Only a person can plan training.")


def check_can_stop(actor: Actor, campaign: Campaign) -> None:
    """What goes on can be stopped once."""
    check_can_plan(actor)
    if campaign.stopped_at is not None:
        raise NotAllowed("This was stopped already.")


def check_can_finish(actor: Actor, one: Participation) -> None:
    """Everybody for themselves; the customer's lead for people without an account."""
    check_may(actor, Permission.TEACHING_VIEW)
    if one.campaign.is_phishing or one.campaign.stopped_at is not None:
        raise NotAllowed("There is nothing to finish here.")
    is_own = one.person_id is not None and one.person_id == actor.user_id
    is_lead = one.person_id is None and actor.is_customer and actor.may(Permission.TEACHING_LEAD)
    if not is_own and not is_lead:
        raise NotAllowed("Only the person who was asked can say that it is done.")
