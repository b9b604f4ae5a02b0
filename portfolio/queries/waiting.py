"""What waits for the reader of a customer's page, the most important first. Pure: no query."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from accounts.actor import Actor
from accounts.enums import Permission
from accounts.models import Customer
from contracts.incidents.wording import by_when, left
from contracts.models import Notification
from contracts.queries.incidents.notices import told_of
from core.words import count, long_day
from engagement.models import Due
from responsibilities.models import Question, Signature, Version, VersionState
from responsibilities.queries.review_items import Show

TOLD_MOST = 4  # notices of incidents on the first page


@dataclass(frozen=True)
class Agreed:
    """How far the version that counts is agreed, in jobs."""

    number: int
    state: str
    since: Any
    total: int
    agreed: int
    asked: int
    nobody: int
    accepted: int

    @property
    def to_read(self) -> int:
        return max(0, self.total - self.agreed - self.asked - self.nobody)

    @property
    def is_in_force(self) -> bool:
        return self.state == VersionState.AGREED

    @property
    def is_draft(self) -> bool:
        return self.state == VersionState.DRAFT

    @property
    def asked_from(self) -> int:
        """Where the part with questions begins in the bar."""
        return self.agreed

    @property
    def nobody_from(self) -> int:
        return self.agreed + self.asked


@dataclass(frozen=True)
class Task:
    """One thing that waits for the reader, with the one button that does it."""

    title: str
    why: str
    url: str
    button: str


def waiting_for(
    customer: Customer,
    actor: Actor,
    version: Version | None,
    agreed: Agreed | None,
    questions: list[Question],
    signatures: list[Signature],
    overdue: int,
    lacks: Collection[str] = (),
    credits_due: Sequence[Due] = (),
) -> list[Task]:
    """Tasks of the actor's side that the actor's role may do.

    `lacks` names what a new customer is still without; `credits_due` are last days to claim, the next one first.
    """
    signed = {signature.side for signature in signatures if version and signature.version_id == version.pk}
    then = (_reading, _signing, _proposing, _reviewing) if version else (_beginning, _drafting)
    facts = _Facts(customer, actor, version, agreed, questions, signed, overdue, frozenset(lacks), tuple(credits_due))
    return [task for make in (_claiming, _answers, *then) for task in make(facts)]


def telling(customer: Customer, untold: list[Notification], now: datetime) -> list[Task]:
    """Who has to be told of an incident, the most urgent first. Pure."""
    tasks = [_telling(one, now) for one in untold[:TOLD_MOST]]
    if (more := len(untold) - TOLD_MOST) > 0:
        url = reverse("contracts:incident-list", kwargs={"customer_slug": customer.slug})
        why = "Their time runs out later, or no time is named."
        tasks.append(Task(f"Tell {more:,} more", why, url, "See the incidents"))
    return tasks


def _telling(one: Notification, now: datetime) -> Task:
    told, incident = told_of(one, now), one.incident
    when = "As soon as possible."
    if told.clock:
        when = f"By {by_when(told.clock.due_at)}: {left(told.clock)}."
    url = f"{incident.get_absolute_url()}#notice-{one.pk}"
    return Task(f"Tell {told.name} of {incident.reference}", f"{incident.title}. {when}", url, "Open the incident")


@dataclass(frozen=True)
class _Facts:
    customer: Customer
    actor: Actor
    version: Version | None
    agreed: Agreed | None
    questions: list[Question]
    signed: set[str]
    overdue: int
    lacks: frozenset[str]
    credits_due: tuple[Due, ...]

    def url(self, name: str, **kwargs: UUID | int) -> str:
        return reverse(name, kwargs={"customer_slug": self.customer.slug, **kwargs})

    @property
    def other(self) -> str:
        """The other side's name."""
        return self.customer.across_from(self.actor)


def _claiming(facts: _Facts) -> Iterable[Task]:
    """Money back that is lost after a day, so it comes first."""
    if not (facts.credits_due and facts.actor.is_customer and facts.actor.may(Permission.CREDIT_CLAIM)):
        return
    first, until = facts.credits_due[0], long_day(facts.credits_due[0].due_on)
    one = len(facts.credits_due) == 1
    yield Task(
        "Claim money back for a promise missed" if one else f"Claim money back {len(facts.credits_due)} times",
        f"{first.title}: {until}." if one else f"The first has to be claimed by {until}.",
        first.path,
        "Look at it" if one else "Look at them",
    )


