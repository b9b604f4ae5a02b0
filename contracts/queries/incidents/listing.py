"""Lists of incidents: narrowed, sorted, and their rows worked out a page at a time."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import F, Prefetch, Q

from accounts.actor import Actor
from contracts.incidents.clocks import clock
from contracts.incidents.sheet import ListedIncident
from contracts.incidents.wording import by_when, left, next_told
from contracts.loss.vocabulary import Cause
from contracts.models import Incident, Notification
from contracts.models.incidents import IncidentQuerySet
from contracts.queries.incidents.losses import known
from contracts.queries.incidents.notices import told_of
from core.addresses import address
from core.searching import with_words
from core.sorting import ordered
from core.words import pounds

SORTS = {
    "noticed": ("aware_at",),
    "what": ("title",),
    "customer": ("customer__name", "number"),
    "state": (F("closed_at").asc(nulls_first=True), "aware_at"),
}
WORDS = ("title", "what", "systems", "customer__name")


def narrowed(incidents: IncidentQuerySet, chosen: Mapping[str, Any]) -> IncidentQuerySet:
    """Those that fit the filters: words, state "open" or "closed", cause."""
    incidents = with_words(incidents, chosen.get("q", ""), *WORDS, also=_numbered)
    if state := chosen.get("state"):
        incidents = incidents.filter(closed_at__isnull=state == "open")
    if cause := chosen.get("cause"):
        incidents = incidents.filter(cause="" if cause == "unknown" else cause)
    return incidents


def _numbered(word: str) -> Q:
    """An incident by its number, as `INC-007` or `7`; a word that is none is no number of any."""
    number = word.upper().removeprefix("INC-").lstrip("0")
    return Q(number=int(number)) if _is_number(number) else Q(pk__in=[])


def in_order(incidents: IncidentQuerySet, sort: str) -> IncidentQuerySet:
    """By what a heading asks for; `-` turns it round. A list without a wish begins with the latest."""
    return ordered(incidents, SORTS, sort, "noticed")


def loaded(incidents: IncidentQuerySet, reader: Actor) -> IncidentQuerySet:
    """With what a row shows. Two more queries, however many rows."""
    waiting = Notification.objects.visible_to(reader).waiting()
    links = Prefetch("notifications", waiting, to_attr="waiting"), "losses"
    return incidents.select_related("customer").prefetch_related(*links)


def rows_of(incidents: Iterable[Incident], now: datetime) -> list[ListedIncident]:
    """The rows of a page of `loaded` incidents."""
    return [_row(incident, now) for incident in incidents]


def _row(incident: Incident, now: datetime) -> ListedIncident:
    entries = list(incident.losses.all())
    total = known(entries).total
    waiting: list[Notification] = incident.waiting  # type: ignore[attr-defined]  # prefetched
    tone, icon, state = _state(incident, waiting, now)
    return ListedIncident(
        url=f"{address('contracts:incident-list', incident.customer.slug)}{incident.pk}/",
        reference=incident.reference,
        title=incident.title,
        customer=incident.customer.name,
        customer_url=address("portfolio:home", incident.customer.slug),
        cause=Cause(incident.cause).label if incident.cause else "",
        aware_at=incident.aware_at,
        is_open=incident.is_open,
        is_shared=incident.is_shared,
        tone=tone,
        icon=icon,
        state=state,
        next_words=_next(waiting, now),
        loss=pounds(total) if entries else "",
        total=total,
    )


def _state(incident: Incident, waiting: list[Notification], now: datetime) -> tuple[str, str, str]:
    """A chip's tone, icon and words."""
    if any(one.due_at and clock(one.due_at, now).is_late for one in waiting):
        return "danger", "late", "Notice late"
    if not incident.is_open:
        return "ok", "tick", "Closed"
    return ("warn", "wait", "Open") if waiting else ("calm", "wait", "Open")


def _next(waiting: list[Notification], now: datetime) -> str:
    if not waiting:
        return ""
    told = next_told([told_of(one, now) for one in waiting])
    if told.clock is None:
        return f"Tell {told.name} as soon as possible"
    return f"Tell {told.name} by {by_when(told.clock.due_at)}: {left(told.clock)}"


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) < 9
