"""What an outage costs as it goes on (domain.md §7.2): I(t), exact, linear between its steps."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from continuity.survival.capacity import FULL, Curve
from continuity.survival.model import NEVER
from continuity.survival.trade import WEEK, Week

NOUGHT = Fraction(0)
Point = tuple[Fraction, Fraction]  # minute, pounds


@dataclass(frozen=True, slots=True)
class Due:
    """A step cost that this outage brings: at which minute, how many pounds."""

    name: str
    at: float
    amount: Fraction


@dataclass(frozen=True, slots=True)
class Impact:
    """I(t) = gross profit lost up to minute t, and the step costs due by then. `begins`: minute of the week."""

    week: Week
    begins: Fraction
    capacity: Curve
    gross_profit: Fraction
    dues: tuple[Due, ...]

    def normal_revenue(self, until: float) -> Fraction:
        """What these minutes bring in when nothing fails."""
        return sum((rate * (end - since) for since, end, rate in self._open(NOUGHT, Fraction(until))), NOUGHT)

    def lost_revenue(self, until: float) -> Fraction:
        return sum((rate * (end - since) for since, end, rate in self._losing(Fraction(until))), NOUGHT)

    def lost_profit(self, until: float) -> Fraction:
        return self.lost_revenue(until) * self.gross_profit

    def costs(self, until: float) -> Fraction:
        """Step costs due by then."""
        return sum((due.amount for due in self.dues if due.at <= until), NOUGHT)

    def at(self, minute: float) -> Fraction:
        """I(t) in pounds. Minutes may be fractions; NEVER is not a minute."""
        return self.lost_profit(minute) + self.costs(minute)

    def points(self, until: float) -> list[Point]:
        """The corners of I(t) from 0 on, a step as two points of one minute."""
        last = Fraction(until)
        losing = list(self._losing(last))
        starts = {since: rate * self.gross_profit for since, _, rate in losing}
        ends = {end for _, end, _ in losing}
        dues: dict[Fraction, Fraction] = {}
        for due in self.dues:
            dues[Fraction(due.at)] = dues.get(Fraction(due.at), NOUGHT) + due.amount
        value, slope, before, found = NOUGHT, NOUGHT, NOUGHT, []
        for corner in sorted({NOUGHT, last, *starts, *ends, *(at for at in dues if at <= last)}):
            value += slope * (corner - before)
            found.append((corner, value))
            if corner in dues:
                value += dues[corner]
                found.append((corner, value))
            slope = starts.get(corner, NOUGHT if corner in ends else slope)
            before = corner
        return found

    def reaches(self, amount: Fraction) -> Fraction | float:
        """The first minute with I(t) ≥ amount; NEVER when it never comes to that."""
        calm = max([self.capacity[-1][0], *(due.at for due in self.dues)])
        corners = self.points(calm + WEEK)
        known = corners[-1][1]
        if amount <= known:
            return _first(corners, amount)
        weekly = known - self.at(calm)  # from then on every week costs the same
        if not weekly:
            return NEVER
        weeks = -((known - amount) // weekly)
        return _first(corners, amount - weeks * weekly) + weeks * WEEK

    def _open(self, start: Fraction, end: Fraction) -> Iterator[tuple[Fraction, Fraction, Fraction]]:
        for since, until, rate in self.week.between(self.begins + start, self.begins + end):
            yield since - self.begins, until - self.begins, rate

    def _losing(self, end: Fraction) -> Iterator[tuple[Fraction, Fraction, Fraction]]:
        """Stretches up to `end` in which money is lost, in order, with the revenue lost a minute."""
        stops = [*(at for at, _ in self.capacity[1:]), NEVER]
        for (begins, share), stop in zip(self.capacity, stops, strict=True):
            if begins < end and share < FULL:
                last = end if end <= stop else Fraction(stop)
                for since, until, rate in self._open(Fraction(begins), last):
                    yield since, until, rate * (FULL - share)


def _first(corners: list[Point], amount: Fraction) -> Fraction:
    """Where the corners first come to an amount that they do reach."""
    if corners[0][1] >= amount:
        return corners[0][0]
    for (since, low), (until, high) in pairwise(corners):
        if high >= amount:
            return since + (until - since) * (amount - low) / (high - low)
    raise ValueError("The amount is never reached.")
