"""When a plan is practised next and a number checked again (domain.md §7.1). Pure: days in, days out."""

from datetime import date

from dateutil.relativedelta import relativedelta

from continuity.plans.kinds import CADENCE, CHECK_MONTHS, Kind
from core.recurrence import advance


def first_due(kind: Kind, current_on: date) -> date:
    """The first exercise of a plan that came into force on a day: one interval of its kind later."""
    return current_on + relativedelta(months=CADENCE[kind])


def next_due(due_on: date, *, every_months: int, held_on: date) -> date:
    """The next one, counted from the day it was due: holding it late does not push the calendar.

    Whole intervals are left out where it was held so late that the next had passed too.
    """
    return advance(due_on, months=every_months, done_on=held_on)


def is_overdue(due_on: date, today: date) -> bool:
    """The day itself is still in time."""
    return due_on < today


def check_by(verified_on: date) -> date:
    """The last day on which a number that was checked then counts as checked."""
    return verified_on + relativedelta(months=CHECK_MONTHS)


def checked_since(today: date) -> date:
    """The first day on which a check still counts today."""
    day = today - relativedelta(months=CHECK_MONTHS)
    while check_by(day) < today:  # from a long month into a short one
        day += relativedelta(days=1)
    return day
