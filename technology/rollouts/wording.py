"""Rollouts in sentences. No database."""

from collections.abc import Sequence
from datetime import date, datetime

from core.words import count, day, moment, per_cent, upper_first
from technology.rollouts.kinds import Audience, RolloutState, StageState
from technology.rollouts.progress import Counts, Emergency, Progress, done_at, soak_over_at
from technology.rollouts.rings import HOUR, Fit, Ring, fix_by
from technology.rollouts.rules import hours_words

TONES = {  # of a rollout as a whole: a chip's tone and icon
    RolloutState.RUNNING: ("calm", "wait"),
    RolloutState.STOPPED: ("danger", "late"),
    RolloutState.DONE: ("ok", "tick"),
    RolloutState.ROLLED_BACK: ("warn", "late"),
    RolloutState.UNSTAGED: ("danger", "late"),
}
WHOSE = {Audience.OWN: "our own test devices", Audience.SOME: "some customers", Audience.ALL: "every customer"}


def size_words(ring: Ring) -> str:
    """`12 devices, our own test devices`, `5 % of devices, some customers`."""
    whose = WHOSE[ring.audience]
    if ring.devices is not None:
        return f"{count(ring.devices, 'device')}, {whose}"
    return f"{per_cent(ring.share)} of devices, {whose}" if ring.share is not None else upper_first(whose)


def counts_words(counts: Counts, tickets: int) -> str:
    """`20 of 20 devices reported: 19 well, 1 failed, none of them dead. 2 tickets.`"""
    parts = [f"{counts.ok} well", f"{counts.failed} failed"]
    if counts.not_booting:
        parts.append(f"{counts.not_booting} did not start again")
    told = f"{counts.reporting} of {count(counts.devices, 'device')} reported: {', '.join(parts)}."
    return f"{told} {count(tickets, 'ticket')} raised." if tickets else told


def statement(progress: Progress, state: RolloutState, states: Sequence[StageState], words: str, now: datetime) -> str:
    """The answer first: where it is, and what it waits for."""
    number = progress.current
    if number is None or state in (RolloutState.DONE, RolloutState.ROLLED_BACK, RolloutState.UNSTAGED):
        return _ended(state, progress.ended_at, words)
    name = progress.stages[number].ring.name
    if progress.open_stops:
        stop = progress.open_stops[0]
        return f"Stopped in {name} since {moment(stop.at)}: {stop.words or stop.reason.label}."
    if states[number] == StageState.READY:
        if progress.is_last:
            return f"{name} is well. Somebody who answers for it may call it complete."
        return (
            f"{name} is well. Somebody who answers for it may let it go on to {progress.stages[number + 1].ring.name}."
        )
    return f"In {name} since {moment(progress.stages[number].entered_at)}. {waits_words(progress, now)}"


def waits_words(progress: Progress, now: datetime) -> str:
    """What the ring it is in still needs, in one sentence: time first, then proof."""
    over = soak_over_at(progress, now)
    if over is not None and over > now:
        return f"It is watched until {moment(over)}, {hours_words(over - now)} more."
    return "It has been watched long enough; the count does not let it go on."


def limit_words(progress: Progress, released_on: date, rollout_hours: int, now: datetime) -> tuple[str, bool]:
    """How a high-risk fix stands against its fourteen days, and whether they cannot be kept any more."""
    by = fix_by(released_on)
    last = day((by - HOUR).date())
    if progress.ended_at is not None and not progress.is_taken_back:
        late = progress.ended_at > by
        return f"On every device {moment(progress.ended_at)}; fourteen days ended on {last}.", late
    done = done_at(progress, rollout_hours, now)
    if done > by:
        return f"At the soonest on every device {moment(done)}: later than {last}, the last of fourteen days.", True
    return f"At the soonest on every device {moment(done)}; {last} is the last of fourteen days.", False


def emergency_words(emergency: Emergency | None) -> str:
    if emergency is None:
        return ""
    return (
        f"{emergency.approver} took the emergency path on {moment(emergency.at)}: "
        f"{count(emergency.soak_hours, 'hour')} in each ring. {emergency.reason}"
    )


def fit_words(found: Fit) -> str:
    """Whether a plan keeps the fourteen days, with the sum."""
    total = (
        f"{_days(found.soak_hours)} of watching and {_days(found.rollout_hours)} of installing are {_days(found.total)}"
    )
    if found.is_in_time:
        return f"{total}: a high-risk fix is on every device within 14 days, with {_days(found.spare)} to spare."
    return f"{total}: {_days(-found.spare)} more than the 14 days that a high-risk fix has."


def _days(hours: int) -> str:
    """`8 days`, `8 days 6 hours`, `6 hours`."""
    whole, rest = divmod(hours, 24)
    parts = [count(whole, "day")] if whole else []
    return " ".join([*parts, *([count(rest, "hour")] if rest or not whole else [])])


def _ended(state: RolloutState, ended_at: datetime | None, words: str) -> str:
    if state == RolloutState.DONE:
        return f"On every device since {moment(ended_at)}."
    if state == RolloutState.ROLLED_BACK:
        return f"Taken back on {moment(ended_at)}. {words}"
    if state == RolloutState.UNSTAGED:
        return f"The vendor sent it to every device at once on {moment(ended_at)}, before anybody could test it."
    return "Not on its way yet."
