"""What the state of an incident allows, whoever asks. No queries, no clock: `now` is passed in."""

from collections.abc import Sequence
from datetime import date, datetime

from accounts.enums import Side
from contracts.models import Incident, Notification
from core.errors import NotAllowed
from core.words import day


def check_open(incident: Incident) -> None:
    """A closed incident keeps its facts; it can be opened again first."""
    if not incident.is_open:
        raise NotAllowed(f"{incident.reference} is closed. Open it again before changing it.")


def check_closed(incident: Incident) -> None:
    """Only a closed incident is opened again."""
    if incident.is_open:
        raise NotAllowed(f"{incident.reference} is open.")


def check_can_share(incident: Incident) -> None:
    """Once: what somebody was told cannot be untold."""
    if incident.is_shared:
        raise NotAllowed(f"{incident.reference} is already shared with the customer.")


def check_all_told(waiting: Sequence[Notification]) -> None:
    """An incident is closed once everybody was told, or somebody has said why that is not needed."""
    if waiting:
        names = ", ".join(str(one) for one in waiting)
        raise NotAllowed(f"Still to be told: {names}. Record it, or say why it is not needed, before closing.")


def check_waiting(notification: Notification) -> None:
    """A notice is recorded once."""
    if notification.done_at is not None:
        raise NotAllowed(f"{notification} has already been told.")
    if notification.not_needed_at is not None:
        raise NotAllowed(f"Somebody has said that {notification} need not be told. Take that back first.")


def check_customer_knows(notification: Notification) -> None:
    """What is the customer’s to tell is told once the customer knows: its insurer’s claims are on its own pages."""
    if notification.owed_by == Side.CUSTOMER and not notification.incident.is_shared:
        raise NotAllowed(
            f"Share {notification.incident.reference} with the customer first: {notification} is theirs to tell."
        )


def check_can_take_back(notification: Notification) -> None:
    """What was recorded by mistake is taken back; a claim stands in its policy and is changed there."""
    if notification.is_waiting:
        raise NotAllowed(f"Nothing is recorded for {notification} yet.")
    if notification.notice_id is not None:
        raise NotAllowed("This stands as a claim in the policy. Change it there.")


def check_has_happened(moment: datetime | None, now: datetime) -> None:
    """Nobody was told, and nothing happened, in the future."""
    if moment is not None and moment > now:
        raise NotAllowed("This time has not come yet. Write when it happened.")


def check_day_has_come(known_on: date, today: date) -> None:
    """A loss is known as of today or an earlier day."""
    if known_on > today:
        raise NotAllowed(f"{day(known_on)} has not come yet. Write the day as of which it is known.")
