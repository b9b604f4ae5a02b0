"""The trail of a row: its line stays the same over all versions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from accounts.actor import Actor
from audit.models import Event
from responsibilities.models import Row


@dataclass(frozen=True)
class Told:
    """One event, with what read differently before and after it."""

    at: datetime
    who: str
    says: str
    words: tuple[tuple[str, str, str], ...]


def events_of_line(actor: Actor, row: Row) -> "QuerySet[Event]":
    """Everything recorded about the row's line, the latest first; the provider's own notes for its people only."""
    events = Event.objects.of_provider(row.version.customer.provider_id).of_customer(row.version.customer_id)
    shown = events if actor.is_provider else events.filter(is_internal=False)
    return shown.filter(target_id=row.line).order_by("-sequence")


def told(events: Iterable[Event]) -> list[Told]:
    """The events as the page prints them."""
    return [
        Told(at=event.at, who=event.actor_name, says=event.says, words=_words(event.before or {}, event.after or {}))
        for event in events
    ]


def _words(before: dict[str, object], after: dict[str, object]) -> tuple[tuple[str, str, str], ...]:
    labels = [*before, *(label for label in after if label not in before)]
    return tuple(
        (label.replace("_", " "), str(before.get(label) or ""), str(after.get(label) or "")) for label in labels
    )
