"""The life of a version in one table: who may move it from which state to which, and what that needs.

`docs/matrix-states.md` is drawn from this table, and a test fails when the two differ.
"""

from dataclasses import dataclass
from enum import StrEnum

from accounts.enums import Permission, Side
from responsibilities.enums import VersionState as State


class Step(StrEnum):
    """What is done to a version."""

    START = "start"
    PROPOSE = "propose"
    SIGN = "sign"
    COMPLETE = "complete"
    REVISE = "revise"
    WITHDRAW = "withdraw"
    SUPERSEDE = "supersede"


@dataclass(frozen=True)
class Transition:
    """One line of the table. `source` is None for a version that begins; `after` is what else happens."""

    step: Step
    source: State | None
    target: State
    sides: frozenset[Side]
    permission: Permission | None
    needs: str
    after: str = ""

    @property
    def who(self) -> str:
        """Who takes the step, in words; without a permission it follows from another step."""
        if self.permission is None:
            return "follows by itself"
        return " or ".join(sorted(side.value for side in self.sides))


_STAFF = frozenset({Side.PROVIDER})
_BOTH = frozenset({Side.PROVIDER, Side.CUSTOMER})
_P = Permission

TRANSITIONS: tuple[Transition, ...] = (
    Transition(
        Step.START, None, State.DRAFT, _STAFF, _P.MATRIX_EDIT,
        "no other version is a draft or proposed",
    ),
    Transition(
        Step.PROPOSE, State.DRAFT, State.PROPOSED, _STAFF, _P.MATRIX_PROPOSE,
        "at least one job, a day to sign by, high findings confirmed",
        "its words are frozen, the customer is told",
    ),
    Transition(
        Step.WITHDRAW, State.DRAFT, State.WITHDRAWN, _STAFF, _P.MATRIX_PROPOSE,
        "nothing",
        "the version in force stays",
    ),
    Transition(
        Step.SIGN, State.PROPOSED, State.PROPOSED, _BOTH, _P.MATRIX_SIGN,
        "this side has not signed; each job agreed, or its risk accepted in writing",
        "the signature is kept with the digest and the text seen",
    ),
    Transition(
        Step.COMPLETE, State.PROPOSED, State.AGREED, _BOTH, None,
        "both sides have signed the same digest",
        "the next review of each job is set",
    ),
    Transition(
        Step.WITHDRAW, State.PROPOSED, State.WITHDRAWN, _STAFF, _P.MATRIX_PROPOSE,
        "nothing",
        "the version in force stays",
    ),
    Transition(
        Step.REVISE, State.PROPOSED, State.WITHDRAWN, _STAFF, _P.MATRIX_EDIT,
        "nothing",
        "its jobs are copied to a new draft, both signatures are asked for again",
    ),
    Transition(
        Step.REVISE, State.AGREED, State.AGREED, _STAFF, _P.MATRIX_EDIT,
        "no other version is a draft or proposed",
        "its jobs are copied to a new draft, it stays in force until that one is agreed",
    ),
    Transition(
        Step.REVISE, State.WITHDRAWN, State.WITHDRAWN, _STAFF, _P.MATRIX_EDIT,
        "no other version is a draft or proposed",
        "its jobs are copied to a new draft",
    ),
    Transition(
        Step.SUPERSEDE, State.AGREED, State.SUPERSEDED, _BOTH, None,
        "a later version is agreed",
    ),
)  # fmt: skip


def find(state: str, step: Step) -> Transition | None:
    """The line of the table for a step from a state, or None when there is no such way."""
    return next((line for line in TRANSITIONS if line.source == state and line.step == step), None)


def can(state: str, step: Step) -> bool:
    """Whether the state allows the step at all, whoever asks."""
    return find(state, step) is not None


def diagram() -> str:
    """The table as a Mermaid state diagram."""
    lines = ["stateDiagram-v2"]
    for line in TRANSITIONS:
        lines.append(f"    {line.source or '[*]'} --> {line.target}: {line.step} ({line.who})")
    lines += [f"    {state} --> [*]" for state in State if _ends(state)]
    return "\n".join(lines)


def _ends(state: State) -> bool:
    """Nothing leads out of it to another state."""
    return not any(line.source == state and line.target != state for line in TRANSITIONS)


def document() -> str:
    """docs/matrix-states.md."""
    head = "| From | Step | To | Who | Needs | What else happens |\n|---|---|---|---|---|---|\n"
    rows = "\n".join(
        f"| {line.source or '–'} | {line.step} | {line.target} | {line.who} | {line.needs} | {line.after or '–'} |"
        for line in TRANSITIONS
    )
    return (
        "# The life of a matrix version\n\n"
        "Drawn from `responsibilities/transitions.py` by `manage.py state_diagram`; change the table there.\n\n"
        f"```mermaid\n{diagram()}\n```\n\n{head}{rows}\n"
    )
