"""The review page: one version as its customer reads it, in a number of queries that no row adds to."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import IntegerField, Prefetch, QuerySet, UUIDField

from accounts.actor import Actor
from core.prepared import prepared
from responsibilities.changes import compare
from responsibilities.duties import Names, duties, owner_of
from responsibilities.frozen import FROZEN_FIELDS, FrozenRow, FrozenVersion, freeze
from responsibilities.models import Message, Question, Row, Version, VersionState
from responsibilities.queries.review_items import (
    Changed,
    Item,
    Part,
    Progress,
    Show,
    make_changed,
    progress_of,
)
from responsibilities.queries.review_reader import Reader, reader_of
from responsibilities.queries.review_rows import ReadRow, readable_clauses, rows_of
from responsibilities.queries.signing import signed_sides
from responsibilities.queries.threads import Thread, say

LABELS = {
    Show.EVERYTHING: "Everything",
    Show.TO_READ: "To read",
    Show.CHANGED: "Changed",
    Show.QUESTIONS: "Your questions",
    Show.NOBODY: "Nobody’s yet",
}
# Rows that one answer carries at most before closed parts are fetched when they are opened.
ROWS_AT_ONCE = 40


@dataclass(frozen=True)
class Tab:
    """One choice of what to see, with how many jobs it has."""

    show: Show
    label: str
    count: int
    is_here: bool

    @property
    def is_nobodys(self) -> bool:
        return self.show == Show.NOBODY


@dataclass(frozen=True)
class Group:
    """Parts that follow each other and are all open or all closed."""

    is_open: bool
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Tally:
    """How many jobs of a part are settled."""

    slug: str
    total: int
    agreed: int


@dataclass(frozen=True)
class Review:
    """A version as the customer reads it."""

    version: Version
    reader: Reader
    show: Show
    words: str
    since: int | None
    items: tuple[Item, ...]
    parts: tuple[Part, ...]
    tabs: tuple[Tab, ...]
    progress: Progress
    signed: frozenset[str]

    @property
    def names(self) -> Names:
        return self.reader.names

    def item(self, pk: UUID) -> Item:
        return next(item for item in self.items if item.row.pk == pk)

    def part(self, slug: str) -> Part | None:
        return next((part for part in self.parts if part.slug == slug), None)

    @property
    def is_whole(self) -> bool:
        """Nothing is filtered out."""
        return self.show == Show.EVERYTHING and not self.words

    @property
    def query(self) -> str:
        """The query string of what is shown, for its file."""
        return "?" + urlencode({"show": self.show, "q": self.words})

    @property
    def groups(self) -> tuple[Group, ...]:
        """Open parts one by one, closed neighbours together."""
        return tuple(Group(is_open, tuple(parts)) for is_open, parts in groupby(self.parts, lambda part: part.is_open))

    @property
    def next_url(self) -> str:
        """The first job that waits for the reader, in the order of the page; "" when none does."""
        for part in self.parts:
            for item in part.waiting:
                if item.is_to_read or item.is_nobodys:
                    opening = "" if part.is_loaded else f"?show={self.show}&open={part.slug}"
                    return f"{opening}#{item.anchor}"
        return ""

    def tally(self, slug: str) -> Tally:
        """How far one whole part is."""
        items = [item for item in self.items if item.part == slug]
        return Tally(slug, len(items), sum(item.is_settled for item in items))


def load_review(
    actor: Actor,
    version: Version,
    *,
    show: Show = Show.EVERYTHING,
    words: str = "",
    opened: Collection[str] = (),
    page_path: str = "/",
) -> Review:
    """The page's facts: jobs of one kind that hold all `words`. `opened` names parts asked to be open.

    The version is one that the actor may see. Links to rows are relative to `page_path`, the page they stand on.
    """
    signed = signed_sides(version)
    reader = reader_of(actor, version, signed, page_path)
    before = agreed_before(version)
    items = load_items(actor, version, reader, before)
    return Review(
        version=version,
        reader=reader,
        show=show,
        words=words,
        since=before.number if before else None,
        items=items,
        parts=_parts(version, items, show, words, opened),
        tabs=_tabs(items, show),
        progress=progress_of(items),
        signed=signed,
    )


def load_items(actor: Actor, version: Version, reader: Reader, before: FrozenVersion | None) -> tuple[Item, ...]:
    """Every job of the version with its changes and questions, in four queries at most."""
    rows, names = rows_of(version), reader.names
    changed = _changes(before, version, rows, names)
    threads, readable = threads_of(actor, version, names), readable_clauses(actor, rows)
    return tuple(
        Item(
            row=row,
            owner=owner_of(row, names),
            duties=duties(row, names),
            reader=reader,
            changed=changed.get(str(row.line)) if changed else None,
            threads=tuple(threads.get(row.line, ())),
            shows_clause=row.clause_id in readable,
        )
        for row in rows
    )


def agreed_before(version: Version) -> FrozenVersion | None:
    """The version agreed last before this one as it was signed, in one query; None for a first version."""
    if version.number == 1:
        return None
    found = _agreed_rows(customer=version.customer_id, number=version.number)
    if not found:
        return None
    number, provider, customer = found[0][len(FROZEN_FIELDS) :]
    named = (dict(zip(FROZEN_FIELDS, values, strict=False)) for values in found)
    return FrozenVersion(
        number, provider, customer, tuple(FrozenRow(**values | {"line": str(values["line"])}) for values in named)
    )


@prepared(customer=UUIDField(), number=IntegerField())
def _agreed_rows(customer: Any, number: Any) -> QuerySet[Any, Any]:
    agreed = Version.objects.filter(customer=customer, number__lt=number)
    agreed = agreed.filter(state__in=[VersionState.AGREED, VersionState.SUPERSEDED]).order_by("-number")
    rows = Row.objects.filter(version=agreed.values("pk")[:1]).order_by("position", "code")
    about = ("version__number", "version__provider_name", "version__customer_name")
    return rows.values_list(*FROZEN_FIELDS, *about)


def threads_of(actor: Actor, version: Version, names: Names) -> dict[UUID, list[Thread]]:
    """Questions by the line they are about, oldest first: one query, and one for what was said if there are any."""
    threads: dict[UUID, list[Thread]] = defaultdict(list)
    for question in _questions(actor, customer=version.customer_id):
        lines = tuple(say(message, names) for message in question.messages.all())
        if lines:
            threads[question.line].append(Thread(question, lines))
    return threads


@prepared(customer=UUIDField())
def _questions(actor: Actor, customer: Any) -> QuerySet[Question]:
    said = Message.objects.select_related("said_by").order_by("said_at", "pk")
    questions = Question.objects.visible_to(actor).of_customer(customer).order_by("asked_at", "pk")
    return questions.prefetch_related(Prefetch("messages", said))


def _changes(before: FrozenVersion | None, version: Version, rows: list[ReadRow], names: Names) -> dict[str, Changed]:
    """By line; a first version has nothing to be compared with."""
    if before is None:
        return {}
    changes = compare(before, freeze(version, rows))
    return {change.line: make_changed(change, before.number, names) for change in changes.rows if not change.is_removed}


def _tabs(items: tuple[Item, ...], here: Show) -> tuple[Tab, ...]:
    return tuple(
        Tab(show, label, sum(item.is_shown(show) for item in items), show == here) for show, label in LABELS.items()
    )


def _eager(items: tuple[Item, ...], is_narrowed: bool, version: Version) -> set[str]:
    """Parts that would be open: those with something to look at, or at least the first that waits."""
    if is_narrowed or not version.is_proposed:
        return {item.part for item in items}
    first = next((item.part for item in items if not item.is_settled), "")
    return {item.part for item in items if item.needs_eyes} or {first}


def _parts(
    version: Version, items: tuple[Item, ...], show: Show, words: str, opened: Collection[str]
) -> tuple[Part, ...]:
    """The domains in order. A part is open when it needs eyes, or was asked for, and the page has room."""
    whole: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        whole[item.part].append(item)
    parts, room = [], ROWS_AT_ONCE
    is_short = len(items) <= ROWS_AT_ONCE
    eager = _eager(items, bool(show or words), version)
    for slug, all_items in whole.items():
        shown = tuple(item for item in all_items if item.is_shown(show) and item.has_words(words))
        if not shown:
            continue
        is_open = slug in opened or (slug in eager and room > 0)
        room -= len(shown) if is_open else 0
        parts.append(
            Part(
                slug=slug,
                title=all_items[0].row.domain or "Other jobs",
                items=shown,
                total=len(all_items),
                agreed=sum(item.is_settled for item in all_items),
                is_open=is_open,
                is_loaded=is_open or is_short,
            )
        )
    return tuple(parts)
