"""What was reported and counted at the demo's customers, as the files that engineers import each month."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from demo.story import FENWICK, HARBOUR, TIDEWELL, Client

UPDATED = {HARBOUR.name: "Till app", FENWICK.name: "Accounts package", TIDEWELL.name: "Lettings app"}
TITLES = (
    "{} asks for an update", "Printer offline", "New starter needs an account", "E-mail slow to arrive",
    "Laptop will not wake", "Internet down", "Shared folder missing",
)  # fmt: skip
# What engineers noted of each: updates come up again and again. Now and then nobody noted anything.
CAUSES = ("Updates", "Printer", "New starters", "E-mail", "Updates", "Internet line", "Shared files")
NOTED = ("Updates", "Printer", "Internet line")
PRIORITIES = ("P3", "P2", "P4", "P2", "P3", "P1", "P2")
ANSWERED = {"P1": 22, "P2": 75, "P3": 160, "P4": 240}  # minutes until a person answers
LATE = timedelta(hours=26)  # the answer that was missed
MONTHS = 8
# Months ago in which the last P2 of the month was answered a day late.
MISSED = {HARBOUR.name: (6,), FENWICK.name: (1, 5), TIDEWELL.name: (1, 2)}
SATURDAY = 5
DOWN, REPORTED = "HR-OUT-1", "HR-TILLS"  # the faulty update as an outage and as a ticket
JOBS_A_DAY, DEVICES = 36, 31
# Months ago, as at the twelfth or yesterday: of what, how many, of how many, what is left.
COVERED: dict[str, dict[int, tuple[tuple[str, int, int, str], ...]]] = {
    HARBOUR.name: {
        7: (("mfa", 20, 24, "Four who share the till accounts"), ("edr", 28, 31, "Three tills at Station"),
            ("access review", 39, 41, "Two shared accounts, put off; one account of a leaver closed"),
            ("msp access review", 6, 6, "The key of an engineer who left was taken away")),
        4: (("mfa", 22, 24, "Two who share a till account; passkeys are ordered"),
            ("edr", 29, 31, "Two tills at Station, to be replaced"),
            ("access review", 41, 41, "Both shared till accounts closed"), ("msp access review", 5, 5, "")),
        1: (("mfa", 24, 24, ""), ("edr", 31, 31, ""), ("access review", 38, 40, "Two of the web shop, with its maker")),
        0: (("mfa", 23, 24, "A new starter at Hill Street, who has no passkey yet"),),
    },
    FENWICK.name: {
        5: (("mfa", 16, 18, "Two partners, on holiday"), ("access review", 27, 27, "Three accounts of leavers closed")),
        2: (("mfa", 18, 18, ""), ("edr", 20, 22, "Two spare laptops for the tax season, switched off")),
    },
}  # fmt: skip
SOURCES = {
    "mfa": "Sign-in report", "edr": "Device report", "access review": "Account list",
    "msp access review": "Fairlead IT’s account list",
}  # fmt: skip
# Months ago with a restore test: whether it worked, and how long it took.
RESTORED = {7: (1, "4 h 10 min"), 3: (0, ""), 2: (1, "2 h 40 min")}
HELD_BACK = 2  # months ago in which updates waited, because one had broken the tills
COUNTS = ("Reference", "What was counted", "First day", "Last day", "Went well", "Of how many", "Source", "Counted on",
          "What is left", "Took")  # fmt: skip
HEADINGS = ("Reference", "Title", "Priority", "Reported", "Answered", "Fixed", "Waits", "Category", "Reopened")


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


def tickets_csv(client: Client, month: Month, until: date) -> bytes:
    """The tickets of a month that were reported before a day, as a ticket system exports them."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADINGS)
    writer.writerows(row for reported, row in _tickets(client, month) if reported.date() < until)
    return text.getvalue().encode()


def counts_csv(client: Client, month: Month, until: date) -> bytes:
    """What was counted of a month up to a day, as the tools that count it report: backups and the like where a service
    level goes by them, and what was looked at as at a day."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COUNTS)
    writer.writerows(_worked(client, month, until) if client is HARBOUR else ())
    writer.writerows(_covered(client, month, until))
    return text.getvalue().encode()


def _worked(client: Client, month: Month, until: date) -> Iterator[tuple[object, ...]]:
    last, days = until - timedelta(days=1), (until - month.first).days
    jobs, devices = JOBS_A_DAY * days, 2 * DEVICES
    failed = min(month.first.month * 5 % 7 + 1, jobs // 200)
    late = 7 if month.ago == HELD_BACK else month.first.month % 3
    for code, metric, good, total, source in (
        ("BK", "backup", jobs - failed, jobs, "Backup report"),
        ("UP", "patching", devices - late, devices, "Device report"),
    ):
        reference = f"{client.reference[:2]}-{code}-{month.first:%y%m}"
        yield reference, metric, month.first, last, good, total, source, until, "", ""
    if month.ago in RESTORED:
        on = month.first + timedelta(days=11)
        reference, (good, took) = f"{client.reference[:2]}-RT-{month.first:%y%m}", RESTORED[month.ago]
        yield reference, "restore test", on, on, good, 1, "Restore protocol", until, "", took


def _covered(client: Client, month: Month, until: date) -> Iterator[tuple[object, ...]]:
    on = min(month.first + timedelta(days=11), until - timedelta(days=1))
    for metric, good, total, note in COVERED.get(client.name, {}).get(month.ago, ()):
        reference = f"{client.reference[:2]}-{metric[:3].upper()}-{month.first:%y%m}"
        yield reference, metric, on, "", good, total, SOURCES[metric], on, note, ""


def _tickets(client: Client, month: Month) -> Iterator[tuple[datetime, list[str]]]:
    is_missed = month.ago in MISSED[client.name]
    for number, (title, priority) in enumerate(zip(TITLES, PRIORITIES, strict=True)):
        reported = _working_day(month.first + timedelta(days=1 + number * 4), hour=9 + number % 4, minute=7 * number)
        is_late = is_missed and number == len(TITLES) - 1
        answered = reported + (LATE if is_late else timedelta(minutes=ANSWERED[priority]))
        fixed = answered + timedelta(minutes=45 + 15 * number)
        reference = f"{client.reference[:2]}-{month.first:%y%m}{number + 1:02}"
        waited = f"customer {_text(answered)} / {_text(answered + timedelta(minutes=30))}" if number % 3 == 0 else ""
        moments = map(_text, (reported, answered, fixed))
        told = [_cause(month, number), str(_reopened(month, number))]
        yield reported, [reference, title.format(UPDATED[client.name]), priority, *moments, waited, *told]


def _cause(month: Month, number: int) -> str:
    cause = CAUSES[number]
    return cause if cause in NOTED or (month.first.month + number) % 3 else ""


def _reopened(month: Month, number: int) -> int:
    """The printer in every other month, a laptop now and then, once even twice."""
    if CAUSES[number] == "Printer":
        return month.first.month % 2
    return 2 if CAUSES[number] == "Updates" and (month.first.month + number) % 6 == 0 else 0


def _working_day(day: date, *, hour: int, minute: int) -> datetime:
    while day.weekday() >= SATURDAY:
        day -= timedelta(days=1)
    return datetime(day.year, day.month, day.day, hour, minute)  # by the clocks on site


def _text(moment: datetime) -> str:
    return moment.strftime("%d/%m/%Y %H:%M")
