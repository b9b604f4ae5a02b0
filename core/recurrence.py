"""Dates that recur: counted from when they were due, so that late work does not push the calendar."""

from datetime import date

from dateutil.relativedelta import relativedelta


def advance(due_on: date, *, months: int, done_on: date, day: int | None = None) -> date:
    """The next date of something that recurs: whole intervals on from the due date, past `done_on`.

    `day` is the day of the month meant, so that a date on the 31st comes back to the 31st after a short
    month; without it, the due date's.
    """
    if months < 1:
        raise ValueError("A date recurs after one month at least.")
    elapsed = (done_on.year - due_on.year) * 12 + done_on.month - due_on.month
    intervals = max(elapsed // months, 1)
    while (due := _months_on(due_on, intervals * months, day)) <= done_on:
        intervals += 1
    return due


def _months_on(due_on: date, months: int, day: int | None) -> date:
    return due_on + relativedelta(months=months, day=day or due_on.day)
