"""Minutes of an outage as times of day, and how far a picture of it reaches."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from continuity.survival.course import Course
from continuity.survival.model import NEVER
from core.charts import Tick

DAY = 1440
WIDENED = Fraction(5, 4)  # beyond the last change, where no end is in sight
STEPS = (15, 30, 60, 120, 180, 240, 360, 720, DAY, 2 * DAY, 7 * DAY)  # minutes from tick to tick
TICKS = 6


@dataclass(frozen=True, slots=True)
class Clock:
    """Times counted from `start` up to `until` minutes; `is_open` when no end is in sight."""

    start: datetime
    until: int
    is_open: bool

    def at(self, minute: float) -> str:
        """`10:30`; `Tue 10:30` on another day; `3 Dec 10:30` a week later or more."""
        moment = self.start + timedelta(minutes=float(minute))
        days = (moment.date() - self.start.date()).days
        if not days:
            return f"{moment:%H:%M}"
        return f"{moment:%a %H:%M}" if days < 7 else f"{moment.day} {moment:%b %H:%M}"

    def share(self, minute: float) -> float:
        """Where a minute lies along the width, from 0 to 1."""
        return float(min(max(minute, 0), self.until) / self.until)

    def ticks(self) -> list[Tick]:
        """Five or six marks with their times: the beginning, whole steps, the end."""
        step = next((each for each in STEPS if self.until / each <= TICKS), 28 * DAY)
        places = [*range(0, self.until - step // 2, step), self.until]
        return [Tick(self.share(at), self.at(at)) for at in places]


def clock_of(course: Course) -> Clock:
    """Until all is as normal again; where that is not in sight, a quarter beyond the last change, at least a day."""
    changes = [at for spans in course.spans.values() for span in spans for at in span]
    changes += [at for at, _ in course.capacity]
    backs = [failure.back for failure in course.failures]
    finite = [at for at in changes if at < NEVER]
    if None not in backs and course.recovered < NEVER and len(finite) == len(changes):
        last = max([0, *finite, *(back for back in backs if back is not None)])
        return Clock(course.start, int(last) or 60, is_open=False)
    wide = int(max(DAY, max(finite, default=0) * WIDENED))
    return Clock(course.start, -(-wide // 60) * 60, is_open=True)


def rounded(minutes: Fraction | float) -> float:
    """To the whole minute, half up."""
    return NEVER if minutes == NEVER else int(minutes + Fraction(1, 2))


def brief(minutes: int) -> str:
    """`at once`, `30 min`, `1½ h`, `2 h 20`, `3 d`: short enough for a line of the map."""
    if not minutes:
        return "at once"
    if minutes % DAY == 0:
        return f"{minutes // DAY} d"
    hours, left = divmod(minutes, 60)
    if not hours:
        return f"{left} min"
    return f"{hours} h" if not left else f"{hours}½ h" if left == 30 else f"{hours} h {left}"
