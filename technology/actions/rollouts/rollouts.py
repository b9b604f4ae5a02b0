"""The steps of a rollout: on to the next ring, past one, the emergency path, to its end or back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from core.errors import NotAllowed
from technology.actions.rollouts.trace import check_still_in, locked, note
from technology.models import Rollout, Stage, Stop
from technology.rollouts import permissions, policies
from technology.rollouts.facts import current_of, latest_count, progress_of
from technology.rollouts.kinds import RolloutState
from technology.rollouts.rules import left_out
from technology.rollouts.transitions import Step


@transaction.atomic
def promote_rollout(*, rollout: Rollout, seen: UUID | None, by: Actor, at: datetime, words: str = "") -> Stage:
    """Let it go on to the next ring. `seen` is the stage that the actor saw it in: of two who click, one is told."""
    rollout = locked(rollout)
    permissions.check_step(by, rollout, Step.PROMOTE)
    here = check_still_in(rollout, seen)
    permissions.check_can_promote(by, rollout, progress_of(rollout), at)
    there = _next(rollout, here)
    _move(here, there, by, at, words)
    says = f"let {rollout.update} go on from {here.name} to {there.name}"
    note("rollout_promoted", rollout.update, by=by, at=at, says=says, after={"ring": there.name, "on": _proof(here)})
    return there


@transaction.atomic
def bypass_rings(
    *, rollout: Rollout, stage: Stage, happened_at: datetime, words: str, by: Actor, at: datetime
) -> Stage:
    """Record that it reached a later ring without what was agreed. Nothing is hidden: a finding follows."""
    rollout = locked(rollout)
    permissions.check_can_bypass(by, rollout, progress_of(rollout))
    policies.check_has_happened(happened_at, at)
    here = check_still_in(rollout, None)
    there = next((each for each in rollout.stages.all() if each.pk == stage.pk), None)
    if there is None or there.position <= here.position:
        raise NotAllowed("Choose a ring that is still to come.")
    policies.check_since(happened_at, here.entered_at)
    _move(here, there, by, happened_at, words)
    says = f"recorded that {rollout.update} reached {there.name} without the agreed test"
    after = {"ring": there.name, "happened_at": happened_at, "words": words}
    note("rollout_bypassed", rollout.update, by=by, at=at, says=says, after=after)
    return there


@transaction.atomic
def shorten_soak(*, rollout: Rollout, hours: int, reason: str, by: Actor, at: datetime) -> Rollout:
    """The emergency path: from now on no ring is watched longer than this. Everything else is asked as before."""
    rollout = locked(rollout)
    permissions.check_can_shorten(by, rollout)
    rollout.emergency_hours, rollout.emergency_reason = hours, reason
    rollout.emergency_at, rollout.emergency_by_id = at, by.user_id
    rollout.save(update_fields=["emergency_hours", "emergency_reason", "emergency_at", "emergency_by"])
    says = f"took the emergency path for {rollout.update}: {hours} hours in each ring, because {reason}"
    note("rollout_shortened", rollout.update, by=by, at=at, says=says, after={"hours": hours, "reason": reason})
    return rollout


@transaction.atomic
def finish_rollout(*, rollout: Rollout, seen: UUID | None, by: Actor, at: datetime) -> Rollout:
    """It is on every device, and they are well."""
    rollout = locked(rollout)
    permissions.check_step(by, rollout, Step.FINISH)
    here = check_still_in(rollout, seen)
    permissions.check_can_finish(by, rollout, progress_of(rollout), at)
    _end(rollout, RolloutState.DONE, "", by, at)
    says = f"called {rollout.update} complete"
    note("rollout_finished", rollout.update, by=by, at=at, says=says, after={"on": _proof(here)})
    return rollout


@transaction.atomic
def roll_back(*, rollout: Rollout, words: str, by: Actor, at: datetime) -> Rollout:
    """Taken back wherever it was; what stopped it is closed with the same words."""
    rollout = locked(rollout)
    permissions.check_step(by, rollout, Step.ROLL_BACK)
    here = current_of(rollout)
    open_stops = Stop.objects.filter(stage__rollout=rollout, closed_at=None)
    open_stops.update(closed_at=at, closed_by=by.user_id, closing=words[:500])
    _end(rollout, RolloutState.ROLLED_BACK, words, by, at)
    says = f"took {rollout.update} back: {words}"
    note("rollout_rolled_back", rollout.update, by=by, at=at, says=says, after={"ring": here.name if here else ""})
    return rollout


@transaction.atomic
def review_rollout(*, rollout: Rollout, words: str, by: Actor, at: datetime) -> Rollout:
    """What was learnt from a test that was left out, and what is tightened."""
    rollout = locked(rollout)
    permissions.check_can_review(by, rollout, left_out(progress_of(rollout)))
    rollout.review, rollout.reviewed_at, rollout.reviewed_by_id = words, at, by.user_id
    rollout.save(update_fields=["review", "reviewed_at", "reviewed_by"])
    says = f"recorded what was learnt from {rollout.update}"
    note("rollout_reviewed", rollout.update, by=by, at=at, says=says, after={"words": words})
    return rollout


def _next(rollout: Rollout, here: Stage) -> Stage:
    return next(stage for stage in rollout.stages.all() if stage.position > here.position)


def _move(here: Stage, there: Stage, by: Actor, at: datetime, words: str) -> None:
    here.left_at = at
    here.save(update_fields=["left_at"])
    there.entered_at, there.entered_by_id, there.note = at, by.user_id, words
    there.save(update_fields=["entered_at", "entered_by", "note"])


def _end(rollout: Rollout, state: RolloutState, words: str, by: Actor, at: datetime) -> None:
    rollout.state, rollout.ended_at, rollout.ended_by_id, rollout.words = state, at, by.user_id, words or rollout.words
    rollout.save(update_fields=["state", "ended_at", "ended_by", "words"])


def _proof(stage: Stage) -> dict[str, int] | None:
    """The count on which it was let go on."""
    count = latest_count(stage)
    if count is None:
        return None
    return {name: getattr(count, name) for name in ("devices", "reporting", "ok", "failed", "not_booting", "tickets")}
