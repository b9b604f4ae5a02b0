"""Who may do what with an incident. Pure: the actor's rights first, then what the state allows."""

from collections.abc import Sequence

from accounts.actor import Actor, check_may
from accounts.enums import Permission, Side
from accounts.models import Customer
from contracts.incidents import policies
from contracts.insurance import permissions as insurance
from contracts.models import Incident, Notification
from core.errors import NotAllowed


def check_can_report(actor: Actor, customer: Customer) -> None:
    """Both sides report: the customer's owner and contributors, the provider's engineers and up."""
    check_may(actor, Permission.INCIDENT_REPORT)
    _check_person(actor)
    _check_reaches(actor, customer)


def check_can_write(actor: Actor, incident: Incident) -> None:
    """Whoever may report keeps the timeline, also after the end: what is learnt late is written late."""
    check_can_report(actor, incident.customer)
    if actor.is_customer and not incident.is_shared:
        raise NotAllowed("This incident has not been shared with you yet.")


def check_can_edit(actor: Actor, incident: Incident) -> None:
    """Whoever may report keeps its facts while it is open."""
    check_can_write(actor, incident)
    policies.check_open(incident)


def check_can_share(actor: Actor, incident: Incident) -> None:
    """The provider tells the customer, once. An engineer may: at night nobody else is awake."""
    check_can_write(actor, incident)
    if not actor.is_provider:
        raise NotAllowed("Only your provider shares what it has noticed.")
    policies.check_can_share(incident)


def check_can_close(actor: Actor, incident: Incident, waiting: Sequence[Notification]) -> None:
    """Owners of both sides and the provider's managers, once everybody in their sight (`waiting`) has been told."""
    check_may(actor, Permission.INCIDENT_CLOSE)
    check_can_edit(actor, incident)
    policies.check_all_told(waiting)


def check_can_reopen(actor: Actor, incident: Incident) -> None:
    """Whoever may close it opens it again."""
    check_may(actor, Permission.INCIDENT_CLOSE)
    check_can_write(actor, incident)
    policies.check_closed(incident)


def check_can_note_loss(actor: Actor, incident: Incident) -> None:
    """The customer's owner and contributors and the provider's managers, at any time: bills come late."""
    check_may(actor, Permission.LOSS_NOTE)
    check_can_write(actor, incident)


def check_can_record(actor: Actor, notification: Notification) -> None:
    """What the provider owes, its people record; the rest either side. An insurer's needs the policy's rights."""
    check_can_write(actor, notification.incident)
    if notification.owed_by == Side.PROVIDER and not actor.is_provider:
        raise NotAllowed("Only your provider records what it owes.")
    if notification.policy is not None:
        insurance.check_can_edit(actor, notification.policy)
    policies.check_waiting(notification)


def check_can_tell(actor: Actor, notification: Notification) -> None:
    """Whoever may record a notice, once the customer knows of the incident."""
    check_can_record(actor, notification)
    policies.check_customer_knows(notification)


def check_can_take_back(actor: Actor, notification: Notification) -> None:
    """Whoever may record a notice takes back what was recorded by mistake."""
    check_can_write(actor, notification.incident)
    if notification.owed_by == Side.PROVIDER and not actor.is_provider:
        raise NotAllowed("Only your provider records what it owes.")
    policies.check_can_take_back(notification)


def _check_person(actor: Actor) -> None:
    if actor.user_id is None:
        raise NotAllowed("Only a person can report an incident.")


def _check_reaches(actor: Actor, customer: Customer) -> None:
    reached = customer.provider_id == actor.provider_id if actor.customer_ids is None else (
        customer.pk in actor.customer_ids
    )  # fmt: skip
    if not reached:
        raise NotAllowed(f"{customer.name} is not among the customers you look after.")
