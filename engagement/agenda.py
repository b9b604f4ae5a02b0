"""What an agenda is seeded with, and in which order. Pure.

A meeting that only counts activity decides nothing (domain.md §9.1): each source gives its weightiest few.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from engagement.vocabulary import Source

MOST = {
    Source.ACTION: 6, Source.LEVEL: 3, Source.TICKETS: 1, Source.PROTECTION: 2, Source.BACKUP: 2, Source.FINDING: 3,
    Source.VIEWS: 3, Source.EXERCISE: 2, Source.RENEWAL: 3, Source.VENDOR: 2, Source.ADVICE: 3, Source.NEWS: 1,
}  # fmt: skip


@dataclass(frozen=True)
class Seed:
    """A fact worth talking about: which row it is, its words now, where to look, how much it weighs (more first)."""

    source: Source
    source_id: UUID
    title: str
    fact: str
    path: str = ""
    weight: int = 0


def agenda(seeds: Iterable[Seed], known: Collection[tuple[str, UUID]] = ()) -> list[Seed]:
    """The weightiest of each source, source by source, without those that the agenda knows (kept or dropped)."""
    by_source: dict[Source, list[Seed]] = {source: [] for source in MOST}
    for seed in seeds:
        by_source[seed.source].append(seed)
    chosen = []
    for source, several in by_source.items():
        ranked = sorted(several, key=lambda seed: (-seed.weight, seed.title, str(seed.source_id)))
        chosen += [seed for seed in ranked[: MOST[source]] if (str(source), seed.source_id) not in known]
    return chosen
