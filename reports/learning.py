"""What a pack prints of training, accepted rules, phishing exercises, advisories and reports of something suspicious.

Figures of everybody together: a pack is read by others too, and nobody is named.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Learned:
    """Something that people were asked to finish or accept, as it stood at the cut-off."""

    title: str
    kind: str
    closes_on: date
    finished: str
    target_percent: int
    stands: str


@dataclass(frozen=True)
class Tried:
    """A phishing exercise of the quarter: counts of those to whom it was delivered."""

    title: str
    sent_on: date
    delivered: int
    reported: str
    clicked: str
    first_report: str


@dataclass(frozen=True)
class Warned:
    """An advisory that was sent in the quarter, or had not been decided by the cut-off."""

    reference: str
    title: str
    severity: str
    told_on: date
    read_on: date | None
    stands: str


@dataclass(frozen=True)
class Learning:
    """The quarter's training and warnings. `reported` and `answered` count what looked suspicious to somebody."""

    learned: tuple[Learned, ...]
    tried: tuple[Tried, ...]
    warned: tuple[Warned, ...]
    reported: int
    answered: int

    @property
    def is_empty(self) -> bool:
        return not (self.learned or self.tried or self.warned)
