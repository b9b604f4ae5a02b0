"""Understanding checks as pages show them: who still answers, what both sides said, how that went over time."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Customer
from responsibilities.models import AskedRow, Participant, Round, Row, Version, View
from responsibilities.queries.facts import high_findings_of
from responsibilities.understanding.agreement import Given, Heard, Outcome, Score, compare, heard, score
from responsibilities.understanding.suggesting import Candidate
from responsibilities.understanding.vocabulary import Question

SIDES = ("provider", "customer")


@dataclass(frozen=True)
class Answering:
    """Somebody who was asked, as long as nobody sees the answers: no word about what they are."""

    name: str
    side: str
    given: int
    of: int
    is_finished: bool
    is_reader: bool


@dataclass(frozen=True)
class Compared:
    """One question about one job: what each side says, and whether that is the same."""

    question: Question
    provider: Heard
    customer: Heard
    outcome: Outcome


@dataclass(frozen=True)
class JobCompared:
    """A job with both questions, and whatever people wrote beside their answers (name, side, words)."""

    asked: AskedRow
    who: Compared
    pays: Compared
    notes: tuple[tuple[str, str, str], ...]

    @property
    def is_same(self) -> bool:
        return self.who.outcome == self.pays.outcome == Outcome.SAME

    @property
    def differs_from_list(self) -> bool:
        """Both sides agree on who does it, and the list that both signed says otherwise."""
        return self.who.outcome == Outcome.SAME and self.who.provider.value != self.asked.row.ownership


@dataclass(frozen=True)
class Results:
    """A check whose answers are shown."""

    jobs: tuple[JobCompared, ...]
    who: Score
    pays: Score
    missing: tuple[str, ...]

    @property
    def score(self) -> Score:
        return Score(self.who.same + self.pays.same, self.who.of + self.pays.of)


@dataclass(frozen=True)
class RoundLine:
    """A check in the list and in the chart."""

    round: Round
    on: date
    jobs: int
    score: Score
    topics: int


def answering(round_: Round, actor: Actor) -> tuple[Answering, ...]:
    """Who was asked and how far each is. One query."""
    people = round_.participants.select_related("person").annotate(given=Count("views"))
    total = round_.asked.count()
    return tuple(
        Answering(
            each.person.name, each.side, each.given, total, each.finished_at is not None,
            each.person_id == actor.user_id and each.side == actor.side,
        )
        for each in people.order_by("side", "person__name", "pk")
    )  # fmt: skip


def participant_of(round_: Round, actor: Actor) -> Participant | None:
    """The reader's own part in a check."""
    if actor.user_id is None:
        return None
    return round_.participants.filter(person=actor.user_id, side=actor.side).first()


def waiting_for(actor: Actor, customer: Customer) -> Round | None:
    """The open check in which this reader has not finished."""
    mine = Participant.objects.filter(person=actor.user_id, side=actor.side, finished_at=None)
    return Round.objects.visible_to(actor).of_customer(customer).open().filter(participants__in=mine).first()


def results_of(round_: Round) -> Results:
    """Side by side, for a check whose answers are shown. Three queries."""
    if round_.is_open:
        raise ValueError("Nobody sees answers before the check shows them.")
    jobs = _compared([round_])[round_.pk]
    missing = round_.participants.filter(finished_at=None).select_related("person").order_by("side", "person__name")
    return Results(
        jobs=jobs,
        who=score([job.who.outcome for job in jobs]),
        pays=score([job.pays.outcome for job in jobs]),
        missing=tuple(each.person.name for each in missing),
    )


def outcomes_of(round_: Round) -> dict[UUID, tuple[Outcome, Outcome]]:
    """For each job asked about, how the answers to both questions compare. Only for what is being shown."""
    return {job.asked.pk: (job.who.outcome, job.pays.outcome) for job in _compared([round_])[round_.pk]}


def lines_of(rounds: Iterable[Round]) -> list[RoundLine]:
    """Checks that are shown, with their scores; three queries for any number of them."""
    several = [each for each in rounds if not each.is_open]
    compared = _compared(several)
    return [
        RoundLine(
            round=each,
            on=timezone.localdate(each.revealed_at),
            jobs=len(compared[each.pk]),
            score=score([o for job in compared[each.pk] for o in (job.who.outcome, job.pays.outcome)]),
            topics=sum(job.asked.is_topic for job in compared[each.pk]),
        )
        for each in several
    ]


def topics_of(customer: Customer) -> tuple[JobCompared, ...]:
    """What the latest check that is shown leaves to be talked about."""
    latest = Round.objects.of_customer(customer).revealed().order_by("-revealed_at", "pk").first()
    return tuple(job for job in _compared([latest])[latest.pk] if job.asked.is_topic) if latest else ()


def candidates(version: Version, today: date) -> list[tuple[Row, Candidate]]:
    """The jobs in scope of a list in force, each with what speaks for asking about it (customer, provider loaded)."""
    wrong = {str(found.facts.get("code", "")) for found in high_findings_of(version, today)}
    lines = set(AskedRow.objects.filter(round__customer=version.customer_id).values_list("line", flat=True))
    rows = Row.objects.in_scope().filter(version=version).order_by("position", "pk")
    return [
        (row, Candidate(str(row.pk), row.title, row.domain, row.ownership, row.code in wrong, row.line in lines))
        for row in rows
    ]


def _compared(rounds: Iterable[Round]) -> dict[UUID, tuple[JobCompared, ...]]:
    """The jobs of several checks with what both sides said. Two queries."""
    ids = [each.pk for each in rounds]
    views: dict[UUID, list[View]] = defaultdict(list)
    given = View.objects.filter(asked__round__in=ids).select_related("participant__person")
    for view in given.order_by("participant__person__name", "pk"):
        views[view.asked_id].append(view)
    found: dict[UUID, list[JobCompared]] = {pk: [] for pk in ids}
    asked = AskedRow.objects.filter(Q(round__in=ids)).select_related("row__clause__contract")
    for each in asked.order_by("position", "pk"):
        found[each.round_id].append(_job(each, views[each.pk]))
    return {pk: tuple(jobs) for pk, jobs in found.items()}


def _job(asked: AskedRow, views: list[View]) -> JobCompared:
    return JobCompared(
        asked=asked,
        who=_question(Question.WHO, asked.row, views),
        pays=_question(Question.PAYS, asked.row, views),
        notes=tuple((v.participant.person.name, v.participant.side, v.note) for v in views if v.note),
    )


def _question(question: Question, row: Row, views: list[View]) -> Compared:
    provider, customer = (heard(_given(question, row, views, side)) for side in SIDES)
    return Compared(question, provider, customer, compare(provider, customer))


def _given(question: Question, row: Row, views: list[View], side: str) -> list[Given]:
    named = (row.provider_person if side == "provider" else row.customer_person).strip().lower()
    return [
        Given(view.participant.person.name, getattr(view, question), view.participant.person.name.lower() == named)
        for view in views
        if view.participant.side == side
    ]
