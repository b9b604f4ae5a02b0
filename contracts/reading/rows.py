"""One row of a table as a ticket, an outage or a count, or the faults that keep it from being one."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from contracts.reading import tallies
from contracts.reading.columns import LAYOUTS, NAMES, Field
from contracts.service_levels.vocabulary import (
    ONE_DAY,
    PRIORITIES,
    Counted,
    Exclusion,
    Impact,
    Priority,
    Urgency,
    Waiting,
)
from contracts.service_levels.volume import MOST_REOPENED
from contracts.terms import EARLIEST, LATEST
from core.enums import Labelled
from core.importing.columns import ColumnMapping
from core.importing.rows import Faulty, ReadRow, RowError, read_day, read_number, read_text
from core.lengths import minutes_taken

FORMATS = (
    "%d/%m/%Y %H:%M",
    "%d/%m/%Y %H:%M:%S",
    "%d.%m.%Y %H:%M",
    "%d-%m-%Y %H:%M",
    "%d %b %Y %H:%M",
    "%d %b %Y, %H:%M",
)
LIMITS = {
    Field.REFERENCE: 60, Field.TITLE: 200, Field.EXCLUSION_REASON: 300, Field.SOURCE: 120, Field.CAUSE: 80,
    Field.NOTE: 300,
}  # fmt: skip
MOMENTS = {
    Field.REPORTED_AT, Field.RESPONDED_AT, Field.RESTORED_AT, Field.RESOLVED_AT, Field.STARTS_AT, Field.ENDS_AT,
}  # fmt: skip
STARTS = {"tickets": Field.REPORTED_AT, "outages": Field.STARTS_AT, "tallies": Field.STARTS_ON}
NOT_A_MOMENT = "“{}” is not a day and time; write it like 2026-05-31 16:30 or 31/05/2026 16:30."
NOT_A_LENGTH = "“{}” does not say how long it took; write it like 2 h 40 min, 1 day 4 h or 160 min."
NOT_A_COUNT = f"“{{}}” does not say how often: write a whole number from 0 to {MOST_REOPENED}, yes or no."
# Words of other systems for ours; the first figure or word counts.
PRIORITY_WORDS = {
    "1": "p1", "critical": "p1", "urgent": "p1", "major": "p1", "2": "p2", "high": "p2", "3": "p3", "normal": "p3",
    "medium": "p3", "moderate": "p3", "4": "p4", "low": "p4", "minor": "p4",
}  # fmt: skip
METRIC_WORDS = {"backups": "backup", "backup success": "backup", "updates": "patching", "patches": "patching",
                "patch": "patching", "patch compliance": "patching", "restore test": "restore_test",
                "restore tests": "restore_test", "restores": "restore_test", "restore testing": "restore_test",
                "test restores": "restore_test",
                **dict.fromkeys(("mfa", "mfa coverage", "mfa enrolment", "mfa enrollment", "mfa registration", "2fa",
                                 "2fa coverage", "second factor", "second factors", "multi-factor authentication",
                                 "two-factor authentication"), "second_factor"),
                **dict.fromkeys(("edr", "edr coverage", "endpoint protection", "endpoint coverage", "endpoints",
                                 "antivirus", "anti-virus", "antivirus coverage", "mdr"), "endpoint"),
                **dict.fromkeys(("access review", "access reviews", "user access review", "user access reviews",
                                 "account review", "accounts reviewed"), "access"),
                **dict.fromkeys(("msp access", "msp access review", "provider access", "provider access review",
                                 "provider accounts", "privileged access review"), "provider_access")}  # fmt: skip
# As a first word these say too little: “Endpoint backup”, “Access of the provider”.
VAGUE = frozenset({"endpoint", "endpoints", "access"})
IMPACT_WORDS = {"1": "site", "high": "site", "2": "team", "medium": "team", "3": "person", "low": "person"}
URGENCY_WORDS = {"1": "stopped", "high": "stopped", "2": "degraded", "medium": "degraded", "3": "waits", "low": "waits"}
YES_NO = {"yes": 1, "y": 1, "true": 1, "no": 0, "n": 0, "false": 0, "never": 0}
WAIT = re.compile(r"(?P<reason>[a-z ]+?)\s+(?P<start>\d.*?)\s+(?:/|to|–)\s*(?P<end>.*)", re.IGNORECASE)
CHANGE = re.compile(r"(?P<priority>P[1-4])\s+(?P<at>.+)", re.IGNORECASE)


@dataclass(frozen=True)
class Known:
    """What names in a file may stand for: services and sites by their name in small letters, to their ids."""

    zone: ZoneInfo
    now: datetime
    services: Mapping[str, Any]
    sites: Mapping[str, Any]


def read_row(kind: str, line: int, row: Sequence[str], mapping: ColumnMapping, known: Known) -> ReadRow:
    """A row under the headings; its faults are named, never guessed away."""
    found = ReadRow(line)
    for column, at in mapping.columns.items():
        text = row[at].strip() if at < len(row) else ""
        try:
            _read(found, column, text, known)
        except Faulty as fault:
            found.errors.append(RowError(line, NAMES[column], str(fault)))
    if not found.errors:
        found.errors += [RowError(line, NAMES[column], sentence) for column, sentence in _faults(kind, found, known)]
    return found


def _read(found: ReadRow, column: str, text: str, known: Known) -> None:
    found.values[str(column)] = READERS[Field(column)](text, Field(column), known)


def _text(text: str, column: Field, known: Known) -> str:
    return read_text(text, LIMITS[column])


def _moment_or_none(text: str, column: Field, known: Known) -> datetime | None:
    return read_moment(text, known.zone) if text else None


def read_moment(text: str, zone: ZoneInfo) -> datetime:
    """A moment in ISO form, with or without its difference to UTC, or as day/month/year and time by local clocks."""
    found = _parsed(text.strip())
    if found is None:
        raise Faulty(NOT_A_MOMENT.format(text[:40]))
    if not EARLIEST.year <= found.year <= LATEST.year:  # some systems write 0001-01-01 for nothing
        raise Faulty(f"{text[:40]} is not between {EARLIEST.year} and {LATEST.year}; leave the cell empty for nothing.")
    if found.tzinfo is not None:
        return found.astimezone(UTC)
    early, late = (found.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if early.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != found:
        raise Faulty(f"{text} does not exist: the clocks went forward.")
    if early.utcoffset() != late.utcoffset():
        raise Faulty(f"{text} came twice, when the clocks went back: add +01:00 or +00:00 to it.")
    return early.astimezone(UTC)


def _parsed(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if len(text) > len("2026-05-31") else None
    except ValueError:
        pass
    for form in FORMATS:
        try:
            return datetime.strptime(text, form)
        except ValueError:
            continue
    return None


def _day(text: str, column: Field, known: Known) -> date | None:
    return read_day(text)


def _number(text: str, column: Field, known: Known) -> int | None:
    return read_number(text, tallies.MOST)


def _length(text: str, column: Field, known: Known) -> int | None:
    if not text:
        return None
    try:
        return minutes_taken(text)
    except ValueError as fault:
        raise Faulty(NOT_A_LENGTH.format(text[:40])) from fault


def _reopened(text: str, column: Field, known: Known) -> int | None:
    """How often, or whether at all: "yes" is once, as far as anybody says."""
    if text.casefold() in YES_NO:
        return YES_NO[text.casefold()]
    try:
        return read_number(text, MOST_REOPENED)
    except Faulty as fault:
        raise Faulty(NOT_A_COUNT.format(text[:40])) from fault


def _one_of(words: type[Labelled], others: Mapping[str, str]) -> Callable[[str, Field, Known], str]:
    """A value of a vocabulary by its name, its words on screen, or another system's word."""
    names = {str(each): str(each) for each in words} | {each.label.casefold(): str(each) for each in words}

    def read(text: str, column: Field, known: Known) -> str:
        plain = text.casefold().strip()
        first = re.split(r"[\s:,(-]+", plain)[0] if plain else ""
        said = (plain,) if first in VAGUE else (plain, first)
        value = next((found for word in said for each in (names, others) if (found := each.get(word))), None)
        if plain and value is None:
            offered = ", ".join(each.label for each in words)
            raise Faulty(f"“{text[:40]}” is not known here; write one of: {offered}.")
        return value or ""

    return read


