"""What a pack prints of meetings."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Decided:
    """A decision, and the topic it was taken on."""

    topic: str
    decision: str


@dataclass(frozen=True)
class Agreed:
    """An action as the minutes have it, and how it stood at the cut-off."""

    text: str
    who: str
    due_on: str
    cost: str
    stands: str


@dataclass(frozen=True)
class Held:
    """A meeting of the quarter whose minutes both sides had approved by the cut-off; `digest` names those minutes."""

    title: str
    starts_at: datetime
    attendees: tuple[str, ...]
    decisions: tuple[Decided, ...]
    actions: tuple[Agreed, ...]
    digest: str


@dataclass(frozen=True)
class Meetings:
    """The quarter's meetings; `unapproved` were held, and nobody can rely on their minutes yet."""

    held: tuple[Held, ...]
    unapproved: tuple[str, ...]
