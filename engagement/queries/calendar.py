"""Everything with a date: what is due, what has been settled, how reviews ended, and what happens by itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from accounts.access import may_open
from accounts.actor import Actor
from accounts.enums import Permission
from accounts.models import Customer
from audit.endings import ending_words
from audit.models import Review
from contracts.dated import dated_facts
from core.addresses import address
from core.days import day_begins
from core.searching import has_words
from core.words import ago_or_left, day
from engagement.enums import Standing
from engagement.models import Due, Meeting
from engagement.queries.due import KINDS, owed_words

FACTS = {"maintenance": "Planned maintenance", "term": "End of a term"}
KIND_WORDS = KINDS | FACTS
DUE_FIELDS = (
    "pk", "kind", "subject_id", "title", "path", "owed_by", "due_on", "due_at", "armed_on", "closed_at", "customer_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on one day. `owed_by` is empty where nobody owes it.

    What stands before the colon of `key` names it for good; what stands after it is the subject of what is done.
    """

    key: str
    on: date
    kind: str
    title: str
    path: str
    customer_id: UUID | None
    standing: Standing
    owed_by: str = ""
    said: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    known_on: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as the page shows it; `path` is empty for somebody whom the page behind it does not let in."""

    on: date
    title: str
    kind: str
    path: str
    customer: str
    customer_path: str
    owed_by: str
    standing: Standing
    time: str
    said: str

    @property
    def is_late(self) -> bool:
        return self.standing == Standing.LATE

    @property
    def is_done(self) -> bool:
        return self.standing == Standing.DONE


def entries(actor: Actor, customer: Customer | None, first: date, last: date, today: date) -> list[Entry]:
    """What one customer, or all that the actor reaches, have from `first` to `last` inclusive, by day.

    Four queries, one more where a meeting is ahead.
    """
    reviews = _reviews(actor, customer, first, last)
    reviewed = {entry.key.partition(":")[2] for entry in reviews}
    dues = [each for each in _dues(actor, customer, first, last, today) if each.key.partition(":")[2] not in reviewed]
    facts = [
        Entry(
            f"{each.kind}-{each.subject_id}:", each.on, each.kind, each.title, each.path, each.customer_id,
            Standing.HAPPENS, starts_at=each.starts_at, ends_at=each.ends_at,
        )
        for each in dated_facts(actor, customer, first, last, today)
    ]  # fmt: skip
    found = [*dues, *reviews, *facts]
    return sorted(found, key=lambda entry: (entry.on, entry.standing == Standing.DONE, entry.title, entry.key))


def narrowed(found: Iterable[Entry], chosen: Mapping[str, Any], names: Mapping[UUID, Customer]) -> list[Entry]:
    """Those that fit the filters, of customers in `names` and of the provider alone."""
    kept = []
    for entry in found:
        customer = names.get(entry.customer_id) if entry.customer_id else None
        if entry.customer_id and customer is None:
            continue
        if chosen.get("kind") not in (None, entry.kind) or chosen.get("who") not in (None, entry.owed_by):
            continue
        if chosen.get("standing") not in (None, entry.standing) or not has_words(
            chosen.get("q", ""), entry.title, customer.name if customer else ""
        ):
            continue
        kept.append(entry)
    return kept


def late_count(actor: Actor, customer: Customer | None, today: date) -> int:
    """How many open dates are overdue. One query."""
    return _scoped(actor, customer).open().filter(due_on__lt=today).count()


def customers_of(actor: Actor) -> dict[UUID, Customer]:
    """The customers whose dates this actor sees, by name."""
    return {each.pk: each for each in Customer.objects.visible_to(actor).order_by("name", "pk")}


def lines(
    found: Iterable[Entry], actor: Actor, names: Mapping[UUID, Customer], provider: str, today: date
) -> list[Line]:
    """Entries as the page shows them; no query."""
    return [_line(entry, actor, names, provider, today) for entry in found]


def openable(path: str, actor: Actor) -> bool:
    """Whether this actor may open the page."""
    return _opens(path, actor.permissions)


@lru_cache(maxsize=8192)
def _opens(path: str, permissions: frozenset[Permission]) -> bool:
    return may_open(path, permissions)


def _line(entry: Entry, actor: Actor, names: Mapping[UUID, Customer], provider: str, today: date) -> Line:
    customer = names.get(entry.customer_id) if entry.customer_id else None
    name = customer.name if customer else ""
    is_open = entry.standing in (Standing.OPEN, Standing.LATE)
    return Line(
        on=entry.on,
        title=entry.title,
        kind=KIND_WORDS.get(entry.kind, entry.kind),
        path=entry.path if openable(entry.path, actor) else "",
        customer=name,
        customer_path=address("portfolio:home", customer.slug) if customer else "",
        owed_by=owed_words(entry.owed_by, name, provider, actor) if entry.owed_by else "",
        standing=entry.standing,
        time=f"{timezone.localtime(entry.starts_at):%H:%M}" if entry.starts_at else "",
        said=ago_or_left(entry.on, today) if is_open else entry.said,
    )


def _scoped(actor: Actor, customer: Customer | None) -> Any:
    dues = Due.objects.visible_to(actor)
    return dues.of_customer(customer) if customer else dues.filter(customer__archived_at=None)


def _dues(actor: Actor, customer: Customer | None, first: date, last: date, today: date) -> list[Entry]:
    """Open ones on the day they are due, settled ones on the day they were."""
    inside = Q(closed_at=None, due_on__range=(first, last)) | Q(closed_at__range=_moments(first, last))
    rows = list(_scoped(actor, customer).filter(inside).values_list(*DUE_FIELDS, named=True))
    held = {row.subject_id for row in rows if row.kind == Due.Kind.MEETING and row.closed_at is None}
    hours = dict(Meeting.objects.visible_to(actor).filter(pk__in=held).values_list("pk", "starts_at")) if held else {}
    return [_due(row, today, hours.get(row.subject_id)) for row in rows]


def _due(row: Any, today: date, meets_at: datetime | None = None) -> Entry:
    """`meets_at`: when the meeting behind it begins, which has its hour on that day alone."""
    on = row.due_on if row.closed_at is None else timezone.localdate(row.closed_at)
    standing = Standing.DONE if row.closed_at else Standing.LATE if on < today else Standing.OPEN
    said = f"Settled; it was due on {day(row.due_on)}" if row.closed_at else ""
    starts_at = meets_at if meets_at and timezone.localdate(meets_at) == row.due_on else row.due_at
    return Entry(
        f"due-{row.pk}:{row.subject_id}" if row.closed_at else f"due-{row.pk}:", on, row.kind, row.title, row.path,
        row.customer_id, standing, row.owed_by, said, starts_at=None if row.closed_at else starts_at,
        known_on=row.armed_on,
    )  # fmt: skip


def _reviews(actor: Actor, customer: Customer | None, first: date, last: date) -> list[Entry]:
    found = Review.objects.visible_to(actor).filter(ended_at__range=_moments(first, last))
    if customer:
        found = found.of_customer(customer.pk)
    return [_review(each) for each in found]


def _review(each: Review) -> Entry:
    next_on = f"; next on {day(each.next_on)}" if each.next_on else ""
    return Entry(
        f"review-{each.pk}:{each.subject_id}", timezone.localdate(each.ended_at), each.kind, each.label, each.path,
        each.customer_id, Standing.DONE,
        said=f"{each.by_name}: {ending_words(each.ending, each.why)}{next_on}",
        known_on=timezone.localdate(each.ended_at),
    )  # fmt: skip


def _moments(first: date, last: date) -> tuple[datetime, datetime]:
    """From the beginning of the first day to the end of the last."""
    return day_begins(first), day_begins(last + timedelta(days=1)) - timedelta(microseconds=1)
