"""What proof there is on file, and that jobs are done, job by job."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.db.models import Q
from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import Permission
from accounts.models import Customer
from contracts.models import PolicyCondition, SlaTarget
from core.searching import has_words
from responsibilities.duties import Names, Owner, owner_of
from responsibilities.models import Evidence, Row
from responsibilities.models.evidence import EvidenceQuerySet
from responsibilities.proof import Subject
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

    @property
    def is_asked_for(self) -> bool:
        """Whether somebody has to bring proof now: the list offers it beside these jobs alone."""
        return self.is_missing or self.is_late


def visible_evidence(actor: Actor, customer: Customer) -> EvidenceQuerySet:
    """Proof that was not removed, of whatever this actor may see of the customer."""
    return Evidence.objects.visible_to(actor).of_customer(customer).on_file().filter(of_visible_things(actor, customer))


def of_visible_things(actor: Actor, customer: Customer) -> Q:
    """Proof of jobs in versions, of service levels, conditions and exercises that this actor may see."""
    kinds = Evidence.Kind
    lines = Row.objects.visible_to(actor).filter(version__customer=customer).values("line")
    found = Q(kind=kinds.JOB, subject_id__in=lines)
    if actor.may(Permission.CONTRACT_VIEW):
        targets = SlaTarget.objects.visible_to(actor).filter(contract__customer=customer)
        found |= Q(kind=kinds.PROMISE, subject_id__in=targets.values("pk"))
    if actor.may(Permission.POLICY_VIEW):
        conditions = PolicyCondition.objects.visible_to(actor).filter(policy__customer=customer)
        found |= Q(kind=kinds.CONDITION, subject_id__in=conditions.values("pk"))
    if actor.may(Permission.CONTINUITY_VIEW):  # whoever may see one exercise of a customer sees them all
        found |= Q(kind=kinds.EXERCISE)
    return found


def is_shown(proof: Evidence) -> bool:
    """Whether the customer has been shown what the proof is about."""
    if proof.kind == Evidence.Kind.JOB:
        return Row.objects.filter(line=proof.subject_id, version__proposed_at__isnull=False).exists()
    if proof.kind == Evidence.Kind.PROMISE:
        return SlaTarget.objects.filter(pk=proof.subject_id, contract__published_at__isnull=False).exists()
    return True


def job_subject(row: Row) -> Subject:
    """A job of a matrix as something that can be proved."""
    customer = row.version.customer
    return Subject(
        kind=Evidence.Kind.JOB,
        pk=row.line,
        customer_id=customer.pk,
        label=row.code,
        name=f"{row.code} {row.title}",
        group=row.domain,
        path=reverse("responsibilities:evidence-line", args=[customer.slug, row.line]),
        expects=row.evidence_expected,
    )


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
    """Every job with its latest proof, of what is still good if anything is, those without first; three queries for any
    number of jobs."""
    rows = rows_to_prove(actor, customer)
    kept = visible_evidence(actor, customer).filter(kind=Evidence.Kind.JOB)
    newest: dict[UUID, Evidence] = {}
    numbers: Counter[UUID] = Counter()
    loaded = kept.select_related("added_by").order_by("happened_on", "added_at", "pk")
    for proof in sorted(loaded, key=lambda each: not each.has_expired(today)):
        newest[proof.subject_id] = proof
        numbers[proof.subject_id] += 1
    lines = [_line(row, newest.get(row.line), numbers[row.line], names, today) for row in rows]
    return sorted(lines, key=lambda line: ORDER[line.standing])


def _line(row: Row, latest: Evidence | None, number: int, names: Names, today: date) -> ProofLine:
    return ProofLine(row, owner_of(row, names), latest, number, standing_of(row, latest, today))


def standing_of(row: Row, latest: Evidence | None, today: date) -> Standing:
    """Whether the latest proof is there and young enough (C-09 of domain.md)."""
    if latest is None:
        return Standing.NONE if row.evidence_expected else Standing.NOT_ASKED
    is_old = latest.happened_on + relativedelta(months=row.review_interval_months) < today
    is_late = latest.has_expired(today) or (is_old and bool(row.evidence_expected))
    return Standing.LATE if is_late else Standing.PROVED


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
    return has_words(words, *texts)
