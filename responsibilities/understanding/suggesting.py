"""Which jobs are worth asking both sides about: those with something wrong, those shared, those never asked. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from responsibilities.enums import Ownership

SUGGESTED = 6  # jobs: about five minutes on a phone
MOST = 20  # jobs in one check


@dataclass(frozen=True)
class Candidate:
    """A job in force, as far as it matters here."""

    key: str
    title: str
    domain: str
    ownership: str
    has_high_finding: bool
    was_asked: bool

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why to ask about it, the weightiest first."""
        told = (
            (self.has_high_finding, "something is wrong with it"),
            (self.ownership == Ownership.UNDECIDED, "nobody does it"),
            (self.ownership == Ownership.SHARED, "shared"),
            (not self.was_asked, "never asked"),
        )
        return tuple(words for holds, words in told if holds)

    @property
    def weight(self) -> int:
        """A high finding and nobody's jobs before shared ones, those before what was only never asked."""
        is_open = self.has_high_finding or self.ownership == Ownership.UNDECIDED
        return 4 * is_open + 2 * (self.ownership == Ownership.SHARED) + (not self.was_asked)


def suggested(candidates: Iterable[Candidate], most: int = SUGGESTED) -> tuple[str, ...]:
    """The keys of the jobs to begin with; of equals one of each domain first, then in the list's order."""
    seen: dict[tuple[int, str], int] = {}
    ranked = []
    for place, one in enumerate(candidates):
        nth = seen[one.weight, one.domain] = seen.get((one.weight, one.domain), 0) + 1
        if one.weight:
            ranked.append((-one.weight, nth, place, one.key))
    return tuple(key for *_, key in sorted(ranked)[:most])
