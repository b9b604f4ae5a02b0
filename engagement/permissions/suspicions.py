"""Who may report something suspicious, and who answers."""

from accounts.actor import Actor, check_may
from accounts.enums import Permission
from core.errors import NotAllowed
from engagement.models import Suspicion


def check_can_report(actor: Actor) -> None:
    """Anybody at the customer."""
    check_may(actor, Permission.SUSPICION_REPORT)
    if not actor.is_customer or actor.user_id is None:
        raise NotAllowed("Only the customer’s own people report here. Open an incident instead.")


def check_can_answer(actor: Actor, suspicion: Suspicion) -> None:
    """The provider's people, once."""
    check_may(actor, Permission.SUSPICION_ANSWER)
    if suspicion.answered_at is not None:
        raise NotAllowed("Somebody has answered this already.")