def _named(kind: str) -> Callable[[str, Field, Known], Any]:
    def read(text: str, column: Field, known: Known) -> Any:
        names = known.services if kind == "service" else known.sites
        if text and text.casefold() not in names:
            raise Faulty(f"There is no {kind} called “{text[:60]}” at this customer.")
        return names[text.casefold()] if text else None

    return read


def _waits(text: str, column: Field, known: Known) -> list[tuple[str, datetime, datetime | None]]:
    found = []
    for part in filter(None, (each.strip() for each in text.split(";"))):
        told = WAIT.fullmatch(part)
        if told is None:
            raise Faulty(f"“{part[:60]}” is not a wait; write it like: customer 2026-05-01 10:00 / 2026-05-01 12:00.")
        reason = _reason(told["reason"], column, known)
        start, end = read_moment(told["start"], known.zone), _moment_or_none(told["end"].strip(), column, known)
        if end is not None and end < start:
            raise Faulty(f"“{part[:60]}” ends before it starts.")
        found.append((reason, start, end))
    return found


def _changes(text: str, column: Field, known: Known) -> list[tuple[str, datetime]]:
    found = []
    for part in filter(None, (each.strip() for each in text.split(";"))):
        told = CHANGE.fullmatch(part)
        if told is None:
            raise Faulty(f"“{part[:60]}” is not a change of priority; write it like: P1 2026-05-01 10:00.")
        found.append((told["priority"].lower(), read_moment(told["at"], known.zone)))
    return found


