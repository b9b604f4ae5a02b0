"""Results of a phishing exercise, read from a table: a line for each person. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from engagement.caught import Caught

COLUMNS = ("Name", "E-mail", "Delivered", "Opened", "Clicked", "Submitted", "Reported")
REQUIRED = ("Name", "E-mail")
YES, NO = {"yes", "y", "true", "1", "x"}, {"", "no", "n", "false", "0", "-"}
FORMS = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M", "%Y-%m-%d")
NINE, NOON = time(9), time(12)  # an exercise is sent at nine where the file tells only days
MOST = 5000


@dataclass(frozen=True)
class Problem:
    """Why a row cannot be read."""

    row: int
    words: str

    def __str__(self) -> str:
        return f"Row {self.row}: {self.words}"


def read_results(rows: Sequence[Sequence[str]], sent_on: date, now: datetime) -> tuple[list[Caught], list[Problem]]:
    """Everybody in the table, and every row that is wrong. Moments are those of the clock that `now` stands on.

    A mark without a moment counts as noon of `sent_on`, or as now where noon has not come.
    """
    if not rows:
        return [], [Problem(1, "The table is empty.")]
    heads = {cell.strip().casefold(): place for place, cell in enumerate(rows[0])}
    missing = [name for name in REQUIRED if name.casefold() not in heads]
    if missing:
        return [], [Problem(1, f"There is no column called {' or '.join(missing)}. Use the template.")]
    if len(rows) - 1 > MOST:
        return [], [Problem(1, f"A file may have at most {MOST:,} people. Split it.")]
    caught: list[Caught] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    for number, row in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        cells = {name: row[heads[name.casefold()]].strip() for name in COLUMNS if name.casefold() in heads}
        try:
            caught.append(_person(cells, seen, sent_on, now))
        except ValueError as wrong:
            problems.append(Problem(number, str(wrong)))
    if not caught and not problems:
        problems.append(Problem(2, "There is nobody in the table."))
    return caught, problems


def _person(cells: dict[str, str], seen: set[str], sent_on: date, now: datetime) -> Caught:
    name, email = cells["Name"][:120], cells["E-mail"].casefold()
    if not name:
        raise ValueError("the name is missing.")
    if "@" not in email or len(email) > 254 or any(letter.isspace() for letter in email):
        raise ValueError(f"“{cells['E-mail'][:60]}” is no e-mail address.")
    if email in seen:
        raise ValueError(f"{email} stands in an earlier row too.")
    seen.add(email)
    is_delivered = cells.get("Delivered", "yes").casefold() not in NO - {""}
    moments: dict[str, Any] = {
        f"{field.lower()}_at": _moment(cells.get(field, ""), field, sent_on, now)
        for field in ("Opened", "Clicked", "Submitted", "Reported")
    }
    if not is_delivered and any(moments.values()):
        raise ValueError("it says that nothing was delivered, and that something was done with it.")
    sent_at = _no_later(sent_on, NINE, now)
    return Caught(name=name, email=email, is_delivered=is_delivered, sent_at=sent_at, **moments)


def _moment(cell: str, field: str, sent_on: date, now: datetime) -> datetime | None:
    if cell.casefold() in NO:
        return None
    if cell.casefold() in YES:
        return _no_later(sent_on, NOON, now)
    for form in FORMS:
        try:
            found = datetime.strptime(cell, form).replace(tzinfo=now.tzinfo)
        except ValueError:
            continue
        if found.date() < sent_on:
            raise ValueError(f"“{field}” lies before the day it was sent.")
        if found > now:
            raise ValueError(f"“{field}” lies in the future: it cannot have happened yet.")
        return found
    raise ValueError(f"“{cell[:40]}” under “{field}” is neither yes, no nor a moment such as 2026-11-23 09:41.")


def _no_later(day: date, hour: time, now: datetime) -> datetime:
    return min(datetime.combine(day, hour, now.tzinfo), now)
