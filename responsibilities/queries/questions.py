"""Lists of questions and one thread, for both sides."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.utils.timezone import localtime

from accounts.actor import Actor
from core.searching import with_words
from core.sorting import order_of, ordered
from responsibilities.duties import Names, Owner, owner_of
from responsibilities.models import Message, Question, Row
from responsibilities.permissions import allowed, check_can_answer, check_can_close, check_can_reopen
from responsibilities.queries.threads import Said, Thread, say
from responsibilities.row_links import anchor_of, part_of

SORTS = {"customer": ("customer__name",), "job": ("row__code",), "said": ("last_at",)}


class Waiting(StrEnum):
    """Whom an open question waits for, seen from the reader; or that it is settled."""

    OPEN = ""
    US = "us"
    THEM = "them"
    CLOSED = "closed"


@dataclass(frozen=True)
class Choice:
    """One tab of the list with how many questions it has."""

    waiting: Waiting
    label: str
    count: int
    is_here: bool


@dataclass(frozen=True)
class Conversation:
    """One thread with what the reader may do in it."""

    thread: Thread
    asked_side: str
    may_answer: bool
    may_close: bool
    may_reopen: bool
    owner: Owner
    part: str
    anchor: str


def questions_of(actor: Actor) -> QuerySet[Question]:
    """Questions this actor may read, with their first and last words and who waits for whom."""
    said = Message.objects.filter(question=OuterRef("pk"))
    return (
        Question.objects.visible_to(actor)
        .select_related("row__version", "customer__provider", "asked_by")
        .annotate(
            first_text=Subquery(said.order_by("said_at", "pk").values("text")[:1]),
            last_text=Subquery(said.order_by("-said_at", "-pk").values("text")[:1]),
            last_name=Subquery(said.order_by("-said_at", "-pk").values("said_by__name")[:1]),
            last_at=Subquery(said.order_by("-said_at", "-pk").values("said_at")[:1]),
        )
    )


def narrow(questions: QuerySet[Question], actor: Actor, waiting: Waiting) -> QuerySet[Question]:
    """Those of one tab; the ones that wait longest first, the settled ones last settled first."""
    if waiting == Waiting.CLOSED:
        return questions.filter(closed_at__isnull=False).order_by("-closed_at", "pk")
    questions = questions.filter(closed_at=None)
    if waiting != Waiting.OPEN:
        questions = questions.filter(waits_for=_side(actor, waiting))
    return questions.order_by(F("last_at"), "pk")


def in_order(questions: QuerySet[Question], sort: str) -> QuerySet[Question]:
    """As a heading asks for, else as they come."""
    return ordered(questions, SORTS, sort, "") if order_of(sort, SORTS, "") else questions


def table_of(questions: Iterable[Question]) -> Iterator[tuple[object, ...]]:
    """The rows of a list as a file tells them (from `questions_of`)."""
    for one in questions:
        sides = {"provider": one.customer.provider.name, "customer": one.customer.name}
        yield (
            one.customer.name, one.row.code, one.row.title, one.row.version.number, localtime(one.asked_at),
            one.asked_by.name, one.first_text, one.last_name, localtime(one.last_at), one.last_text,  # type: ignore[attr-defined]  # annotated
            "Settled" if one.closed_at else f"Waits for {sides[one.waits_for]}",
            localtime(one.closed_at) if one.closed_at else None,
        )  # fmt: skip


def search(questions: QuerySet[Question], words: str) -> QuerySet[Question]:
    """Every word stands in the job, the customer's name, or something said."""
    return with_words(questions, words, "row__title", "customer__name", also=_named_or_said)


def _named_or_said(word: str) -> Q:
    said = Message.objects.filter(question=OuterRef("pk"), text__icontains=word)
    return Q(row__code__iexact=word) | Q(pk__in=Subquery(said.values("question")))


def choices(
    questions: QuerySet[Question], actor: Actor, here: Waiting, labels: dict[Waiting, str]
) -> tuple[Choice, ...]:
    """The tabs, counted in one query."""
    counts = questions.order_by().aggregate(
        open=Count("pk", filter=Q(closed_at=None)),
        us=Count("pk", filter=Q(closed_at=None, waits_for=_side(actor, Waiting.US))),
        them=Count("pk", filter=Q(closed_at=None, waits_for=_side(actor, Waiting.THEM))),
        closed=Count("pk", filter=Q(closed_at__isnull=False)),
    )
    return tuple(
        Choice(waiting, label, counts[waiting.name.lower()], waiting == here) for waiting, label in labels.items()
    )


def conversation(actor: Actor, question: Question, row: Row) -> Conversation:
    """The whole thread, oldest first; `row` is its job in the version the reader is led to."""
    names = Names(question.customer.provider.name, actor.you_or(question.customer.name))
    messages = list(question.messages.select_related("said_by").order_by("said_at", "pk"))
    side = messages[0].side if messages else ""
    said: tuple[Said, ...] = tuple(say(message, names) for message in messages)
    return Conversation(
        thread=Thread(question, said),
        asked_side=side,
        may_answer=allowed(check_can_answer, actor, question),
        may_close=allowed(check_can_close, actor, question, asked_side=side),
        may_reopen=allowed(check_can_reopen, actor, question),
        owner=owner_of(row, names),
        part=part_of(row.domain),
        anchor=anchor_of(row.code),
    )


def _side(actor: Actor, waiting: Waiting) -> str:
    ours, theirs = ("provider", "customer") if actor.is_provider else ("customer", "provider")
    return ours if waiting == Waiting.US else theirs
