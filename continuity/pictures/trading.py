"""What can still be served, and what that costs, stretch by stretch."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from continuity.pictures.carrying import percent
from continuity.pictures.clock import Clock
from continuity.survival.course import Course
from continuity.survival.trade import pence


@dataclass(frozen=True, slots=True)
class Stage:
    """A stretch in which the business serves the same share of the normal. `hourly` is what it takes an hour, None
    where that changes; money to the penny; `lost_so_far` counts profit and costs from the beginning."""

    start: float
    end: float
    share: Fraction
    hourly: Decimal | None
    kept: Decimal
    lost: Decimal
    lost_so_far: Decimal
    is_low: bool

    @property
    def figure(self) -> str:
        return percent(self.share)


def stages(course: Course, clock: Clock) -> tuple[Stage, ...]:
    """From the failure to the end of the picture."""
    starts = [(at, share) for at, share in course.capacity if at < clock.until]
    ends = [*(at for at, _ in starts[1:]), clock.until]
    return tuple(_stage(course, at, end, Fraction(share)) for (at, share), end in zip(starts, ends, strict=True))


def _stage(course: Course, start: float, end: float, share: Fraction) -> Stage:
    impact = course.impact
    first, last = Fraction(start), Fraction(end)
    opened = list(impact.week.between(impact.begins + first, impact.begins + last))
    rates, minutes = {rate for _, _, rate in opened}, sum((until - since for since, until, _ in opened), Fraction(0))
    normal = impact.normal_revenue(end) - impact.normal_revenue(start)
    lost = impact.lost_revenue(end) - impact.lost_revenue(start)
    is_even = len(rates) == 1 and minutes == last - first
    return Stage(
        start=start, end=end, share=share, hourly=pence(next(iter(rates)) * 60 * share) if is_even else None,
        kept=pence(normal - lost), lost=pence(lost), lost_so_far=pence(impact.at(end)),
        is_low=share < Fraction(course.business.facts.minimum),
    )  # fmt: skip
