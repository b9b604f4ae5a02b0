"""What every action on a rollout shares: the lock, the check that nobody was faster, the line in its history."""

from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.actor import Actor
from core.errors import Conflict
from core.words import moment
from technology.actions import trace
from technology.models import Rollout, Stage, Update
from technology.rollouts.facts import current_of, with_facts


def locked(rollout: Rollout) -> Rollout:
    """The rollout as it is now with its facts, kept from others until the transaction ends."""
    Rollout.objects.select_for_update(of=("self",)).get(pk=rollout.pk)
    return with_facts(Rollout.objects.all()).get(pk=rollout.pk)


def check_still_in(rollout: Rollout, seen: UUID | None) -> Stage:
    """The stage it is in; Conflict when it is not the one that the actor saw, with who was faster and when."""
    current = current_of(rollout)
    if current is None:
        raise Conflict(f"{rollout.update} has not begun.")
    if seen is not None and current.pk != seen:
        who = current.entered_by.name if current.entered_by else "Somebody"
        raise Conflict(
            f"{who} let {rollout.update} go on to {current.name} on {moment(current.entered_at)}. Nothing was changed."
        )
    return current


def note(
    verb: str,
    update: Update,
    *,
    by: Actor,
    at: datetime,
    says: str,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """A line in the update's history, for the provider's people."""
    trace.note(verb, update, by=by, at=at, says=says, before=before, after=after)
