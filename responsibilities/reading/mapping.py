"""Which column of somebody's table holds what."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.spreadsheets import Sheet
from responsibilities.reading.columns import COLUMNS, Field
from responsibilities.reading.words import plain

HEADER_SOUGHT_IN = 20  # rows from the top
LONGEST_HEADING = 80  # characters; a longer text is a sentence
NAMING = {Field.CODE, Field.TITLE, Field.DESCRIPTION}  # a table without any of these is no matrix

HEADINGS: dict[Field, tuple[str, ...]] = {
    Field.CODE: (
        "statement id", "code", "control id", "requirement id", "question id", "objective id", "activity id",
        "ccm control id", "control number", "id", "ref", "reference", "no", "number", "control",
    ),
    Field.DOMAIN: (
        "domain", "ccm domain", "category", "family", "area", "section", "theme", "topic", "group", "function",
    ),
    Field.TITLE: (
        "title", "job", "activity", "task", "control title", "control name", "ccm control title", "requirement",
        "pci dss requirement", "question", "name",
    ),
    Field.DESCRIPTION: (
        "description", "in plain words", "details", "control specification", "ccm control specification",
        "control description", "requirement description", "specification", "summary",
    ),
    Field.OWNERSHIP: (
        "who does it", "ownership", "owner", "ssrm control ownership", "control ownership", "default ownership",
        "responsible party", "responsible", "responsibility", "control origination", "origination", "inheritance",
        "party", "who", "assigned to",
    ),
    Field.PROVIDER_DUTY: (
        "provider s part", "provider s duty", "provider duty", "msp duty", "provider responsibility",
        "provider responsibilities", "msp responsibility", "msp responsibilities", "csp responsibilities",
        "csp implementation description", "esp responsibility", "esp responsibilities", "export provided",
        "tpsp responsibility", "specific coverage scope of tpsp responsibility",
    ),
    Field.CUSTOMER_DUTY: (
        "customer s part", "customer s duty", "customer duty", "client duty", "customer responsibility",
        "customer responsibilities", "client responsibility", "client responsibilities", "csc responsibilities",
        "export responsibility", "specific coverage scope of client responsibility", "cuec",
        "specific inheritance and customer agency csp responsibilities", "complementary user entity controls",
    ),
    Field.PROVIDER_PERSON: (
        "who answers for it at the provider", "provider s person", "provider person", "provider contact",
        "provider owner", "provider lead", "msp person", "msp contact", "msp owner", "msp lead",
    ),
    Field.CUSTOMER_PERSON: (
        "who answers for it at the customer", "customer s person", "customer person", "customer contact",
        "customer owner", "customer lead", "client contact", "client owner", "client lead",
    ),
    Field.THIRD_PARTY: ("third party", "which third party", "vendor", "supplier", "subcontractor"),
    Field.ANSWERS_FOR: ("who answers for the third party",),
    Field.CLAUSE: ("clause", "contract clause", "clause reference", "contract reference"),
    Field.SERVICE: ("service", "covering service", "service the client buys"),
    Field.EVIDENCE_EXPECTED: (
        "proof expected", "evidence expected", "evidence", "proof",
        "how and when tpsp will provide evidence of compliance to client",
    ),
    Field.REVIEW_INTERVAL_MONTHS: (
        "reviewed every months", "review every months", "review interval months", "review interval",
    ),
    Field.REVIEW_ON: ("next review", "review due", "review date", "review on"),
    Field.OUT_OF_SCOPE_REASON: (
        "out of scope because", "out of scope reason", "why it is out of scope", "exclusion reason",
    ),
    Field.FACTS: ("facts",),
    Field.PROVIDER_MARK: ("provider", "msp", "csp", "tpsp", "esp"),
    Field.CUSTOMER_MARK: ("customer", "client", "csc", "entity"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """The columns of a table by what they hold, counted from 0; `header_line` is counted from 1."""

    columns: Mapping[Field, int]
    header_line: int = 1

    @property
    def is_usable(self) -> bool:
        """Whether it says where a job's name is."""
        return not NAMING.isdisjoint(self.columns)

    def as_json(self) -> dict[str, object]:
        """As it is stored between the steps of an import."""
        columns = {field.value: at for field, at in self.columns.items()}
        return {"header_line": self.header_line, "columns": columns}

    @classmethod
    def from_json(cls, stored: Mapping[str, object]) -> "ColumnMapping":
        """What `as_json` gave; ValueError with a sentence for anything else."""
        columns, header_line = stored.get("columns"), stored.get("header_line")
        try:
            known = {Field(name): int(at) for name, at in columns.items()}  # type: ignore[attr-defined]  # caught below
        except (AttributeError, TypeError, ValueError):
            known = None
        if known is None or not isinstance(header_line, int):
            raise ValueError("This is not a mapping of columns.")
        return cls(known, header_line)


def guess_mapping(headings: Sequence[str], *, header_line: int = 1) -> ColumnMapping:
    """What each column holds, by its heading: the same words first, then words within a longer heading."""
    chosen: dict[Field, int] = {}
    for _, _, field, at in sorted(_matches(headings)):
        if field not in chosen and at not in chosen.values():
            chosen[field] = at
    return ColumnMapping(chosen, header_line)


def find_table(sheets: Iterable[Sheet]) -> tuple[str, ColumnMapping]:
    """The sheet, and in it the row of headings, in which the most columns are understood."""
    best = "", ColumnMapping({})
    for sheet in sheets:
        for line, row in enumerate(sheet.rows[:HEADER_SOUGHT_IN], start=1):
            found = guess_mapping(row, header_line=line)
            if found.is_usable and len(found.columns) > len(best[1].columns):
                best = sheet.name, found
    return best


def our_mapping(headings: Sequence[str]) -> ColumnMapping | None:
    """The mapping of the layout that this product exports, in any order; None when a column is missing."""
    places = {heading.strip(): at for at, heading in reversed(list(enumerate(headings)))}
    if any(column.heading not in places for column in COLUMNS):
        return None
    return ColumnMapping({column.field: places[column.heading] for column in COLUMNS})


def _matches(headings: Sequence[str]) -> Iterable[tuple[int, int, Field, int]]:
    """Every field that a column may hold, the best first when sorted."""
    for at, heading in enumerate(headings):
        words = plain(heading)
        if not words or len(heading) > LONGEST_HEADING:
            continue
        for field, known in HEADINGS.items():
            for preference, name in enumerate(known):
                if words == name:
                    yield 0, preference, field, at
                elif _has_words(words, name) and field not in {Field.PROVIDER_MARK, Field.CUSTOMER_MARK}:
                    yield 1, -len(name), field, at


def _has_words(words: str, name: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b", words) is not None
