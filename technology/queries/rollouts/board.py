"""The board: every update on its way, and those that have ended."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import F
from django.urls import reverse

from core.searching import with_words
from core.sorting import ordered
from technology.models import Rollout
from technology.models.rollouts import RolloutQuerySet
from technology.rollouts.facts import progress_of
from technology.rollouts.kinds import RolloutState, StageState, UpdateKind
from technology.rollouts.progress import Progress, done_at, stage_states
from technology.rollouts.rings import HOUR, fix_by
from technology.rollouts.rules import why_not_on
from technology.rollouts.sheet import MARKS, BoardRow, Step
from technology.rollouts.wording import TONES

WORDS = ("update__product__name", "update__product__vendor__name", "update__version", "update__what")
SORTS = {
    "what": ("update__product__name", "update__version"),
    "since": ("started_at",),
    "state": (F("ended_at").desc(nulls_first=True), "state"),
    "fix": (F("update__is_high_risk").desc(), "update__released_on"),
}
SOMEBODY = "somebody"  # the board names what is missing besides a person


def narrowed(rollouts: RolloutQuerySet, chosen: Mapping[str, Any]) -> RolloutQuerySet:
    """Those that fit the filters: words, where they stand, what comes. Without a wish: what is on its way."""
    rollouts = with_words(rollouts, chosen.get("q", ""), *WORDS)
    if kind := chosen.get("kind"):
        rollouts = rollouts.filter(update__kind=kind)
    state = chosen.get("state", "")
    if state in set(RolloutState):
        return rollouts.filter(state=state)
    return rollouts if state == "all" else rollouts.under_way()


def in_order(rollouts: RolloutQuerySet, sort: str) -> RolloutQuerySet:
    """By what a heading asks for; `-` turns it round. Without a wish the latest first."""
    return ordered(rollouts, SORTS, sort, "since")


def rows_of(rollouts: Iterable[Rollout], now: datetime) -> list[BoardRow]:
    """The rows of a page of rollouts loaded `with_facts`."""
    return [_row(rollout, now) for rollout in rollouts]


def _row(rollout: Rollout, now: datetime) -> BoardRow:
    progress, update = progress_of(rollout), rollout.update
    states = stage_states(progress, now)
    tone, icon, state = _state(rollout, progress, states)
    has_limit = update.is_high_risk and rollout.is_under_way
    by = fix_by(update.released_on)
    slug = update.product.vendor.provider.slug
    return BoardRow(
        url=f"{reverse('technology:update-board', args=[slug])}{update.pk}/",
        version=update.version,
        product=update.product.name,
        vendor=update.product.vendor.name,
        kind=UpdateKind(update.kind).term,
        is_high_risk=update.is_high_risk,
        steps=tuple(
            Step(name=stage.ring.name, state=state) for stage, state in zip(progress.stages, states, strict=True)
        ),
        here=_here(progress),
        since=rollout.ended_at or _entered(progress, rollout),
        tone=tone,
        icon=icon,
        state=state,
        waits=_waits(rollout, progress, now),
        fix_by=(by - HOUR).date() if has_limit else None,
        is_late=has_limit and done_at(progress, rollout.rollout_hours, now) > by,
    )


def _state(rollout: Rollout, progress: Progress, states: tuple[StageState, ...]) -> tuple[str, str, str]:
    """A chip's tone, icon and words: the rollout's own, or that of the ring it is in."""
    state, number = RolloutState(rollout.state), progress.current
    if state == RolloutState.RUNNING and number is not None:
        return (*MARKS[states[number]], states[number].label)
    return (*TONES[state], state.label)


def _here(progress: Progress) -> str:
    """`2 of 5: Pilot`."""
    number = progress.current
    if number is None:
        return "Not begun"
    return f"{number + 1} of {len(progress.stages)}: {progress.stages[number].ring.name}"


def _entered(progress: Progress, rollout: Rollout) -> datetime:
    number = progress.current
    return rollout.started_at if number is None else progress.stages[number].entered_at or rollout.started_at


def _waits(rollout: Rollout, progress: Progress, now: datetime) -> str:
    if not rollout.is_under_way:
        return rollout.words
    if progress.open_stops:
        return ". ".join(stop.words or stop.reason.label for stop in progress.open_stops) + "."
    return " ".join(why_not_on(progress, now, SOMEBODY)) or "Everything is well: somebody may let it go on."
