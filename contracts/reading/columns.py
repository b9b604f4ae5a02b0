"""What a column of a table of tickets or outages can hold, and the headings it goes by."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Field(StrEnum):
    """What a column holds; the names are those of the models."""

    REFERENCE = "reference"
    TITLE = "title"
    SERVICE = "service"
    SITE = "site"
    IMPACT = "impact"
    URGENCY = "urgency"
    PRIORITY = "priority"
    REPORTED_AT = "reported_at"
    RESPONDED_AT = "responded_at"
    RESTORED_AT = "restored_at"
    RESOLVED_AT = "resolved_at"
    WAITS = "waits"
    CHANGES = "changes"
    STARTS_AT = "starts_at"
    ENDS_AT = "ends_at"
    EXCLUSION = "exclusion"
    EXCLUSION_REASON = "exclusion_reason"


@dataclass(frozen=True)
class Layout:
    """The fields of one kind of table, in the order of our own export, with those it cannot do without."""

    fields: tuple[Field, ...]
    needed: tuple[Field, ...]


F = Field
TICKETS = Layout(
    (F.REFERENCE, F.TITLE, F.SERVICE, F.SITE, F.IMPACT, F.URGENCY, F.PRIORITY, F.REPORTED_AT, F.RESPONDED_AT,
     F.RESTORED_AT, F.RESOLVED_AT, F.WAITS, F.CHANGES),
    (F.REFERENCE, F.TITLE, F.REPORTED_AT),
)  # fmt: skip
OUTAGES = Layout(
    (F.REFERENCE, F.TITLE, F.SERVICE, F.SITE, F.STARTS_AT, F.ENDS_AT, F.EXCLUSION, F.EXCLUSION_REASON),
    (F.REFERENCE, F.TITLE, F.STARTS_AT),
)
LAYOUTS = {"tickets": TICKETS, "outages": OUTAGES}
NAMES = {
    F.REFERENCE: "Reference", F.TITLE: "What was wrong", F.SERVICE: "Service", F.SITE: "Site", F.IMPACT: "Impact",
    F.URGENCY: "Urgency", F.PRIORITY: "Priority", F.REPORTED_AT: "Reported", F.RESPONDED_AT: "Answered",
    F.RESTORED_AT: "Usable again", F.RESOLVED_AT: "Fixed", F.WAITS: "Waits", F.CHANGES: "Priority changes",
    F.STARTS_AT: "Down from", F.ENDS_AT: "Until", F.EXCLUSION: "Cause", F.EXCLUSION_REASON: "Why",
}  # fmt: skip
HEADINGS: dict[Field, tuple[str, ...]] = {
    F.REFERENCE: (
        "reference", "ticket", "ticket number", "ticket id", "ticket no", "incident", "incident number", "number",
        "case number", "outage", "id", "ref", "key",
    ),
    F.TITLE: ("what was wrong", "what was down", "title", "summary", "subject", "short description", "description"),
    F.SERVICE: ("service", "affected service", "business service", "product"),
    F.SITE: ("site", "location", "office", "branch"),
    F.IMPACT: ("impact", "who is hit"),
    F.URGENCY: ("urgency", "how far work is held up"),
    F.PRIORITY: ("priority", "severity", "prio"),
    F.REPORTED_AT: (
        "reported", "opened", "created", "created at", "date created", "opened at", "logged", "date opened",
    ),
    F.RESPONDED_AT: (
        "answered", "responded", "first response", "first responded", "first response at", "first reply", "replied",
        "acknowledged",
    ),
    F.RESTORED_AT: ("usable again", "restored", "restored at", "workaround", "mitigated"),
    F.RESOLVED_AT: ("fixed", "resolved", "resolved at", "closed", "closed at", "date closed", "completed"),
    F.WAITS: ("waits", "pauses"),
    F.CHANGES: ("priority changes",),
    F.STARTS_AT: ("down from", "start", "started", "start time", "from", "down", "outage start", "begin", "began"),
    F.ENDS_AT: ("until", "end", "ended", "end time", "up", "to", "outage end", "restored", "up again"),
    F.EXCLUSION: ("cause", "exclusion"),
    F.EXCLUSION_REASON: ("why", "reason", "exclusion reason"),
}  # fmt: skip
SOUGHT_IN = 20  # rows from the top


@dataclass(frozen=True)
class ColumnMapping:
    """The columns by what they hold, counted from 0; `header_line` is counted from 1."""

    columns: Mapping[Field, int]
    header_line: int = 1

    def as_json(self) -> dict[str, object]:
        """As it is stored between the steps of an import."""
        return {"header_line": self.header_line, "columns": {field.value: at for field, at in self.columns.items()}}

    @classmethod
    def from_json(cls, stored: Mapping[str, object]) -> "ColumnMapping":
        """What `as_json` gave."""
        columns: Mapping[str, int] = stored["columns"]  # type: ignore[assignment]  # as we stored it
        return cls({Field(name): at for name, at in columns.items()}, int(str(stored["header_line"])))


def guess(headings: Sequence[str], layout: Layout, header_line: int = 1) -> ColumnMapping:
    """What each column holds, by its heading."""
    chosen: dict[Field, int] = {}
    for _, field, at in sorted(_matches(headings, layout)):
        if field not in chosen and at not in chosen.values():
            chosen[field] = at
    return ColumnMapping(chosen, header_line)


def find_headings(rows: Sequence[Sequence[str]], layout: Layout) -> ColumnMapping:
    """The row among the first in which the most headings are understood; the first row when none is."""
    guesses = (guess(row, layout, line) for line, row in enumerate(rows[:SOUGHT_IN], start=1))
    return max(guesses, key=lambda each: len(each.columns), default=ColumnMapping({}))


def missing(mapping: ColumnMapping, layout: Layout) -> list[str]:
    """The names of needed columns that no column holds."""
    return [NAMES[field] for field in layout.needed if field not in mapping.columns]


def _matches(headings: Sequence[str], layout: Layout) -> Iterable[tuple[int, Field, int]]:
    for at, heading in enumerate(headings):
        words = re.sub(r"[^a-z0-9]+", " ", heading.casefold()).strip()
        for field in layout.fields:
            if words in HEADINGS[field]:
                yield HEADINGS[field].index(words), field, at
