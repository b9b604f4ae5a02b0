"""Everything that staff may know of one update on its way."""

from datetime import datetime

from accounts.actor import Actor
from audit.models import Event
from technology.models import Rollout, Stage, StageCount, Stop, Update
from technology.rollouts.facts import counts_of, progress_of, with_facts
from technology.rollouts.kinds import RolloutState, StageState, StopReason
from technology.rollouts.progress import Progress, soak_needed, soaked, stage_states
from technology.rollouts.rules import hours_words, left_out, why_not_on
from technology.rollouts.sheet import CountSheet, RolloutSheet, StageSheet, StopSheet
from technology.rollouts.wording import (
    TONES,
    counts_words,
    emergency_words,
    limit_words,
    size_words,
    statement,
)


def rollouts_of(update: Update, reader: Actor) -> list[Rollout]:
    """Every attempt at it, the latest first, with its facts."""
    rollouts = Rollout.objects.visible_to(reader).filter(update=update)
    return list(with_facts(rollouts).order_by("-started_at", "pk"))


def rollout_sheet(rollout: Rollout, reader: Actor, now: datetime) -> RolloutSheet:
    """A rollout loaded `with_facts`; no query."""
    progress, state, update = progress_of(rollout), RolloutState(rollout.state), rollout.update
    states = stage_states(progress, now)
    tone, icon = TONES[state]
    limit, is_late = "", False
    if update.is_high_risk:
        limit, is_late = limit_words(progress, update.released_on, rollout.rollout_hours, now)
    stages = list(rollout.stages.all())
    return RolloutSheet(
        pk=rollout.pk,
        statement=statement(progress, state, states, rollout.words, now),
        tone=tone,
        icon=icon,
        state=state.label,
        stages=tuple(_stage(stage, number, progress, states[number], now) for number, stage in enumerate(stages)),
        stops=tuple(_stop(stop, stage) for stage in stages for stop in stage.stops.all()),
        lacks=why_not_on(progress, now, reader.name) if rollout.is_under_way else (),
        missed=left_out(progress),
        limit=limit,
        is_late=is_late,
        emergency=emergency_words(progress.emergency),
        words=rollout.words,
        review=rollout.review,
        here=None if progress.current is None else stages[progress.current].pk,
        next_name="" if progress.current is None or progress.is_last else stages[progress.current + 1].name,
    )


def history_of(update: Update, reader: Actor) -> list[Event]:
    """What was done to it, latest first."""
    return list(Event.objects.visible_to(reader).latest_about("technology.update", update.pk))


def _stage(stage: Stage, number: int, progress: Progress, state: StageState, now: datetime) -> StageSheet:
    facts = progress.stages[number]
    return StageSheet(
        pk=stage.pk,
        name=stage.name,
        size=size_words(facts.ring),
        state=state,
        soak=_soak(progress, number, now),
        entered_at=stage.entered_at,
        entered_by=stage.entered_by.name if stage.entered_by else "",
        left_at=stage.left_at,
        note=stage.note,
        passes_when=stage.passes_when,
        stops_when=stage.stops_when,
        counts=tuple(_count(count) for count in stage.counts.all()),
        is_here=number == progress.current and progress.ended_at is None,
    )


def _soak(progress: Progress, number: int, now: datetime) -> str:
    """`Watched 30 of 72 hours`; of what is still to come, what it will be."""
    stage = progress.stages[number]
    if not soak_needed(stage, progress.emergency):
        return "No waiting" if stage.entered_at is None else ""
    needed = hours_words(soak_needed(stage, progress.emergency))
    if stage.entered_at is None:
        return f"{needed} of watching"
    until = min(now, progress.ended_at) if progress.ended_at else now
    watched = soaked(stage, progress.stops, until)
    return f"Watched {hours_words(watched)} of {needed}"


def _count(count: StageCount) -> CountSheet:
    return CountSheet(
        pk=count.pk,
        words=counts_words(counts_of(count), count.tickets),
        at=count.counted_at,
        who=count.counted_by.name,
        note=count.note,
        filename=count.filename,
    )


def _stop(stop: Stop, stage: Stage) -> StopSheet:
    return StopSheet(
        pk=stop.pk,
        ring=stage.name,
        reason=StopReason(stop.reason).label,
        words=stop.words,
        opened_at=stop.opened_at,
        opened_by=stop.opened_by.name,
        closed_at=stop.closed_at,
        closed_by=stop.closed_by.name if stop.closed_by else "",
        closing=stop.closing,
    )
