"""Which reminder of a due date comes next, and on which day.

A due date has these stages: "30", "14", "7" and "1" days before it, then "overdue-1" on the day after it,
"overdue-2" a week later, and so on each week. From "overdue-2" on the reminder also goes up a level.

- A reminder that falls on a weekend or a holiday waits for the next working day; where that is after a date at
  which nothing can be done any more, it leaves on the last working day before the date.
- When several stages have come due together (a weekend, a server that stood still), only the latest is
  sent; the ones before it are dropped. So nobody is flooded and nobody is forgotten.
- A date counts from the day it was entered or moved (`armed_on`): stages that would have been sent before
  then are left out, the next one is sent. A date that was overdue when entered starts with "overdue-1"
  that day.
- Moving the due date arms it again: the caller sets `armed_on` to that day and forgets `last_stage`.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
LEADS = (30, 14, 7, 1)  # days before the due date
ESCALATES_FROM = 2  # the number of the first overdue reminder that goes up a level
SATURDAY = 5
OVERDUE = re.compile(r"overdue-([1-9][0-9]*)")


@dataclass(frozen=True, slots=True)
class Planned:
    """The next reminder of a due date: its stage, the working day to send it, whether it goes up a level."""

    stage: str
    on: date
    escalate: bool


def plan(
    due_on: date,
    *,
    armed_on: date,
    last_stage: str | None,
    today: date,
    holidays: frozenset[date] = frozenset(),
    chases: bool = True,
) -> Planned | None:
    """The next reminder after `last_stage`, as it stands today.

    `on` is never before today, so it can be stored and compared with each day that comes; ask again on
    that day, because a later stage may have come due. `chases=False` is for a date after which nothing
    can be done any more (the last day to give notice): it has no overdue stages and ends in None.
    """
    leads_done, overdue_done = _done(last_stage)
    leads = [lead for lead in LEADS[leads_done:] if working_day(due_on - lead * DAY, holidays) >= armed_on]
    soonest = working_day(today, holidays)
    if not chases:
        return _before(due_on, leads, soonest, holidays)
    first_overdue_on = max(due_on + DAY, armed_on)
    next_overdue_on = first_overdue_on + overdue_done * WEEK
    first_on = due_on - leads[0] * DAY if leads else next_overdue_on
    on = max(soonest, working_day(first_on, holidays))
    if on < next_overdue_on:
        return _lead(due_on, leads, on)
    number = (on - first_overdue_on) // WEEK + 1
    return Planned(f"overdue-{number}", on, escalate=number >= ESCALATES_FROM)


def escalates(stage: str) -> bool:
    """Whether a reminder of this stage also goes up a level."""
    overdue = OVERDUE.fullmatch(stage)
    return overdue is not None and int(overdue[1]) >= ESCALATES_FROM


def working_day(day: date, holidays: frozenset[date]) -> date:
    """That day, or the first working day after it."""
    while day.weekday() >= SATURDAY or day in holidays:
        day += DAY
    return day


def _done(last_stage: str | None) -> tuple[int, int]:
    """How many of the leads, and of the overdue reminders, lie behind the last stage sent."""
    if last_stage is None:
        return 0, 0
    if overdue := OVERDUE.fullmatch(last_stage):
        return len(LEADS), int(overdue[1])
    if last_stage not in map(str, LEADS):
        raise ValueError(f"“{last_stage}” is not a stage of a reminder.")
    return LEADS.index(int(last_stage)) + 1, 0


def _before(due_on: date, leads: list[int], soonest: date, holidays: frozenset[date]) -> Planned | None:
    """The next reminder of a date that is not chased; None when there is none on or before it.

    What could only leave after the date leaves on the last working day before it, as the last of its stages.
    """
    last = _last_working_day(due_on, holidays)
    if not leads or soonest > last:
        return None
    on = max(soonest, working_day(due_on - leads[0] * DAY, holidays))
    return _lead(due_on, leads, on) if on < last else Planned(str(min(leads)), last, escalate=False)


def _last_working_day(day: date, holidays: frozenset[date]) -> date:
    """That day, or the last working day before it."""
    while day.weekday() >= SATURDAY or day in holidays:
        day -= DAY
    return day


def _lead(due_on: date, leads: list[int], on: date) -> Planned:
    """The latest of these leads that has come by a working day."""
    return Planned(str(min(lead for lead in leads if due_on - lead * DAY <= on)), on, escalate=False)
