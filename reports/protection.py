"""What a pack prints of how well a customer was protected: the latest count of each kind, as at its own day."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Standing:
    """One kind, by the latest count that was known. `share` says so many of so many, empty where nobody had counted;
    `since` is the first day of a count of several days, `age` is said where it is older than a quarter, `took`
    of restore tests that somebody timed."""

    what: str
    term: str
    share: str = ""
    since: date | None = None
    as_at: date | None = None
    age: str = ""
    source: str = ""
    left: int = 0
    note: str = ""
    trend: str = ""
    took: str = ""

    @property
    def is_missing(self) -> bool:
        """Nobody had counted it."""
        return self.as_at is None


@dataclass(frozen=True)
class LookedAt:
    """A day of the quarter on which accounts were looked through or a backup was restored to try it."""

    on: date
    what: str
    term: str
    share: str
    source: str
    note: str
    is_short: bool
    took: str = ""


@dataclass(frozen=True)
class Protection:
    """Every kind in its order, and the reviews and tests of the quarter by their day."""

    standings: tuple[Standing, ...]
    looked_at: tuple[LookedAt, ...]
