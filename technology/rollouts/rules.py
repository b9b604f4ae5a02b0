"""The three rules of a rollout (domain.md §8.2): when it may go on, when it stops, what was left out. Pure."""

from datetime import datetime, timedelta

from technology.rollouts.kinds import StopReason
from technology.rollouts.progress import (
    Counts,
    Progress,
    shortfalls,
    soak_needed,
    soaked,
    utc,
)
from technology.rollouts.rings import MAX_FAILED

MINUTE = timedelta(minutes=1)


def why_not_on(progress: Progress, now: datetime, approver: str) -> tuple[str, ...]:
    """Every reason why it may not go on to the next ring now, in sentences; empty when it may.

    `approver` is the name of the person who answers for it, "" when nobody does.
    """
    number = progress.current
    if number is None:
        return ("It has not begun.",)
    if progress.ended_at is not None:
        return ("It has ended.",)
    stage, found = progress.stages[number], []
    watched, needed = soaked(stage, progress.stops, now), soak_needed(stage, progress.emergency)
    if watched < needed:
        found.append(f"It is watched in {stage.ring.name} for another {hours_words(needed - watched)}.")
    found += shortfalls(stage)
    found += [f"It is stopped: {stop.words or stop.reason.label}." for stop in progress.open_stops]
    if not approver:
        found.append("Nobody has been named who answers for it.")
    return tuple(found)


def stop_reason(counts: Counts | None, *, is_recalled: bool = False) -> StopReason | None:
    """Why it has to stop at once, or None: a vendor's recall, one device that does not start, over 2 % failed."""
    if is_recalled:
        return StopReason.RECALL
    if counts is None:
        return None
    if counts.not_booting:
        return StopReason.BOOT
    return StopReason.FAILED if counts.fails_more_than(MAX_FAILED) else None


def left_out(progress: Progress) -> tuple[str, ...]:
    """Required rings that it never came into, and soaks that it did not wait for, in sentences.

    What an emergency covers is not among them: that was decided by somebody with a reason, before it went on.
    """
    found = []
    for number, stage in enumerate(progress.stages[: progress.current or 0]):
        if not stage.ring.is_required:
            continue
        if stage.entered_at is None:
            if not _was_agreed(progress, number):
                found.append(f"{stage.ring.name} was left out.")
        elif stage.left_at is not None:
            watched, needed = soaked(stage, progress.stops, stage.left_at), soak_needed(stage, progress.emergency)
            if watched < needed:
                had = hours_words(watched - watched % MINUTE)
                found.append(f"{stage.ring.name} was watched for {had} of {hours_words(needed)}.")
    return tuple(found)


def hours_words(length: timedelta) -> str:
    """`24 hours`, `40 minutes`, `71 hours 30 minutes`: rounded up to the minute, so that nothing is promised early."""
    minutes = -(-max(length, timedelta()) // MINUTE)
    whole, rest = divmod(minutes, 60)
    parts = [_count(whole, "hour")] if whole else []
    return " ".join([*parts, *([_count(rest, "minute")] if rest or not whole else [])])


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _was_agreed(progress: Progress, number: int) -> bool:
    """An emergency was recorded before the update passed by this ring."""
    later = [stage.entered_at for stage in progress.stages[number + 1 :] if stage.entered_at is not None]
    emergency = progress.emergency
    return emergency is not None and bool(later) and utc(emergency.at) <= min(map(utc, later))
