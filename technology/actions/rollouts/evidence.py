"""What is seen in a ring: devices counted, stops opened and closed."""

from datetime import datetime
from uuid import UUID, uuid4

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.actor import Actor
from core.errors import Conflict, NotAllowed
from core.once import made_before
from core.uploads import CheckedFile
from core.words import per_cent
from technology.actions.rollouts.trace import check_still_in, locked, note
from technology.models import Rollout, Stage, StageCount, Stop
from technology.rollouts import permissions, policies
from technology.rollouts.kinds import RolloutState, StopReason
from technology.rollouts.progress import Counts
from technology.rollouts.rules import stop_reason
from technology.rollouts.transitions import Step

SEEN = {
    StopReason.BOOT: "{not_booting} of {devices} devices did not start again in {ring}",
    StopReason.FAILED: "{failed} of {reporting} devices failed in {ring}: more than " + per_cent(2),
}


@transaction.atomic
def add_count(
    *,
    stage: Stage,
    counts: Counts,
    by: Actor,
    at: datetime,
    tickets: int = 0,
    seen: str = "",
    file: UploadedFile | None = None,
    checked: CheckedFile | None = None,
    key: UUID | None = None,
) -> StageCount:
    """How the devices of the ring are. A rule that says stop stops it at once. Sent twice, it is counted once."""
    rollout = locked(stage.rollout)
    here = next((each for each in rollout.stages.all() if each.pk == stage.pk), None)
    if here is None:
        raise NotAllowed("This ring belongs to another update.")
    permissions.check_can_count(by, rollout, here)
    if known := made_before(StageCount, key, stage_id=here.pk, counted_by_id=by.user_id):
        return known
    check_still_in(rollout, here.pk)
    count = _count(here, counts, by, at, key, tickets=tickets, note=seen)
    if file is not None and checked is not None:
        _keep(count, file, checked)
    count.save(force_insert=True)
    says = f"counted {counts.ok} of {counts.devices} devices well with {rollout.update} in {here.name}"
    note("rollout_counted", rollout.update, by=by, at=at, says=says, after=_about(count))
    _stop_by_rule(rollout, here, counts, by, at)
    return count


@transaction.atomic
def stop_rollout(*, rollout: Rollout, reason: str, words: str, by: Actor, at: datetime) -> Stop:
    """Nothing goes on until somebody has looked. Whoever records may do this."""
    rollout = locked(rollout)
    permissions.check_step(by, rollout, Step.STOP)
    return _open_stop(rollout, check_still_in(rollout, None), reason, words, by, at)


@transaction.atomic
def close_stop(*, stop: Stop, closing: str, by: Actor, at: datetime) -> Stop:
    """What was done about it. With the last open stop closed it may go on, and is watched again."""
    rollout = locked(stop.stage.rollout)
    stop = Stop.objects.select_for_update(of=("self",)).select_related("stage", "closed_by").get(pk=stop.pk)
    if stop.closed_at is not None and stop.closed_by is not None:
        raise Conflict(f"{stop.closed_by.name} has closed this stop in the meantime. Nothing was changed.")
    permissions.check_step(by, rollout, Step.RESUME)
    policies.check_open(stop)
    stop.closed_at, stop.closed_by_id, stop.closing = at, by.user_id, closing
    stop.save(update_fields=["closed_at", "closed_by", "closing"])
    if not Stop.objects.filter(stage__rollout=rollout, closed_at=None).exists():
        rollout.state = RolloutState.RUNNING
        rollout.save(update_fields=["state"])
    says = f"closed a stop of {rollout.update}: {closing}"
    note("rollout_resumed", rollout.update, by=by, at=at, says=says, after={"was": stop.words, "closing": closing})
    return stop


def _stop_by_rule(rollout: Rollout, here: Stage, counts: Counts, by: Actor, at: datetime) -> None:
    """Once for each reason: a later count that says the same adds nothing."""
    reason = stop_reason(counts)
    stops = [stop for stage in rollout.stages.all() for stop in stage.stops.all()]
    if reason is None or any(stop.closed_at is None and stop.reason == reason for stop in stops):
        return
    words = SEEN[reason].format(
        not_booting=counts.not_booting, devices=counts.devices, failed=counts.failed, reporting=counts.reporting,
        ring=here.name,
    )  # fmt: skip
    _open_stop(rollout, here, reason, words, by, at)


def _open_stop(rollout: Rollout, here: Stage, reason: str, words: str, by: Actor, at: datetime) -> Stop:
    stop = Stop(stage=here, reason=reason, words=words, opened_at=at)
    stop.opened_by_id = by.user_id  # type: ignore[assignment]  # a person: asked before
    stop.save(force_insert=True)
    rollout.state = RolloutState.STOPPED
    rollout.save(update_fields=["state"])
    says = f"stopped {rollout.update} in {here.name}: {words}"
    note("rollout_stopped", rollout.update, by=by, at=at, says=says, after={"reason": reason, "words": words})
    return stop


def _count(stage: Stage, counts: Counts, by: Actor, at: datetime, key: UUID | None, **about: object) -> StageCount:
    count = StageCount(
        pk=key or uuid4(), stage=stage, devices=counts.devices, reporting=counts.reporting, ok=counts.ok,
        failed=counts.failed, not_booting=counts.not_booting, counted_at=at, **about,
    )  # fmt: skip
    count.counted_by_id = by.user_id  # type: ignore[assignment]  # a person: asked before
    return count


def _keep(count: StageCount, file: UploadedFile, checked: CheckedFile) -> None:
    """What the count was read from. The name on disk says nothing."""
    count.filename, count.content_type, count.sha256 = checked.filename, checked.content_type, checked.sha256
    count.file.save(f"{count.pk.hex}.{checked.filename.rpartition('.')[2]}", file, save=False)


def _about(count: StageCount) -> dict[str, object]:
    names = ("devices", "reporting", "ok", "failed", "not_booting", "tickets", "note", "filename", "sha256")
    return {"ring": count.stage.name} | {name: getattr(count, name) for name in names}
