"""Availability of a service over a window (domain.md §1.3).

T   = real minutes of the window          X = excluded stretches, merged and clipped
AST = T − |X|                             D = |downtime ∩ window \\ X|
availability % = 100 × (AST − D) / AST    undefined when AST = 0
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from contracts.service_levels.intervals import ZERO, Interval, clip, merge, subtract, total


@dataclass(frozen=True, slots=True)
class Down:
    """A stretch in which the service was not there; `exclusion` names what the contract may leave out, or ""."""

    span: Interval
    exclusion: str = ""


@dataclass(frozen=True, slots=True)
class Maintenance:
    """Work that was planned: when it was told beforehand, and whether the customer agreed."""

    span: Interval
    notified_at: datetime | None
    is_agreed: bool


@dataclass(frozen=True, slots=True)
class ExclusionRule:
    """What the contract leaves out. `notice` is None where no maintenance is left out at all; `allowance` is the
    most maintenance of a calendar month, None without limit."""

    exclusions: frozenset[str] = frozenset()
    notice: timedelta | None = None
    allowance: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Availability:
    """The measure with its arithmetic. `percent` is exact; None when nothing was to be available."""

    window: timedelta
    excluded: timedelta
    down: timedelta
    excluded_parts: tuple[Interval, ...] = ()
    down_parts: tuple[Interval, ...] = ()

    @property
    def agreed(self) -> timedelta:
        """Agreed service time (AST)."""
        return self.window - self.excluded

    @property
    def percent(self) -> Fraction | None:
        if not self.agreed:
            return None
        return 100 * share(self.agreed - self.down, self.agreed)


def share(part: timedelta, whole: timedelta) -> Fraction:
    """One length as an exact part of another."""
    second = timedelta(microseconds=1)
    return Fraction(part // second, whole // second)


def availability(
    months: Sequence[Interval],
    outages: Iterable[Down],
    maintenance: Iterable[Maintenance],
    rule: ExclusionRule,
) -> Availability:
    """The availability over a window given by its calendar months, each cut to the days that count.

    Maintenance without notice, without agreement or beyond the month's allowance is downtime.
    """
    downs, works = tuple(outages), tuple(maintenance)
    left_out = [part for month in months for part in _allowed(month, works, rule)]
    left_out += [each.span for each in downs if each.exclusion in rule.exclusions]
    excluded = clip(left_out, *months)
    down = subtract(clip([*(each.span for each in downs), *(each.span for each in works)], *months), excluded)
    return Availability(total(months), total(excluded), total(down), excluded, down)


def is_noticed(work: Maintenance, rule: ExclusionRule) -> bool:
    """Whether the contract leaves this maintenance out, as far as its allowance goes."""
    if rule.notice is None or work.notified_at is None or not work.is_agreed:
        return False
    return work.notified_at + rule.notice <= work.span.start


def weighted(parts: Iterable[tuple[int, Fraction | None]]) -> Fraction | None:
    """Σ(w × A) / Σw over the sites that were measured; None when none was."""
    measured = [(weight, percent) for weight, percent in parts if percent is not None and weight > 0]
    weights = sum(weight for weight, _ in measured)
    return sum((weight * percent for weight, percent in measured), Fraction()) / weights if weights else None


def _allowed(month: Interval, works: Iterable[Maintenance], rule: ExclusionRule) -> Iterator[Interval]:
    """The month's maintenance that is left out: in order of time until the allowance is used up."""
    left = month.length if rule.allowance is None else rule.allowance
    for each in clip(merge(work.span for work in works if is_noticed(work, rule)), month):
        if left <= ZERO:
            return
        yield Interval(each.start, min(each.end, each.start + left))
        left -= each.length
