"""What the business takes, minute by minute over a week: piecewise constant, in pounds (domain.md §7.2)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from continuity.survival.checking import ModelRefused
from continuity.survival.model import Takings

DAY = 1440
WEEK = 7 * DAY  # minutes
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Week:
    """Stretches of the week with their takings a minute: in order, apart, from Monday 00:00."""

    stretches: tuple[tuple[int, int, Fraction], ...]

    def between(self, start: Fraction, end: Fraction) -> Iterator[tuple[Fraction, Fraction, Fraction]]:
        """The stretches with takings between two minutes, counted from a Monday 00:00, for weeks on end."""
        week = Fraction(start // WEEK * WEEK)
        while week < end and self.stretches:
            for begins, ends, rate in self.stretches:
                since: Fraction = max(start, week + begins)
                until: Fraction = min(end, week + ends)
                if since < until:
                    yield since, until, rate
            week += WEEK


def week_of(takings: Iterable[Takings]) -> Week:
    """Refuses two takings at one time."""
    found: list[tuple[int, int, Fraction]] = []
    for each in takings:
        begins = each.weekday * DAY + each.opens.hour * 60 + each.opens.minute
        ends = each.weekday * DAY + each.closes.hour * 60 + each.closes.minute
        ends += DAY if ends <= begins else 0
        rate = Fraction(each.per_hour) / 60
        found.append((begins, min(ends, WEEK), rate))
        if ends > WEEK:
            found.append((0, ends - WEEK, rate))
    found.sort()
    for (_, ends, _), (begins, _, _) in pairwise(found):
        if begins < ends:
            raise ModelRefused(f"Two hours’ takings overlap on {DAYS[begins // DAY]}.")
    return Week(tuple(one for one in found if one[2]))


def minute_of_week(moment: datetime) -> Fraction:
    """Minutes since Monday 00:00, local time."""
    monday = datetime.combine(moment.date() - timedelta(days=moment.weekday()), datetime.min.time())
    return Fraction((moment.replace(tzinfo=None) - monday) // timedelta(seconds=1), 60)


def pence(amount: Fraction) -> Decimal:
    """Half up to the penny."""
    return Decimal((amount * 200 + 1) // 2) / 100
