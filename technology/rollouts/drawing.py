"""docs/rollout-states.md, drawn from the table of transitions. Pure."""

from accounts.enums import Permission
from technology.rollouts.kinds import RolloutState as State
from technology.rollouts.transitions import TRANSITIONS, Step, Transition

WHO = {Permission.UPDATE_RECORD: "engineer", Permission.UPDATE_APPROVE: "manager"}


def diagram() -> str:
    """The table as a Mermaid state diagram."""
    lines = ["stateDiagram-v2"]
    for line in TRANSITIONS:
        lines.append(f"    {line.source or '[*]'} --> {line.target}: {_words(line.step)} ({_who(line)})")
    lines += [f"    {state} --> [*]" for state in State if _ends(state)]
    return "\n".join(lines)


def document() -> str:
    """docs/rollout-states.md."""
    head = "| From | Step | To | Who | Needs | What else happens |\n|---|---|---|---|---|---|\n"
    rows = "\n".join(
        f"| {line.source or '–'} | {_words(line.step)} | {line.target} | {_who(line)} | {line.needs} "
        f"| {line.after or '–'} |"
        for line in TRANSITIONS
    )
    return (
        "# The life of a rollout\n\n"
        "Drawn from `technology/rollouts/transitions.py` by `manage.py state_diagram`; change the table there.\n"
        "Whoever is named may do it, and everybody above: an owner what a manager may.\n"
        "How it stands within one ring is worked out from what was recorded (`technology/rollouts/progress.py`).\n"
        "\n"
        f"```mermaid\n{diagram()}\n```\n\n{head}{rows}\n"
    )


def _words(step: Step) -> str:
    return step.name.lower().replace("_", " ")


def _who(line: Transition) -> str:
    return WHO[line.permission]


def _ends(state: State) -> bool:
    """Nothing leads out of it to another state."""
    return not any(line.source == state and line.target != state for line in TRANSITIONS)
