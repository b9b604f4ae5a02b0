"""Everything that is written about updates, their rings and the ways back."""

from technology.actions.rollouts.evidence import add_count, close_stop, stop_rollout
from technology.actions.rollouts.plans import (
    add_rollback_test,
    drop_plan,
    save_plan,
    save_rollback_plan,
    set_volunteers,
)
from technology.actions.rollouts.rollouts import (
    bypass_rings,
    finish_rollout,
    promote_rollout,
    review_rollout,
    roll_back,
    shorten_soak,
)
from technology.actions.rollouts.updates import edit_update, record_unstaged, record_update, start_rollout

__all__ = [
    "add_count", "add_rollback_test", "bypass_rings", "close_stop", "drop_plan", "edit_update", "finish_rollout",
    "promote_rollout", "record_unstaged", "record_update", "review_rollout", "roll_back", "save_plan",
    "save_rollback_plan", "set_volunteers", "shorten_soak", "start_rollout", "stop_rollout",
]  # fmt: skip
