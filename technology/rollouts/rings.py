"""A plan of rings, and whether it fits into the fourteen days that a high-risk fix has (domain.md §8.2). Pure.

Hours are hours as they pass: weekends count, and so does the hour that a change of the clocks adds or takes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from technology.rollouts.kinds import Audience

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FIX_DAYS = 14  # Cyber Essentials: high-risk and critical fixes within 14 days of their release
FIX_HOURS = FIX_DAYS * 24
MIN_REPORTING, MAX_FAILED = 95, 2  # per cent: fewer reports, or more failures, and it does not go on
LONGEST_SOAK = 30 * 24  # hours; Windows quality updates can be held back 30 days at most
UK = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class Ring:
    """A group of devices that an update reaches together, and what it has to show there before it goes on.

    `soak_hours` is how long it is watched. `min_reporting` and `max_failed` are whole per cent. Its size is a number
    of `devices`, a `share` in whole per cent of all, or neither where nobody has said. `passes_when` and `stops_when`
    add to the rules in words. Only a ring that is not `is_required` may be left out.
    """

    name: str
    soak_hours: int
    audience: Audience = Audience.ALL
    devices: int | None = None
    share: int | None = None
    min_reporting: int = MIN_REPORTING
    max_failed: int = MAX_FAILED
    passes_when: str = ""
    stops_when: str = ""
    is_required: bool = True

    def __post_init__(self) -> None:
        if not 0 <= self.soak_hours <= LONGEST_SOAK:
            raise ValueError(f"An update is watched for 0 to {LONGEST_SOAK} hours in a ring.")
        if not MIN_REPORTING <= self.min_reporting <= 100 or not 0 <= self.max_failed <= MAX_FAILED:
            raise ValueError(f"Reports are {MIN_REPORTING} to 100 per cent, failures 0 to {MAX_FAILED}.")

    @property
    def soak(self) -> timedelta:
        return self.soak_hours * HOUR


DEFAULT_ROLLOUT_HOURS = 48  # installing itself, over all rings together
DEFAULT_RINGS = (
    Ring("Sandbox", 24, Audience.OWN, passes_when="It starts again, and what people work with opens."),
    Ring("Pilot", 72, Audience.SOME, share=5, passes_when="One volunteer from each kind of job is content."),
    Ring("Early", 72, Audience.SOME, share=20),
    Ring("Broad", 24, Audience.ALL),
    Ring("Critical devices", 0, Audience.ALL, passes_when="Tills and servers, outside opening hours, one at a time."),
)


@dataclass(frozen=True, slots=True)
class Fit:
    """How long a plan takes from release to the last device, against the limit. Hours."""

    soak_hours: int
    rollout_hours: int

    @property
    def total(self) -> int:
        return self.soak_hours + self.rollout_hours

    @property
    def spare(self) -> int:
        """Hours left of the limit; negative when the plan is too long."""
        return FIX_HOURS - self.total

    @property
    def is_in_time(self) -> bool:
        return self.spare >= 0


def fit(rings: Iterable[Ring], rollout_hours: int) -> Fit:
    """The check `Σ soak + rollout ≤ 14 days`."""
    return Fit(sum(ring.soak_hours for ring in rings), rollout_hours)


def fix_by(released_on: date, zone: ZoneInfo = UK) -> datetime:
    """The end of the fourteenth day after the release, in UTC."""
    return datetime.combine(released_on + (FIX_DAYS + 1) * DAY, time.min, zone).astimezone(UTC)


def order_problem(rings: Sequence[Ring]) -> str:
    """Why this order of rings tests nothing, or "": our own devices come first, everybody's last."""
    if not rings:
        return "A plan needs one ring at least."
    if rings[0].audience != Audience.OWN:
        return "Begin with a sandbox: test devices of your own, so that no customer meets an update first."
    places = [list(Audience).index(ring.audience) for ring in rings]
    if places != sorted(places):
        return "Put the rings in order: your own devices, then some customers’, then everybody’s."
    return "" if rings[-1].audience == Audience.ALL else "End with a ring for every customer’s devices."
