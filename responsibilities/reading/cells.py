"""One row of a table as a row of the matrix, with a sentence for each cell that cannot be taken over."""

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import TypeGuard

from core.days import EARLIEST, LATEST
from responsibilities.enums import Ownership
from responsibilities.reading.columns import LIMITS, NAMES, Field
from responsibilities.reading.families import control_key, family, is_control
from responsibilities.reading.rows import USUAL_DOMAIN, USUAL_INTERVAL, Facts, ReadRow, RowError
from responsibilities.reading.words import ALLOWED, Scope, read_marks, read_ownership

Cells = Mapping[Field, str]

LONGEST_INTERVAL = 60  # months
LONGEST_NUMBER = 4  # digits, zeros before it included
NOT_KEPT = re.compile("[\x00\ud800-\udfff]")  # no database takes these
SENTENCE_END = re.compile(r"(?<=[.!?])\s|\n")
DAY_FIRST = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})")


class RowReader:
    """Reads the cells of one line; what is wrong with them gathers in `errors`."""

    def __init__(self, line: int, cells: Cells, inherited: Ownership) -> None:
        self.line, self.cells, self.inherited = line, cells, inherited
        self.errors: list[RowError] = []

    def row(self) -> ReadRow:
        self._check_lengths()
        ownership, reason = self._doer()
        return ReadRow(
            line_number=self.line,
            code=self._code(),
            domain=self._text(Field.DOMAIN) or family(self._text(Field.CODE)) or USUAL_DOMAIN,
            title=self._title(),
            description=self._text(Field.DESCRIPTION),
            ownership=ownership,
            provider_duty=self._text(Field.PROVIDER_DUTY),
            customer_duty=self._text(Field.CUSTOMER_DUTY),
            provider_person=self._text(Field.PROVIDER_PERSON),
            customer_person=self._text(Field.CUSTOMER_PERSON),
            third_party=self._text(Field.THIRD_PARTY),
            answers_for=self._answers_for(),
            clause=self._text(Field.CLAUSE),
            service=self._text(Field.SERVICE),
            evidence_expected=self._text(Field.EVIDENCE_EXPECTED),
            review_interval_months=self._interval(),
            review_on=self._review_on(),
            out_of_scope_reason=reason,
            facts=self._facts(),
        )

    def _text(self, field: Field) -> str:
        return self.cells.get(field, "")

    def _wrong(self, field: Field, sentence: str) -> None:
        self.errors.append(RowError(self.line, NAMES[field], sentence))

    def _check_lengths(self) -> None:
        for field, limit in LIMITS.items():
            length = len(self._text(field))
            if length > limit:
                self._wrong(field, f"“{NAMES[field]}” has {length:,} characters; {limit:,} is the most.")

    def _code(self) -> str:
        """A table without codes gets them from its row numbers."""
        code = self._text(Field.CODE)
        if Field.CODE not in self.cells:
            return f"ROW-{self.line:03}"
        if not code:
            self._wrong(Field.CODE, "The code is missing.")
        return code

    def _title(self) -> str:
        """A table without titles gets them from its control numbers or first sentences."""
        title = self._text(Field.TITLE)
        if not title and Field.TITLE not in self.cells:
            title = self._control_title() or self._first_sentence() or self._text(Field.CODE)
        if not title:
            self._wrong(Field.TITLE, "The title is missing.")
        return title

    def _control_title(self) -> str:
        code = self._text(Field.CODE)
        return f"Control {control_key(code)}" if is_control(code) else ""

    def _first_sentence(self) -> str:
        sentence = SENTENCE_END.split(self._text(Field.DESCRIPTION), maxsplit=1)[0].strip()
        limit = LIMITS[Field.TITLE]
        return sentence if len(sentence) <= limit else f"{sentence[: limit - 1]}…"

    def _doer(self) -> tuple[Ownership, str]:
        """Who does it, and why nobody need. By the owner's column, else the marks, else whose part is told."""
        reason = self._text(Field.OUT_OF_SCOPE_REASON)
        if Field.OWNERSHIP in self.cells:
            return self._named_doer(reason)
        if Field.PROVIDER_MARK in self.cells or Field.CUSTOMER_MARK in self.cells:
            return self._marked_doer(), reason
        return self._told_doer(), reason

    def _named_doer(self, reason: str) -> tuple[Ownership, str]:
        text = self._text(Field.OWNERSHIP)
        found = read_ownership(text, inherited=self.inherited)
        if isinstance(found, Scope):
            return Ownership.UNDECIDED, reason or f"Marked “{text}” in the imported file."
        if found is None:
            self._wrong(Field.OWNERSHIP, f"“{text[:60]}” is not an owner; write {ALLOWED}.")
        return found or Ownership.UNDECIDED, reason

    def _marked_doer(self) -> Ownership:
        provider, customer = self._text(Field.PROVIDER_MARK), self._text(Field.CUSTOMER_MARK)
        found = read_marks(provider, customer)
        if found is None:
            sentence = f"“{provider[:30]}” and “{customer[:30]}” are not marks; write R, A, C, I or X."
            self._wrong(Field.PROVIDER_MARK, sentence)
        return found or Ownership.UNDECIDED

    def _told_doer(self) -> Ownership:
        match bool(self._text(Field.PROVIDER_DUTY)), bool(self._text(Field.CUSTOMER_DUTY)):
            case True, True:
                return Ownership.SHARED
            case True, False:
                return Ownership.PROVIDER
            case False, True:
                return Ownership.CUSTOMER
            case _:
                return Ownership.UNDECIDED

    def _answers_for(self) -> str:
        text = self._text(Field.ANSWERS_FOR)
        found = read_ownership(text)
        if found in {Ownership.PROVIDER, Ownership.CUSTOMER}:
            return str(found)
        if text:
            self._wrong(Field.ANSWERS_FOR, f"“{text[:60]}” is neither provider nor customer.")
        return ""

    def _interval(self) -> int:
        text = self._text(Field.REVIEW_INTERVAL_MONTHS)
        if not text:
            return USUAL_INTERVAL
        if text.isdecimal() and len(text) <= LONGEST_NUMBER and 1 <= int(text) <= LONGEST_INTERVAL:
            return int(text)
        sentence = f"“{text[:30]}” is not a number of months from 1 to {LONGEST_INTERVAL}."
        self._wrong(Field.REVIEW_INTERVAL_MONTHS, sentence)
        return USUAL_INTERVAL

    def _review_on(self) -> date | None:
        text = self._text(Field.REVIEW_ON)
        day_first = DAY_FIRST.fullmatch(text)
        iso = "{2}-{1:0>2}-{0:0>2}".format(*day_first.groups()) if day_first else text
        try:
            found = date.fromisoformat(iso) if text else None
        except ValueError:
            self._wrong(Field.REVIEW_ON, f"“{text[:30]}” is not a date; write it like 2026-09-30.")
            return None
        if found and not EARLIEST <= found <= LATEST:
            self._wrong(Field.REVIEW_ON, f"“{text[:30]}” is not between {EARLIEST.year} and {LATEST.year}.")
        return found

    def _facts(self) -> Facts:
        text = self._text(Field.FACTS)
        try:
            facts = json.loads(text) if text else {}
        except (ValueError, RecursionError):
            facts = None
        if _are_facts(facts):
            return facts
        self._wrong(Field.FACTS, "The facts are not as they were exported; empty the cell or restore it.")
        return {}


def _are_facts(value: object) -> TypeGuard[Facts]:
    """As they are exported: names with a word, or a list of words, in characters that can be kept."""
    if not isinstance(value, dict):
        return False
    words = [word for fact in value.values() for word in (fact if isinstance(fact, list) else [fact])]
    return all(isinstance(word, str) and not NOT_KEPT.search(word) for word in [*value, *words])
