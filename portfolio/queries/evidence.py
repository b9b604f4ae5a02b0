"""The evidence index: everything on file that shows that a duty is done, whichever app knows the duty."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import F, Q
from django.db.models.expressions import OrderBy
from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import Permission
from accounts.models import Customer
from continuity.models import Exercise
from contracts.models import Contract, Policy, SlaTarget
from core.searching import with_words
from core.words import day
from responsibilities.models import Evidence, Row
from responsibilities.models.evidence import EvidenceQuerySet
from responsibilities.proof import Subject
from responsibilities.queries.evidence import job_subject, rows_to_prove, visible_evidence

Kind = Evidence.Kind
SORTS = {
    "day": ("happened_on", "added_at"),
    "about": ("kind", "label", "happened_on"),
    "until": ("expires_on", "happened_on"),
    "by": ("added_by__name", "happened_on"),
}


class State(StrEnum):
    """Whether proof still holds."""

    GOOD = "good"
    SOON = "soon"  # runs out within thirty days
    EXPIRED = "expired"

    @property
    def label(self) -> str:
        return {"good": "Holds", "soon": "Runs out soon", "expired": "Has run out"}[self.value]

    @property
    def tone(self) -> str:
        """The colour of its chip."""
        return {"good": "ok", "soon": "warn", "expired": "danger"}[self.value]

    @property
    def icon(self) -> str:
        """The shape in its chip."""
        return {"good": "tick", "soon": "wait", "expired": "late"}[self.value]


SOON_DAYS = 30


@dataclass(frozen=True)
class FiledLine:
    """One piece of proof as the index shows it; `path` leads to what it is about, where that has a page."""

    proof: Evidence
    about: str
    path: str
    state: State


def provable(actor: Actor, customer: Customer, today: date) -> list[Subject]:
    """Everything of this customer that proof can be added for, group by group; five queries."""
    return [
        *(job_subject(row) for row in rows_to_prove(actor, customer)),
        *_promises(actor, customer, today),
        *_conditions(actor, customer, today),
        *_exercises(actor, customer),
    ]


def _promises(actor: Actor, customer: Customer, today: date) -> Iterable[Subject]:
    """The service levels of the contracts that hold."""
    if not actor.may(Permission.CONTRACT_VIEW):
        return
    contracts = Contract.objects.visible_to(actor).of_customer(customer).current(today=today)
    targets = SlaTarget.objects.filter(contract__in=contracts).select_related("contract")
    for target in targets.order_by("contract__reference", "metric", "priority", "pk"):
        name = f"{target} ({target.contract.reference})"
        path = reverse("contracts:level-list", args=[customer.slug])
        yield _subject(Kind.PROMISE, target.pk, customer, name, "Service levels", path)


def _conditions(actor: Actor, customer: Customer, today: date) -> Iterable[Subject]:
    """What the insurers of the customer require."""
    if not actor.may(Permission.POLICY_VIEW):
        return
    policies = Policy.objects.visible_to(actor).of_customer(customer).filter(ends_on__gte=today)
    for policy in policies.prefetch_related("conditions").order_by("starts_on", "pk"):
        path = f"{policy.get_absolute_url()}#conditions"
        for condition in sorted(policy.conditions.all(), key=lambda each: each.code):
            yield _subject(
                Kind.CONDITION, condition.pk, customer, f"{condition.code} ({policy})", "Insurers’ conditions", path
            )


def _exercises(actor: Actor, customer: Customer) -> Iterable[Subject]:
    """Exercises that were held, the latest first."""
    if not actor.may(Permission.CONTINUITY_VIEW):
        return
    held = Exercise.objects.visible_to(actor).of_customer(customer).held().select_related("plan__customer")
    for exercise in held.order_by("-held_on", "pk"):
        name = f"{exercise} of “{exercise.plan}”, {day(exercise.held_on)}"
        yield _subject(Kind.EXERCISE, exercise.pk, customer, name, "Exercises", exercise.get_absolute_url())


def _subject(kind: str, pk: UUID, customer: Customer, name: str, group: str, path: str) -> Subject:
    return Subject(kind=kind, pk=pk, customer_id=customer.pk, label=name[:160], name=name[:160], group=group, path=path)


SEARCHED = ("title", "label", "words", "filename", "added_by__name")


def filed(actor: Actor, customer: Customer, asked: dict[str, Any], today: date) -> EvidenceQuerySet:
    """What is on file and fits what was asked for, in the order asked for."""
    kept = with_words(visible_evidence(actor, customer), asked.get("q", ""), *SEARCHED)
    if kind := asked.get("kind"):
        kept = kept.filter(kind=kind)
    if about := asked.get("about"):
        kept = kept.filter(subject_id=about)
    if state := asked.get("state"):
        kept = kept.filter(_in_state(state, today))
    return kept.select_related("added_by").order_by(*_order(asked.get("sort") or "-day"), "pk")


def _order(sort: str) -> list[OrderBy]:
    """The fields of a heading, turned round by a minus; what does not run out comes last either way."""
    fields = [F(name) for name in SORTS.get(sort.removeprefix("-"), SORTS["day"])]
    if sort.startswith("-"):
        return [field.desc(nulls_last=True) for field in fields]
    return [field.asc(nulls_last=True) for field in fields]


def _in_state(state: str, today: date) -> Q:
    soon = date.fromordinal(today.toordinal() + SOON_DAYS)
    if state == State.EXPIRED:
        return Q(expires_on__lt=today)
    if state == State.SOON:
        return Q(expires_on__gte=today, expires_on__lte=soon)
    return Q(expires_on=None) | Q(expires_on__gt=soon)


def filed_lines(actor: Actor, customer: Customer, proofs: Iterable[Evidence], today: date) -> list[FiledLine]:
    """Lines of the index with where each leads; as many queries for one as for thousands."""
    proofs = list(proofs)
    known = {(each.kind, each.pk): each for each in provable(actor, customer, today)} if proofs else {}
    titles = _titles(actor, customer, [proof.subject_id for proof in proofs if proof.kind == Kind.JOB])
    return [_line(proof, known.get((proof.kind, proof.subject_id)), titles, customer, today) for proof in proofs]


def _titles(actor: Actor, customer: Customer, lines: list[UUID]) -> dict[UUID, str]:
    """What jobs are called in the newest version this actor may see, those that are no longer listed included."""
    rows = Row.objects.visible_to(actor).filter(version__customer=customer, line__in=lines)
    return {line: f"{code} {title}" for line, code, title in rows.order_by("version__number").values_list(
        "line", "code", "title"
    )}  # fmt: skip


def _line(
    proof: Evidence, subject: Subject | None, titles: dict[UUID, str], customer: Customer, today: date
) -> FiledLine:
    path = subject.path if subject else ""
    if proof.kind == Kind.JOB:
        path = reverse("responsibilities:evidence-line", args=[customer.slug, proof.subject_id])
    name = titles.get(proof.subject_id) or (subject.name if subject else proof.label)
    return FiledLine(proof, name, path, state_of(proof, today))


def state_of(proof: Evidence, today: date) -> State:
    """Whether it still holds on that day."""
    if proof.has_expired(today):
        return State.EXPIRED
    if proof.expires_on is not None and (proof.expires_on - today).days <= SOON_DAYS:
        return State.SOON
    return State.GOOD
