"""Minutes as they are frozen: plain values with one digest, whoever reads them. Pure.

Sides are named as they were called on that day, days are days of the customer's calendar.
"""

from dataclasses import asdict, dataclass
from typing import Any

from core.digest import sha256


@dataclass(frozen=True)
class Person:
    """Somebody who was there."""

    name: str
    party: str


@dataclass(frozen=True)
class Talked:
    """A topic with the fact as it stood, what was said and what was decided."""

    source: str
    title: str
    fact: str
    notes: str
    decision: str


@dataclass(frozen=True)
class Promised:
    """An action: who does what by when; `cost` is written out with its currency, `state` as it stood."""

    id: str
    text: str
    party: str
    person: str
    due_on: str
    cost: str
    state: str


@dataclass(frozen=True)
class Line:
    """One line of the summary on top: what is counted, and how much it is."""

    label: str
    said: str


@dataclass(frozen=True)
class Minutes:
    """Everything that both sides approve."""

    provider: str
    customer: str
    title: str
    kind: str
    starts_at: str
    place: str
    attendees: tuple[Person, ...]
    summary: tuple[Line, ...]
    topics: tuple[Talked, ...]
    actions: tuple[Promised, ...]
    carried: tuple[Promised, ...]

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical form."""
        return sha256(asdict(self))


def plain(minutes: Minutes) -> dict[str, Any]:
    """As they are stored."""
    return asdict(minutes)


def read(data: dict[str, Any]) -> Minutes:
    """As they were stored; what is not known is left out."""
    parts = {"attendees": Person, "summary": Line, "topics": Talked, "actions": Promised, "carried": Promised}
    found = dict(data)
    for name, kind in parts.items():
        found[name] = tuple(kind(**each) for each in data[name])
    return Minutes(**found)
