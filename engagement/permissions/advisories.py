"""Who may do what with advisories."""

from accounts.actor import Actor, check_may
from accounts.enums import Permission
from core.errors import NotAllowed
from engagement.advisories import Decision
from engagement.models import Advisory, AdvisoryCopy


def check_can_write(actor: Actor, advisory: Advisory | None = None) -> None:
    """The provider's managers write advisories; what was sent is not changed."""
    check_may(actor, Permission.ADVISORY_SEND)
    if not actor.is_provider or actor.user_id is None:
        raise NotAllowed("Only the provider’s people send advisories.")
    if advisory is not None and not advisory.is_draft:
        raise NotAllowed("This advisory has been sent. Take it back, or send another.")


def check_can_send(actor: Actor, advisory: Advisory) -> None:
    """A draft, or what was sent already, to further customers."""
    check_can_write(actor)
    if advisory.withdrawn_at is not None:
        raise NotAllowed("This advisory was taken back. Send another.")


def check_can_withdraw(actor: Actor, advisory: Advisory, *, reaches_all: bool = True) -> None:
    """What was sent is taken back once, by somebody who looks after all who got it."""
    check_may(actor, Permission.ADVISORY_SEND)
    if advisory.is_draft:
        raise NotAllowed("This advisory was not sent yet. Remove the draft instead.")
    if advisory.withdrawn_at is not None:
        raise NotAllowed("This advisory has been taken back already.")
    if not reaches_all:
        raise NotAllowed("It went to customers whom you do not look after. Ask an owner to take it back.")


def check_can_read(actor: Actor, copy: AdvisoryCopy) -> None:
    """Somebody at the customer says that it was read."""
    check_may(actor, Permission.ADVISORY_ANSWER)
    if not actor.is_customer or actor.user_id is None:
        raise NotAllowed("Only the customer’s own people can say that they have read it.")
    if copy.advisory.withdrawn_at is not None:
        raise NotAllowed("This advisory was taken back. There is nothing to do.")


def check_can_decide(actor: Actor, copy: AdvisoryCopy, decision: str = "") -> None:
    """The customer decides; only its owner decides against, or anew after that."""
    check_can_read(actor, copy)
    if Decision.DECLINED in (decision, copy.decision):
        check_may(actor, Permission.ADVISORY_DECLINE)
