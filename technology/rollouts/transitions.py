"""The life of a rollout in one table: who may take which step from which state to which, and what that needs. Pure.

`docs/rollout-states.md` is drawn from this table, and a test fails when the two differ.
"""

from dataclasses import dataclass
from enum import StrEnum

from accounts.enums import Permission
from technology.rollouts.kinds import RolloutState as State


class Step(StrEnum):
    """What is done to a rollout; the value continues "You can’t …"."""

    START = "start it"
    RECORD_UNSTAGED = "record that it went to everybody at once"
    COUNT = "add a count"
    PROMOTE = "let it go on"
    BYPASS = "record that it went on without the test"
    SHORTEN = "take the emergency path"
    STOP = "stop it"
    RESUME = "let it go on after a stop"
    FINISH = "call it complete"
    ROLL_BACK = "take it back"
    REVIEW = "record what was learnt"


@dataclass(frozen=True)
class Transition:
    """One line of the table. `source` is None for a rollout that begins; `after` is what else happens."""

    step: Step
    source: State | None
    target: State
    permission: Permission
    needs: str
    after: str = ""


_RECORD, _APPROVE = Permission.UPDATE_RECORD, Permission.UPDATE_APPROVE
TRANSITIONS: tuple[Transition, ...] = (
    Transition(Step.START, None, State.RUNNING, _RECORD, "no rollout of the update under way", "the rings are copied"),
    Transition(Step.RECORD_UNSTAGED, None, State.UNSTAGED, _RECORD, "when it came, and what happened"),
    Transition(
        Step.COUNT, State.RUNNING, State.RUNNING, _RECORD, "devices counted in the ring it is in",
        "stops by itself when a stop rule fires",
    ),
    Transition(Step.COUNT, State.STOPPED, State.STOPPED, _RECORD, "devices counted in the ring it is in"),
    Transition(
        Step.PROMOTE, State.RUNNING, State.RUNNING, _APPROVE,
        "soak over, enough reports, few failures, no open stop, another ring to come",
    ),
    Transition(Step.BYPASS, State.RUNNING, State.RUNNING, _RECORD, "a later ring, and how it came to it"),
    Transition(Step.BYPASS, State.STOPPED, State.STOPPED, _RECORD, "a later ring, and how it came to it"),
    Transition(Step.SHORTEN, State.RUNNING, State.RUNNING, _APPROVE, "a high-risk fix, and why it cannot wait"),
    Transition(Step.STOP, State.RUNNING, State.STOPPED, _RECORD, "what was seen"),
    Transition(Step.STOP, State.STOPPED, State.STOPPED, _RECORD, "what else was seen"),
    Transition(Step.RESUME, State.STOPPED, State.RUNNING, _APPROVE, "what was done about each stop"),
    Transition(Step.FINISH, State.RUNNING, State.DONE, _APPROVE, "as for going on, in the last ring"),
    Transition(Step.ROLL_BACK, State.RUNNING, State.ROLLED_BACK, _RECORD, "why", "open stops are closed with it"),
    Transition(Step.ROLL_BACK, State.STOPPED, State.ROLLED_BACK, _RECORD, "why", "open stops are closed with it"),
    Transition(Step.ROLL_BACK, State.DONE, State.ROLLED_BACK, _RECORD, "why"),
    Transition(Step.ROLL_BACK, State.UNSTAGED, State.ROLLED_BACK, _RECORD, "why"),
    *(
        Transition(Step.REVIEW, state, state, _RECORD, "a ring or soak that was left out", "the finding closes")
        for state in State
    ),
)  # fmt: skip


def find(state: str | None, step: Step) -> Transition | None:
    """The line of the table for a step from a state, or None when there is no such way."""
    return next((line for line in TRANSITIONS if line.source == state and line.step == step), None)
