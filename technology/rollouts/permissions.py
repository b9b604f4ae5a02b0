"""Who may do what with updates. Pure: the actor's rights first, then what the state allows.

Whoever records may also stop an update and take it back: at night nobody else is awake. Letting it go on is for those
who answer for it.
"""

from collections.abc import Sequence
from datetime import datetime

from accounts.actor import Actor, check_may
from accounts.enums import Permission
from core.errors import NotAllowed
from technology.models import Product, Rollout, Stage, Update
from technology.rollouts import policies
from technology.rollouts.progress import Progress
from technology.rollouts.transitions import Step, find


def check_can_record(actor: Actor, product: Product) -> None:
    """Engineers and up record updates, counts and ways back of their provider's products."""
    check_may(actor, Permission.UPDATE_RECORD)
    _check_person(actor)
    if product.vendor.provider_id != actor.provider_id:
        raise NotAllowed("This product belongs to another provider.")


def check_can_plan(actor: Actor) -> None:
    """Managers and up set the rings that everybody's updates go through."""
    check_may(actor, Permission.UPDATE_APPROVE)
    _check_person(actor)


def check_can_start(actor: Actor, update: Update, rollouts: Sequence[Rollout]) -> None:
    """`rollouts` are those of this update so far."""
    check_can_record(actor, update.product)
    policies.check_can_start(update, rollouts)


def check_step(actor: Actor, rollout: Rollout, step: Step) -> None:
    """The table of transitions: the state allows the step, and the actor has the right that it asks for."""
    line = find(rollout.state, step)
    check_may(actor, line.permission if line else Permission.UPDATE_RECORD)
    _check_person(actor)
    if line is None:
        raise NotAllowed(f"You can’t {step}: {rollout.update} is {policies.state_words(rollout)}.")


def check_can_promote(actor: Actor, rollout: Rollout, progress: Progress, now: datetime) -> None:
    """Whoever answers for updates, once every condition of the ring is met; never past the last ring."""
    check_step(actor, rollout, Step.PROMOTE)
    policies.check_may_go_on(progress, now, actor.name)
    policies.check_has_next(progress)


def check_can_finish(actor: Actor, rollout: Rollout, progress: Progress, now: datetime) -> None:
    """As for going on, in the last ring."""
    check_step(actor, rollout, Step.FINISH)
    policies.check_may_go_on(progress, now, actor.name)
    policies.check_is_last(progress)


def check_can_bypass(actor: Actor, rollout: Rollout, progress: Progress) -> None:
    """What happened is recorded by whoever records; only a ring that is still to come can have been reached."""
    check_step(actor, rollout, Step.BYPASS)
    policies.check_has_next(progress)


def check_can_shorten(actor: Actor, rollout: Rollout) -> None:
    check_step(actor, rollout, Step.SHORTEN)
    policies.check_can_shorten(rollout)


def check_can_review(actor: Actor, rollout: Rollout, missed: Sequence[str]) -> None:
    """`missed` is what was left out; once somebody has said what was learnt from it, it is said."""
    check_step(actor, rollout, Step.REVIEW)
    policies.check_can_review(rollout, missed)


def check_can_count(actor: Actor, rollout: Rollout, stage: Stage) -> None:
    check_step(actor, rollout, Step.COUNT)
    policies.check_entered(stage)


def _check_person(actor: Actor) -> None:
    if actor.user_id is None:
        raise NotAllowed("Only a person can answer for an update.")
