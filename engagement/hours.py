"""Which reminder of a moment that runs in hours comes next, and when. The ladder of days is in `ladder.py`.

A clock of hours takes no account of weekends or nights: its reminders leave at their very moment, "14" and "7" days
before for what is that far off, then "48h", "24h" and "6h" before, "overdue-1" when it has run out, and again each
day from then on. From "overdue-2" on the reminder also goes up a level.

- When several have come due together (a server that stood still), only the latest is sent.
- A moment counts from when it was entered or moved (`armed_at`): what would have been sent before then is left out.
  One that was entered with less than the last lead to go is told at once.
- Moving the moment arms it again: the caller sets `armed_at` to now and forgets `last_stage`.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from engagement.ladder import ESCALATES_FROM, OVERDUE

DAY = timedelta(days=1)
LEADS = {
    "14": 14 * DAY, "7": 7 * DAY, "48h": timedelta(hours=48), "24h": timedelta(hours=24), "6h": timedelta(hours=6),
}  # fmt: skip
STAGES = tuple(LEADS)
LAST = STAGES[-1]


@dataclass(frozen=True, slots=True)
class Planned:
    """The next reminder of a moment: its stage, when it leaves (never before now), whether it goes up a level."""

    stage: str
    at: datetime
    escalate: bool


def plan(due_at: datetime, *, armed_at: datetime, last_stage: str | None, now: datetime) -> Planned:
    """The next reminder after `last_stage`, as it stands now. Ask again at `at`: a later stage may have come due."""
    leads_done, overdue_done = _done(last_stage)
    leads = [stage for stage in STAGES[leads_done:] if armed_at <= due_at - LEADS[stage]]
    if not leads and last_stage is None and armed_at < due_at:
        leads = [LAST]
    first_overdue_at = max(due_at, armed_at)
    next_overdue_at = first_overdue_at + overdue_done * DAY
    at = max(now, due_at - LEADS[leads[0]] if leads else next_overdue_at)
    if leads and at < next_overdue_at:
        passed = [stage for stage in leads if due_at - LEADS[stage] <= at]
        return Planned(passed[-1], at, escalate=False)
    number = (at - first_overdue_at) // DAY + 1
    return Planned(f"overdue-{number}", at, escalate=number >= ESCALATES_FROM)


def _done(last_stage: str | None) -> tuple[int, int]:
    """How many of the leads, and of the overdue reminders, lie behind the last stage sent."""
    if last_stage is None:
        return 0, 0
    if overdue := OVERDUE.fullmatch(last_stage):
        return len(STAGES), int(overdue[1])
    if last_stage not in STAGES:
        raise ValueError(f"“{last_stage}” is not a stage of a reminder in hours.")
    return STAGES.index(last_stage) + 1, 0