def _answers(facts: _Facts) -> Iterable[Task]:
    us, side, may = ("us", "provider", Permission.QUESTION_ANSWER)
    if facts.actor.is_customer:
        us, side, may = ("you", "customer", Permission.QUESTION_ASK)
    waiting = [question for question in facts.questions if question.waits_for == side]
    if not waiting or not facts.actor.may(may):
        return
    one = len(waiting) == 1
    since = long_day(timezone.localdate(waiting[0].asked_at))
    yield Task(
        f"Read the answer from {facts.other}" if facts.actor.is_customer else f"Answer {facts.other}",
        f"{count(len(waiting), 'question')} waiting for {us}, the oldest since {since}.",
        facts.url("responsibilities:question", pk=waiting[0].pk)
        if one
        else facts.url("responsibilities:question-list"),
        "Open it" if one else "Open them",
    )


def _reading(facts: _Facts) -> Iterable[Task]:
    agreed, version = facts.agreed, facts.version
    if not (agreed and version and version.is_proposed and facts.actor.may(Permission.MATRIX_AGREE)):
        return
    url = facts.url("responsibilities:matrix")
    by = f" Please sign by {long_day(version.sign_by)}." if version.sign_by else ""
    if agreed.to_read:
        yield Task(
            f"Read the {count(agreed.to_read, 'job')} left in version {version.number}",
            f"About {count(max(1, agreed.to_read // 2), 'minute')}.{by}",
            url,
            "Carry on reading",
        )
    if agreed.nobody:
        yield Task(
            f"Say who does {count(agreed.nobody, 'job')} that nobody does yet",
            "Suggest somebody, or accept the risk in writing.",
            f"{url}?show={Show.NOBODY}",
            "Look at them",
        )


def _signing(facts: _Facts) -> Iterable[Task]:
    agreed, version, actor = facts.agreed, facts.version, facts.actor
    side = actor.party
    if not (agreed and version and version.is_proposed and actor.may(Permission.MATRIX_SIGN)):
        return
    if side not in facts.signed and (actor.is_provider or agreed.agreed == agreed.total):
        yield Task(
            f"Sign version {version.number}",
            f"{facts.other} has signed it." if facts.signed else f"{facts.other} signs the same version.",
            facts.url("responsibilities:sign", number=version.number),
            "Read and sign",
        )


def _proposing(facts: _Facts) -> Iterable[Task]:
    version, agreed = facts.version, facts.agreed
    if not (version and agreed and version.is_draft and facts.actor.may(Permission.MATRIX_PROPOSE)):
        return
    has = "has" if agreed.nobody == 1 else "have"
    left = f"{count(agreed.nobody, 'job')} {has} no owner yet." if agreed.nobody else "Every job has an owner."
    yield Task(
        f"Finish and propose version {version.number}",
        left,
        facts.url("responsibilities:matrix"),
        "Open the draft",
    )


def _beginning(facts: _Facts) -> Iterable[Task]:
    """What comes before a matrix: the contract it is drafted from, and somebody to read it."""
    if "contract" in facts.lacks and facts.actor.may(Permission.CONTRACT_EDIT):
        why = "Its services say which jobs the matrix gives you."
        yield Task("Add the contract", why, facts.url("contracts:contract-add"), "Add it")
    if "people" in facts.lacks and facts.actor.may(Permission.CUSTOMER_PEOPLE_MANAGE):
        why = "An owner of the business reads, asks and signs."
        yield Task(f"Invite {facts.customer.name}", why, facts.url("accounts:customer-people"), "Invite somebody")


def _drafting(facts: _Facts) -> Iterable[Task]:
    if facts.actor.may(Permission.MATRIX_EDIT):
        yield Task(
            "Draft the matrix",
            "From the catalogue and the services bought, or from a file you already have.",
            facts.url("responsibilities:matrix"),
            "Start",
        )


def _reviewing(facts: _Facts) -> Iterable[Task]:
    if facts.overdue and facts.actor.may(Permission.ROW_REVIEW):
        yield Task(
            f"Look at {count(facts.overdue, 'job')} again",
            f"{_overdue(facts.overdue)}, or what has changed.",
            facts.url("responsibilities:upkeep"),
            "Review it" if facts.overdue == 1 else "Review them",
        )


def _overdue(jobs: int) -> str:
    one = jobs == 1
    return f"{'Its' if one else 'Their'} review is overdue. Say that {'it still holds' if one else 'they still hold'}"
