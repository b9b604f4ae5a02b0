"""What was reported and what was down at the demo's customers, as the files that engineers import each month."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from demo.story import FENWICK, HARBOUR, TIDEWELL, Client

TITLES = (
    "Till app asks for an update", "Printer offline", "New starter needs an account", "E-mail slow to arrive",
    "Laptop will not wake", "Internet down", "Shared folder missing",
)  # fmt: skip
PRIORITIES = ("P3", "P2", "P4", "P2", "P3", "P1", "P2")
ANSWERED = {"P1": 22, "P2": 75, "P3": 160, "P4": 240}  # minutes until a person answers
LATE = timedelta(hours=26)  # the answer that was missed
MONTHS = 8
# Months ago in which the last P2 of the month was answered a day late.
MISSED = {HARBOUR.name: (6,), FENWICK.name: (1, 5), TIDEWELL.name: (1, 2)}
SATURDAY = 5
HEADINGS = ("Reference", "Title", "Priority", "Reported", "Answered", "Fixed", "Waits")


@dataclass(frozen=True)
class Month:
    """A calendar month by its distance from today."""

    first: date
    ago: int

    @property
    def next(self) -> date:
        return (self.first + timedelta(days=32)).replace(day=1)


def months(today: date, number: int = MONTHS) -> list[Month]:
    """The running month and those before it, the oldest first."""
    found, first = [], today.replace(day=1)
    for ago in range(number):
        found.append(Month(first, ago))
        first = (first - timedelta(days=1)).replace(day=1)
    return found[::-1]


def long_month(today: date) -> date:
    """A month at least three months back with 31 days and no clock change: 44,640 minutes, like July 2024."""
    first = months(today, 4)[0].first
    while first.month not in (1, 5, 7, 8, 12):
        first = (first - timedelta(days=1)).replace(day=1)
    return first


def tickets_csv(client: Client, month: Month, until: date) -> bytes:
    """The tickets of a month that were reported before a day, as a ticket system exports them."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADINGS)
    writer.writerows(row for reported, row in _tickets(client, month) if reported.date() < until)
    return text.getvalue().encode()


def _tickets(client: Client, month: Month) -> Iterator[tuple[datetime, list[str]]]:
    is_missed = month.ago in MISSED[client.name]
    for number, (title, priority) in enumerate(zip(TITLES, PRIORITIES, strict=True)):
        reported = _working_day(month.first + timedelta(days=1 + number * 4), hour=9 + number % 4, minute=7 * number)
        is_late = is_missed and number == len(TITLES) - 1
        answered = reported + (LATE if is_late else timedelta(minutes=ANSWERED[priority]))
        fixed = answered + timedelta(minutes=45 + 15 * number)
        reference = f"{client.reference[:2]}-{month.first:%y%m}{number + 1:02}"
        waited = f"customer {_text(answered)} / {_text(answered + timedelta(minutes=30))}" if number % 3 == 0 else ""
        yield reported, [reference, title, priority, *map(_text, (reported, answered, fixed)), waited]


def _working_day(day: date, *, hour: int, minute: int) -> datetime:
    while day.weekday() >= SATURDAY:
        day -= timedelta(days=1)
    return datetime(day.year, day.month, day.day, hour, minute)  # by the clocks on site


def _text(moment: datetime) -> str:
    return moment.strftime("%d/%m/%Y %H:%M")
