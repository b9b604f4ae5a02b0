"""Meetings: planned, their agenda, what is decided and promised, minutes that both sides approve."""

from engagement.actions.meetings.agenda import (
    add_topic,
    drop_topic,
    edit_topic,
    move_topic,
    pass_topic,
    refresh_agenda,
)
from engagement.actions.meetings.minutes import approve_minutes, propose_minutes, send_back
from engagement.actions.meetings.planning import cancel_meeting, edit_meeting, plan_meeting
from engagement.actions.meetings.promises import finish_carried, promise, take_back

__all__ = [
    "add_topic",
    "approve_minutes",
    "cancel_meeting",
    "drop_topic",
    "edit_meeting",
    "edit_topic",
    "finish_carried",
    "move_topic",
    "pass_topic",
    "plan_meeting",
    "promise",
    "propose_minutes",
    "refresh_agenda",
    "send_back",
    "take_back",
]
