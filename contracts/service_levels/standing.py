"""How well protected, as at a day: the latest count of each kind, and the one before it (domain.md §9.1)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID

from contracts.service_levels.vocabulary import Counted
from core.lengths import took
from core.words import count, day, listed, per_cent

QUARTER = 100  # days; what is looked at each quarter is older than that only when one was left out


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many over the same days: one count, or several of other services or sources added up."""

    good: int
    total: int
    starts_on: date
    ends_on: date
    counted_on: date
    source: str
    note: str = ""
    service: UUID | None = None
    took_minutes: int | None = None

    @property
    def words(self) -> str:
        """`29 of 31, 93 %`."""
        return f"{self.good:,} of {self.total:,}, {per_cent(self.percent)}"

    @property
    def percent(self) -> int:
        """Rounded down: 199 of 200 never reads 100."""
        return 100 * self.good // self.total

    @property
    def left(self) -> int:
        return self.total - self.good

    @property
    def took(self) -> str:
        """`took 2 h 40 min`, of restore tests; nothing where nobody said."""
        return took(self.took_minutes)

    @property
    def is_of_days(self) -> bool:
        """It counts several days."""
        return self.ends_on > self.starts_on


@dataclass(frozen=True, slots=True)
class Stand:
    """How one kind stands on a day. `tally` is the latest that ended by then, `before` the one before it of the same
    sources and services; None where nobody has counted."""

    counted: Counted
    on: date
    tally: Share | None = None
    before: Share | None = None

    @property
    def percent(self) -> int | None:
        return self.tally.percent if self.tally else None

    @property
    def words(self) -> str:
        return self.tally.words if self.tally else ""

    @property
    def days_old(self) -> int | None:
        return (self.on - self.tally.ends_on).days if self.tally else None

    @property
    def age(self) -> str:
        """`120 days old`; nothing while it is no older than a quarter."""
        return f"{count(self.days_old or 0, 'day')} old" if self.is_old else ""

    @property
    def is_old(self) -> bool:
        return self.days_old is not None and self.days_old > QUARTER

    @property
    def is_short(self) -> bool:
        """Not all of them."""
        return self.tally is not None and self.tally.left > 0

    @property
    def trend(self) -> str:
        """`Better than 17 of 19, 89 % on Mon 31 Aug 2026`; nothing without two counts."""
        if self.tally is None or self.before is None:
            return ""
        now, then = (Fraction(each.good, each.total) for each in (self.tally, self.before))
        how = "Better than" if now > then else "Worse than" if now < then else "As good as"
        return f"{how} {self.before.words} on {day(self.before.ends_on)}"


def stands(found: Iterable[tuple[str, Share]], on: date) -> tuple[Stand, ...]:
    """A stand for each kind in its order, from counts that ended by that day, each with the kind it is of."""
    sorted_out: dict[str, list[Share]] = defaultdict(list)
    for metric, share in found:
        sorted_out[metric].append(share)
    return tuple(Stand(each, on, *_latest(sorted_out[each])) for each in Counted)


def _latest(shares: list[Share]) -> Iterator[Share]:
    """The latest, and the one before it of the same sources and services, as far as there are."""
    periods: dict[tuple[date, date], list[Share]] = defaultdict(list)
    for share in shares:
        periods[share.ends_on, share.starts_on].append(share)
    # Of two that end on the same day, the longer one says more.
    order = sorted(periods, key=lambda days: (-days[0].toordinal(), days[1]))
    for days in order:
        if days == order[0]:
            yield _added(periods[days])
        elif days[0] < order[0][1] and _about(periods[days]) == _about(periods[order[0]]):
            yield _added(periods[days])
            return


def _about(shares: Iterable[Share]) -> set[tuple[str, UUID | None]]:
    return {(each.source.casefold(), each.service) for each in shares}


def _added(shares: list[Share]) -> Share:
    """Counts of the same days as one; its date is that of the latest report."""
    if len(shares) == 1:
        return shares[0]
    times = [each.took_minutes for each in shares if each.took_minutes is not None]
    return Share(
        good=sum(each.good for each in shares),
        total=sum(each.total for each in shares),
        starts_on=shares[0].starts_on,
        ends_on=shares[0].ends_on,
        counted_on=max(each.counted_on for each in shares),
        source=_sources(shares),
        note="; ".join(_once(each.note for each in shares)),
        took_minutes=max(times) if len(times) == len(shares) else None,  # of one that nobody timed, no longest is known
    )


def _sources(shares: list[Share]) -> str:
    """`Backup report`; of several each with what it counted: `Backup report (1,190 of 1,200) and Mail (10 of 10)`."""
    by_source: dict[str, list[Share]] = defaultdict(list)
    for share in shares:
        by_source[share.source.casefold()].append(share)
    named = {several[0].source: several for _, several in sorted(by_source.items())}
    if len(named) == 1:
        return next(iter(named))
    return listed(
        [
            f"{source} ({sum(each.good for each in several):,} of {sum(each.total for each in several):,})"
            for source, several in named.items()
        ]
    )


def _once(texts: Iterable[str]) -> list[str]:
    return sorted({text for text in texts if text}, key=str.casefold)
