"""An interview as its pages show it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from accounts.models import Customer
from continuity.enums import ImpactKind
from continuity.interview.applying import drafted
from continuity.interview.asking import Asked, ask
from continuity.interview.draft import Draft, Scores, Target, Targets
from continuity.interview.effects import cost_of_a_cut, so_far
from continuity.interview.question import Question, Section, Starter
from continuity.interview.sectors import STARTERS
from continuity.interview.wording import answer_in_words, for_staff, told
from continuity.models import ImpactScore, Interview, NamedFailure
from continuity.queries.model import business_of, wanted_of
from continuity.queries.overview import trading_moment
from continuity.survival.model import Business, NodeKind, Point
from core.words import count

CUT = 8 * 60  # minutes


@dataclass(frozen=True)
class Answered:
    """One line of the summary: the question, its answer in words, and whether the answer is only assumed."""

    question: Question
    words: str
    is_assumed: bool
    is_unknown: bool


@dataclass(frozen=True)
class Part:
    """A section of the summary, with what it comes to."""

    section: Section
    lines: tuple[Answered, ...]
    comes_to: str


@dataclass(frozen=True)
class Difference:
    """A statement of the present model that another takes the place of (`becomes`), or that goes."""

    about: str
    was: str
    becomes: str


@dataclass(frozen=True)
class Summary:
    """What was understood, and what it replaces. Without an answer this time: `left` stand on what is usual, `kept` on
    what is written already."""

    parts: tuple[Part, ...]
    cost: str
    cost_from: str
    unknown: tuple[Question, ...]
    left: int
    kept: int
    differences: tuple[Difference, ...]


def starter_of(interview: Interview) -> Starter:
    return STARTERS[interview.sector]


def asked_in(interview: Interview) -> Asked:
    return ask(starter_of(interview), interview.answers, interview.known)


def draft_of(interview: Interview) -> Draft:
    """The model that the answers make; scores of harm that no question asks for stay as they are."""
    draft = drafted(starter_of(interview), interview.answers, interview.known)
    draft.scores = scores_of(interview.customer) | draft.scores
    return draft


def last_finished(customer: Customer) -> Interview | None:
    finished = Interview.objects.readable().filter(customer=customer, finished_at__isnull=False)
    return finished.order_by("-finished_at", "pk").first()


def scores_of(customer: Customer) -> Scores:
    """Scores of the model that is there, by kind of harm and point."""
    rows = ImpactScore.objects.filter(model__customer=customer).values_list("kind", "point", "score")
    return {(ImpactKind(kind), Point(point)): score for kind, point, score in rows}


def targets_of(customer: Customer) -> Targets:
    """What is wanted of the things of the model that is there, by the engine's key."""
    return {key: Target(each.rto, each.rpo) for key, each in wanted_of(customer).items()}


def targets_told(customer: Customer, draft: Draft | None = None) -> Targets:
    """By name: what is kept, and over it what a draft says."""
    kept = {each.name: Target(each.rto, each.rpo) for each in wanted_of(customer).values()}
    if draft is None:
        return kept
    for key, wanted in draft.targets.items():
        was = kept.get(draft.nodes[key].name, Target())
        rto, rpo = (old if new is None else new for old, new in zip(was, wanted, strict=True))
        kept[draft.nodes[key].name] = Target(rto, rpo)
    return kept


def just_said(interview: Interview, question: Question, name: str = "") -> str:
    """What the section before this question comes to, when the question opens a section. `name` is what the provider
    calls the customer; a customer is “you”."""
    asked, starter = asked_in(interview), starter_of(interview)
    before = asked.before(question)
    if before is None or starter.section_of(before) is starter.section_of(question):
        return ""
    said = so_far(starter, draft_of(interview).business(), starter.section_of(before))
    return for_staff(said, name) if name else said


def summary_of(interview: Interview, today: date, name: str = "") -> Summary:
    """`name` as above."""
    asked, starter = asked_in(interview), starter_of(interview)
    draft = draft_of(interview)
    business = draft.business()
    start = trading_moment(business, today)
    parts = []
    for section in starter.sections:
        lines = tuple(_line(interview, asked, each) for each in section.questions if each in asked.questions)
        said = so_far(starter, business, section)
        parts.append(Part(section, lines, for_staff(said, name) if name else said))
    open_ones = [each.id for each in asked.questions if each.id not in interview.answers]
    kept = sum(id in interview.known for id in open_ones)
    return Summary(
        parts=tuple(parts),
        cost=cost_of_a_cut(business, "power", start, CUT),
        cost_from=f"{start:%H:%M}",
        unknown=asked.unknown,
        left=len(open_ones) - kept,
        kept=kept,
        differences=replaced_by(interview.customer, draft),
    )


def replaced_by(customer: Customer, draft: Draft) -> tuple[Difference, ...]:
    """What writing this draft would change of what is kept; kept outages are counted, not named: the other side may
    not know of them."""
    business = draft.business()
    staying = [node.name for node in business.nodes]
    failing = NamedFailure.objects.filter(node__model__customer=customer).exclude(node__kind=NodeKind.SERVICE)
    counts = failing.exclude(node__name__in=staying).order_by("node__name").values_list("node__name")
    outages = (
        Difference(f"its failure in {count(number, 'kept outage')}", name, "")
        for name, number in counts.annotate(number=Count("pk"))
    )
    present = business_of(customer)
    return (*(differences(customer, present, draft) if present else ()), *outages)


def differences(customer: Customer, present: Business, new: Draft) -> tuple[Difference, ...]:
    """What of the present model would not stay as it is. What is only added is none."""
    was = told(present, targets_told(customer))
    becomes = told(new.business(), targets_told(customer, new))
    return tuple(
        Difference(about, said, becomes.get(about, "")) for about, said in was.items() if becomes.get(about) != said
    )


@dataclass(frozen=True)
class InterviewEntry:
    """The way into the questions: whether some wait, and what nobody knew when they were last finished."""

    is_open: bool
    to_find_out: tuple[str, ...]


def entry_of(customer: Customer) -> InterviewEntry:
    """Two queries."""
    last = last_finished(customer)
    unknown = asked_in(last).unknown if last else ()
    is_open = Interview.objects.open().filter(customer=customer).exists()
    return InterviewEntry(is_open, tuple(each.text for each in unknown))


def _line(interview: Interview, asked: Asked, question: Question) -> Answered:
    given = interview.answers.get(question.id)
    return Answered(
        question=question,
        words=answer_in_words(question, asked.means[question.id]),
        is_assumed=given is None and question.id not in interview.known,
        is_unknown=question.id in interview.answers and given is None,
    )
