"""What the state of a rollout allows, whoever asks. No queries, no clock: `now` is passed in."""

from collections.abc import Sequence
from datetime import date, datetime

from core.errors import NotAllowed
from core.words import day, lower_first
from technology.models import Rollout, Stage, Stop, Update
from technology.rollouts.kinds import RolloutState
from technology.rollouts.progress import Progress
from technology.rollouts.rules import why_not_on


def state_words(rollout: Rollout) -> str:
    """`stopped`, `on every device`: inside a sentence."""
    return lower_first(str(RolloutState(rollout.state).label))


def check_can_start(update: Update, rollouts: Sequence[Rollout]) -> None:
    """One attempt at a time; what is on every device need not be brought there again."""
    for rollout in rollouts:
        if rollout.is_under_way:
            raise NotAllowed(f"{update} is already on its way.")
        if rollout.state in (RolloutState.DONE, RolloutState.UNSTAGED):
            raise NotAllowed(f"{update} is on every device. Take it back before it is tried again.")


def check_may_go_on(progress: Progress, now: datetime, approver: str) -> None:
    """Every reason against it in one answer."""
    reasons = why_not_on(progress, now, approver)
    if reasons:
        raise NotAllowed(" ".join(reasons))


def check_has_next(progress: Progress) -> None:
    if progress.is_last:
        raise NotAllowed("It is in its last ring. Call it complete instead.")


def check_is_last(progress: Progress) -> None:
    if not progress.is_last:
        raise NotAllowed("It has not been in every ring yet.")


def check_can_shorten(rollout: Rollout) -> None:
    """Only for what cannot wait, and once: the reason stands beside it for good."""
    if not rollout.update.is_high_risk:
        raise NotAllowed("The emergency path is for fixes of high or critical weaknesses alone.")
    if rollout.emergency_at is not None:
        raise NotAllowed("The emergency path has been taken already.")


def check_can_review(rollout: Rollout, missed: Sequence[str]) -> None:
    if not missed:
        raise NotAllowed("No ring was left out: there is nothing to look back on.")
    if rollout.reviewed_at is not None:
        raise NotAllowed("What was learnt from it has been recorded.")


def check_entered(stage: Stage) -> None:
    """Devices are counted in a ring that the update has come to."""
    if stage.entered_at is None:
        raise NotAllowed(f"It has not come to {stage.name} yet.")


def check_open(stop: Stop) -> None:
    if stop.closed_at is not None:
        raise NotAllowed("This stop has been closed already.")


def check_has_happened(moment: datetime, now: datetime) -> None:
    if moment > now:
        raise NotAllowed("This time has not come yet. Write when it happened.")


def check_since(moment: datetime, earliest: datetime | None) -> None:
    """What happens to an update in a ring happens after it came there."""
    if earliest is not None and moment < earliest:
        raise NotAllowed("It had not come to this ring then. Write when it happened.")


def check_day_has_come(on: date, today: date) -> None:
    if on > today:
        raise NotAllowed(f"{day(on)} has not come yet. Write the day on which it happened.")
