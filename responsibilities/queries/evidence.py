"""What proof there is that jobs are done, job by job."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from dateutil.relativedelta import relativedelta

from accounts.actor import Actor
from accounts.models import Customer
from responsibilities.duties import Names, Owner, owner_of
from responsibilities.models import Evidence, Row
from responsibilities.models.evidence import EvidenceQuerySet
from responsibilities.queries.versions import shown_version


class Standing(StrEnum):
    """How a job stands with its proof, the most urgent first."""

    NONE = "none"  # proof is expected and there is none
    LATE = "late"  # the latest is older than the time after which the job is looked at again
    PROVED = "proved"
    NOT_ASKED = "not_asked"  # none is expected and there is none

    @property
    def label(self) -> str:
        return {"none": "No proof", "late": "Too old", "proved": "Proved", "not_asked": "None asked for"}[self.value]

    @property
    def tone(self) -> str:
        """The colour of its chip."""
        return {"none": "danger", "late": "warn", "proved": "ok", "not_asked": "calm"}[self.value]

    @property
    def icon(self) -> str:
        """The shape in its chip."""
        return {"none": "late", "late": "wait", "proved": "tick", "not_asked": "doc"}[self.value]


ORDER = {standing: number for number, standing in enumerate(Standing)}


@dataclass(frozen=True)
class ProofLine:
    """One job with its latest proof."""

    row: Row
    owner: Owner
    latest: Evidence | None
    number: int
    standing: Standing

    @property
    def is_missing(self) -> bool:
        return self.standing == Standing.NONE

    @property
    def is_late(self) -> bool:
        return self.standing == Standing.LATE


def visible_evidence(actor: Actor, customer: Customer) -> EvidenceQuerySet:
    """Proof that was not removed, of jobs in versions that this actor may see."""
    lines = Row.objects.visible_to(actor).filter(version__customer=customer).values("line")
    return Evidence.objects.visible_to(actor).of_customer(customer).filter(removed_at=None, line__in=lines)


def rows_to_prove(actor: Actor, customer: Customer) -> list[Row]:
    """The jobs in scope of the version that the matrix page opens with, in its order; two queries."""
    version = shown_version(actor, customer)
    if version is None:
        return []
    rows = Row.objects.filter(version=version).in_scope().order_by("position", "code")
    several = list(rows)
    for row in several:
        row.version = version
    return several


def row_of_line(actor: Actor, customer: Customer, line: UUID) -> Row | None:
    """The newest row of a line that this actor may see."""
    rows = Row.objects.visible_to(actor).filter(version__customer=customer, line=line)
    return rows.select_related("version__customer__provider").order_by("-version__number").first()


def proof_lines(actor: Actor, customer: Customer, names: Names, today: date) -> list[ProofLine]:
    """Every job with its latest proof, those without first; three queries for any number of jobs."""
    rows = rows_to_prove(actor, customer)
    kept = visible_evidence(actor, customer)
    newest: dict[UUID, Evidence] = {}
    numbers: Counter[UUID] = Counter()
    for proof in kept.select_related("added_by").order_by("happened_on", "added_at", "pk"):
        newest[proof.line] = proof
        numbers[proof.line] += 1
    lines = [_line(row, newest.get(row.line), numbers[row.line], names, today) for row in rows]
    return sorted(lines, key=lambda line: ORDER[line.standing])


def _line(row: Row, latest: Evidence | None, number: int, names: Names, today: date) -> ProofLine:
    return ProofLine(row, owner_of(row, names), latest, number, standing_of(row, latest, today))


def standing_of(row: Row, latest: Evidence | None, today: date) -> Standing:
    """Whether the latest proof is there and young enough (C-09 of domain.md)."""
    if latest is None:
        return Standing.NONE if row.evidence_expected else Standing.NOT_ASKED
    is_late = latest.happened_on + relativedelta(months=row.review_interval_months) < today
    return Standing.LATE if is_late and row.evidence_expected else Standing.PROVED


def narrowed(lines: Iterable[ProofLine], *, q: str, domain: str, standing: str) -> list[ProofLine]:
    """The lines that fit the search and filters."""
    return [
        line
        for line in lines
        if (not standing or line.standing == standing)
        and (not domain or line.row.domain == domain)
        and _has_words(line, q)
    ]


def _has_words(line: ProofLine, words: str) -> bool:
    row, latest = line.row, line.latest
    texts = [row.code, row.title, row.evidence_expected, *([latest.title, latest.filename] if latest else [])]
    everything = " ".join(texts).casefold()
    return all(word in everything for word in words.casefold().split())
