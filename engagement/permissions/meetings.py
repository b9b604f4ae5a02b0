"""Who may do what with meetings, minutes and feedback."""

from collections.abc import Collection

from accounts.actor import Actor, check_may
from accounts.enums import Permission
from core.errors import NotAllowed
from core.words import count
from engagement.models import Meeting, Topic
from engagement.vocabulary import MOST_ACTIONS


def check_can_plan(actor: Actor) -> None:
    """A manager of the provider or the customer's owner plans a meeting."""
    check_may(actor, Permission.MEETING_EDIT)
    if actor.user_id is None:
        raise NotAllowed("Only a person can plan a meeting.")


def check_can_write(actor: Actor, meeting: Meeting) -> None:
    """Both sides write on agenda and minutes until the minutes are proposed."""
    check_can_plan(actor)
    if meeting.cancelled_at is not None:
        raise NotAllowed("This meeting was called off. Plan another one.")
    if meeting.is_approved:
        raise NotAllowed("Both sides have approved these minutes: they are never changed. Put it on the next agenda.")
    if meeting.proposed_at is not None:
        raise NotAllowed("These minutes are with both sides for approval. Send them back to change something.")


def check_can_write_on(actor: Actor, topic: Topic) -> None:
    """What is off the agenda is not in the minutes either, so nothing is written on it."""
    check_can_write(actor, topic.meeting)
    if topic.dropped_at is not None:
        raise NotAllowed("This topic has been taken off the agenda. Put it back to write on it.")


def check_can_leave_out(actor: Actor, topic: Topic) -> None:
    """What was said and decided stays in the minutes."""
    check_can_write(actor, topic.meeting)
    if topic.is_settled:
        raise NotAllowed("This topic has been talked about: it stays on the agenda, with what was said.")


def check_can_promise(actor: Actor, meeting: Meeting, agreed: int) -> None:
    """A meeting ends in three actions at most; a fourth would not be done."""
    check_can_write(actor, meeting)
    if agreed >= MOST_ACTIONS:
        raise NotAllowed(
            f"This meeting has {count(agreed, 'action')} already; more than {MOST_ACTIONS} are seldom done. "
            "Take one back first."
        )


def check_can_propose(actor: Actor, meeting: Meeting, *, has_begun: bool) -> None:
    """Either side puts the minutes to the other, once the meeting has begun."""
    check_can_write(actor, meeting)
    if not has_begun:
        raise NotAllowed("The meeting has not begun. Its minutes are proposed afterwards.")


def check_can_approve(actor: Actor, meeting: Meeting, sides: Collection[str]) -> None:
    """Each side approves proposed minutes once."""
    check_may(actor, Permission.MINUTES_APPROVE)
    if actor.user_id is None:
        raise NotAllowed("Only a person can approve minutes.")
    _check_proposed(meeting)
    if actor.side in sides:
        raise NotAllowed("Your side has approved these minutes already.")


def check_can_send_back(actor: Actor, meeting: Meeting) -> None:
    """Either side takes proposed minutes up again to change something; approvals so far are void."""
    check_may(actor, Permission.MINUTES_APPROVE)
    _check_proposed(meeting)


def check_can_say(actor: Actor, *, is_asked: bool, has_said: bool) -> None:
    """The customer's people who were asked say once whether something helped."""
    check_may(actor, Permission.FEEDBACK_GIVE)
    if not actor.is_customer or actor.user_id is None or not is_asked:
        raise NotAllowed("You were not asked about this.")
    if has_said:
        raise NotAllowed("You have answered this already. Nobody asks twice.")


def _check_proposed(meeting: Meeting) -> None:
    if meeting.is_approved:
        raise NotAllowed("Both sides have approved these minutes: they are never changed.")
    if meeting.proposed_at is None:
        raise NotAllowed("These minutes are being written. You are asked to approve them once they are proposed.")
