"""One row of the staff's list, ready to print, with its gaps. Rows add no query."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import shorten
from typing import Any
from uuid import UUID

from django.urls import reverse

from core.checks import Found
from core.words import count, day
from responsibilities.checks import MatrixFacts, title_of
from responsibilities.enums import Ownership, VersionState
from responsibilities.models import Version
from responsibilities.row_links import anchor_of, relative

LONGEST = 240  # characters of a part that the list shows; the job’s own page shows all
_NOBODY = UUID(int=0)
_ANSWERED = (VersionState.DRAFT, VersionState.PROPOSED)  # later every job is agreed


@dataclass(frozen=True)
class Gap:
    """One finding of a row, as short as a table needs it; `mark` is the severity, "unknown" when not checked."""

    check: str
    mark: str
    title: str
    message: str

    @property
    def has_bars(self) -> bool:
        """Severity bars: what could not be checked has none."""
        return self.mark != "unknown"


@dataclass(frozen=True)
class MatrixLine:
    """One row, ready to print."""

    pk: UUID
    anchor: str
    url: str
    code: str
    title: str
    domain: str
    ownership: str
    owner: str
    people: str
    provider_duty: str
    customer_duty: str
    service: str
    clause: str
    review: str
    interval: str
    edition: int
    out_of_scope: str
    answer: str
    questions: int
    gaps: tuple[Gap, ...]
    words: str

    @property
    def flags(self) -> tuple[Gap, ...]:
        """The gaps that the list shows on the row; what could not be checked stands above the list."""
        return tuple(gap for gap in self.gaps if gap.has_bars)

    @property
    def shape(self) -> str:
        """The owner's mark as the style sheet calls it."""
        return "third" if self.ownership == Ownership.THIRD_PARTY else self.ownership

    @property
    def look(self) -> str:
        """The class of the table row."""
        if self.out_of_scope:
            return "row-out"
        return "row-nobody" if self.ownership == Ownership.UNDECIDED else ""


def mark_of(found: Found) -> str:
    return "unknown" if found.is_unknown else found.severity.value


def gaps_of(found: Iterable[Found]) -> dict[str, list[Gap]]:
    gaps: dict[str, list[Gap]] = defaultdict(list)
    for one in found:
        gaps[one.subject].append(Gap(one.check, mark_of(one), title_of(one), one.message))
    return gaps


def make_line(address: str, row: dict[str, Any], facts: MatrixFacts, gaps: Iterable[Gap], asked: int) -> MatrixLine:
    service = row["service__name"] or row["service_name"]
    people = [name for name in (row["provider_person"], row["customer_person"]) if name]
    words = (
        row["code"],
        row["title"],
        row["description"],
        row["provider_duty"],
        row["customer_duty"],
        service,
        *people,
    )
    return MatrixLine(
        pk=row["pk"],
        anchor=anchor_of(row["code"]),
        url=address.replace(str(_NOBODY), str(row["pk"])),
        code=row["code"],
        title=row["title"],
        domain=row["domain"],
        ownership=row["ownership"],
        owner=facts.owner(row["ownership"], row["third_party"]),
        people=", ".join(people),
        provider_duty=_short(row["provider_duty"]),
        customer_duty=_short(row["customer_duty"]),
        service=service,
        clause=row["clause_reference"],
        review=day(row["review_on"]),
        interval=f"every {count(row['review_interval_months'], 'month')}",
        edition=row["edition"],
        out_of_scope=row["out_of_scope_reason"] if row["is_out_of_scope"] else "",
        answer=_answer(row) if facts.state in _ANSWERED else "",
        questions=asked,
        gaps=tuple(gaps),
        words=" ".join(words).lower(),
    )


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else shorten(text, LONGEST, placeholder=" …")


def _answer(row: dict[str, Any]) -> str:
    """What the customer has said about the job."""
    return "Risk accepted" if row["risk_accepted_at"] else "Agreed" if row["agreed_at"] else ""


def row_address(version: Version, page_path: str) -> str:
    """The address of a row with an id of zeros in it, as a link on the page would say it."""
    address = reverse("responsibilities:row", args=[version.customer.slug, _NOBODY])
    return relative(address, page_path)