_reason = _one_of(Waiting, {"user": "customer", "client": "customer", "supplier": "vendor"})
READERS: dict[Field, Callable[[str, Field, Known], Any]] = {
    Field.REFERENCE: _text,
    Field.TITLE: _text,
    Field.EXCLUSION_REASON: _text,
    Field.SERVICE: _named("service"),
    Field.SITE: _named("site"),
    Field.IMPACT: _one_of(Impact, IMPACT_WORDS),
    Field.URGENCY: _one_of(Urgency, URGENCY_WORDS),
    Field.PRIORITY: _one_of(Priority, PRIORITY_WORDS),
    Field.EXCLUSION: _one_of(Exclusion, {}),
    Field.METRIC: _one_of(Counted, METRIC_WORDS),
    **dict.fromkeys((Field.SOURCE, Field.NOTE), _text),
    **dict.fromkeys((Field.STARTS_ON, Field.ENDS_ON, Field.COUNTED_ON), _day),
    **dict.fromkeys((Field.GOOD, Field.TOTAL), _number),
    Field.TOOK: _length,
    Field.WAITS: _waits,
    Field.CHANGES: _changes,
    Field.CAUSE: _text,
    Field.REOPENED: _reopened,
    **dict.fromkeys(MOMENTS, _moment_or_none),
}


def _faults(kind: str, found: ReadRow, known: Known) -> Iterator[tuple[Field, str]]:
    values = found.values
    if values.get("metric") in ONE_DAY and not values.get("ends_on"):
        values["ends_on"] = values.get("starts_on")
    for column in LAYOUTS[kind].needed:
        if values.get(column) in (None, ""):
            yield Field(column), "This is missing."
    if kind == "tallies":
        if not values.get("ends_on"):  # a table of what has one day needs no column for it
            yield Field.ENDS_ON, "This is missing."
        for name, sentence in tallies.faults(values, known.now.astimezone(known.zone).date()):
            yield Field(name), sentence
        return
    start = values.get(STARTS[kind].value)
    for column in MOMENTS:
        at = values.get(column.value)
        if at and at > known.now + timedelta(minutes=5):
            yield column, "This is in the future."
        elif at and start and at < start:
            yield column, f"This is before {NAMES[STARTS[kind]].lower()}."
    for column in (Field.WAITS, Field.CHANGES):
        told = [part for each in values.get(column.value, ()) for part in each if isinstance(part, datetime)]
        if max(told, default=known.now) > known.now + timedelta(minutes=5):
            yield column, "This is in the future."
    if kind == "tickets":
        yield from _priority_faults(values)
    elif values.get("exclusion") and not values.get("exclusion_reason"):
        yield Field.EXCLUSION_REASON, "Say why it is that cause."


def _priority_faults(values: dict[str, Any]) -> Iterator[tuple[Field, str]]:
    """Priority is worked out from impact and urgency where both are told; else it must be told itself."""
    impact, urgency = values.get("impact"), values.get("urgency")
    if impact and urgency:
        made = PRIORITIES[Impact(impact), Urgency(urgency)]
        told = values.get("priority")
        values["priority"] = str(made)
        if told and told != made:
            yield Field.PRIORITY, f"Impact and urgency make {made.label}; the file says {Priority(told).label}."
    elif not values.get("priority"):
        yield Field.PRIORITY, "Say the priority, or impact and urgency."
