"""Understanding checks in the words of whoever reads them: answers beside what list and contract say, the chart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from accounts.actor import Actor
from accounts.models import Customer
from contracts.models import Contract, LiabilityCap
from contracts.queries.liability_sheet import liability_sheet
from contracts.wording import Sentence
from core.charts.trend import Point, trend
from core.words import count, day, per_cent
from responsibilities.duties import Names, Owner, owner_of
from responsibilities.models import Round
from responsibilities.queries.understanding import Compared, JobCompared, Results, RoundLine
from responsibilities.understanding.agreement import Heard, Outcome
from responsibilities.understanding.vocabulary import Question, as_ownership, words_of
from responsibilities.wording import clause_words

GOOD = 80  # per cent: the line in the chart; below it two sides should talk
OUTCOMES = {
    Outcome.SAME: ("ok", "tick", "Same"),
    Outcome.DIFFERENT: ("danger", "late", "Different"),
    Outcome.UNSURE: ("warn", "ask", "Not sure"),
    Outcome.MISSING: ("calm", "wait", "Not answered"),
}
HEADINGS = (
    "Code", "Job", "Question", "Provider answered", "Provider in detail", "Customer answered", "Customer in detail",
    "Compared", "The list says", "Clause", "To be talked about",
)  # fmt: skip


@dataclass(frozen=True)
class SideWords:
    """A side's answer: its mark if it is an owner, its words, and who said what where its people differ."""

    party: str
    mark: str
    words: str
    spread: str


@dataclass(frozen=True)
class QuestionWords:
    """One question as its reader sees it."""

    label: str
    sides: tuple[SideWords, ...]
    chip: tuple[str, str, str]


@dataclass(frozen=True)
class JobWords:
    """One job as its reader sees it, with what both signed about it."""

    job: JobCompared
    questions: tuple[QuestionWords, ...]
    listed: Owner
    clause: str
    clause_says: str
    notes: tuple[tuple[str, str, str], ...]

    @property
    def anchor(self) -> str:
        return f"job-{self.job.asked.position}"


@dataclass(frozen=True)
class LimitWords:
    """The contract's limit of liability in a sentence, and where it is written."""

    statement: Sentence
    reference: str
    url: str


def names_for(actor: Actor, round_: Round) -> tuple[str, str]:
    """Provider and customer as the reader calls them."""
    return round_.customer.provider.name, actor.you_or(round_.customer.name)


def job_words(job: JobCompared, provider: str, customer: str) -> JobWords:
    """A job of a check whose answers are shown."""
    row = job.asked.row
    return JobWords(
        job=job,
        questions=tuple(_question(each, provider, customer) for each in (job.who, job.pays)),
        listed=owner_of(row, Names(provider, customer)),
        clause=clause_words(row.clause) if row.clause else row.clause_reference,
        clause_says=(row.clause.summary or row.clause.text) if row.clause else "",
        notes=tuple((name, side, words) for name, side, words in job.notes),
    )


def statement_of(results: Results) -> tuple[str, str, str]:
    """The answer first, as text, figure, text."""
    total = results.score
    if total.percent is None:
        return "Nothing was answered by both sides, so ", "nothing can be compared", "."
    differ = sum(not job.is_same for job in results.jobs)
    if not differ:
        return "Both sides see ", count(len(results.jobs), "job"), " the same way."
    left = f" answers the same way; {count(differ, 'job')} to talk about."
    return "Both sides see ", f"{total.same} of {total.of}", left


def limit_words(actor: Actor, customer: Customer, on: date) -> LimitWords | None:
    """What the contract in force says the provider pays at most, if the reader may see it."""
    contracts = Contract.objects.visible_to(actor).filter(customer=customer).live(today=on)
    contract = (
        contracts.filter(pk__in=LiabilityCap.objects.values("contract"))
        .select_related("customer__provider")
        .order_by("effective_from", "pk")
        .first()
    )
    if contract is None:
        return None
    place = {"customer_slug": customer.slug, "pk": contract.pk}
    url = reverse("contracts:liability", kwargs=place)
    return LimitWords(liability_sheet(contract, on).statement, contract.reference, url)


def chart_of(lines: Sequence[RoundLine]) -> str:
    """The score over time, oldest first; empty before there are two."""
    known = [line for line in reversed(lines) if line.score.percent is not None]
    if len(known) < 2:
        return ""
    points = [
        Point(f"{line.on:%b %Y}", float(line.score.percent or 0), per_cent(line.score.percent), _is_low(line))
        for line in known
    ]
    about = "; ".join(f"{day(line.on)}: {per_cent(line.score.percent)}" for line in known)
    return trend(points, GOOD, title="How far both sides agreed", about=f"{about}. The table below has the numbers.")


def table_of(results: Results, provider: str, customer: str) -> Iterable[tuple[object, ...]]:
    """The results as a file: a line for each question."""
    for job in results.jobs:
        told = job_words(job, provider, customer)
        for question in told.questions:
            ours, theirs = question.sides
            yield (
                job.asked.row.code, job.asked.row.title, question.label, ours.words, ours.spread, theirs.words,
                theirs.spread, question.chip[2], told.listed.label, told.clause, "yes" if job.asked.is_topic else "no",
            )  # fmt: skip


def _is_low(line: RoundLine) -> bool:
    return line.score.percent is not None and line.score.percent < GOOD


def _question(found: Compared, provider: str, customer: str) -> QuestionWords:
    sides = (_side(found.question, provider, found.provider, (provider, customer)),
             _side(found.question, customer, found.customer, (provider, customer)))  # fmt: skip
    return QuestionWords(found.question.label, sides, OUTCOMES[found.outcome])


def _side(question: Question, party: str, heard: Heard, names: tuple[str, str]) -> SideWords:
    spread = "; ".join(f"{', '.join(people)}: {words_of(question, value, *names)}" for value, people in heard.said)
    mark = as_ownership(heard.value) if question == Question.WHO else None
    words = words_of(question, heard.value, *names) or "Nobody answered"
    if words == "I don’t know":
        words = "Does not know" if party != "You" else "You don’t know"
    return SideWords(party, mark or "", words, spread if heard.is_spread else "")
