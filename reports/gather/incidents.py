"""The incidents of a quarter: noticed in it, or still open when it began."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch, Q
from django.utils import timezone

from contracts.incidents.wording import by_when, span
from contracts.loss.vocabulary import Cause, Head
from contracts.models import Incident as Row
from contracts.models import LossEntry, Notification
from contracts.queries.incidents.losses import by_head, known
from core.words import day, pounds
from reports.gather.scope import Scope
from reports.incidents import Incident, Told


def incidents_of(scope: Scope) -> tuple[Incident, ...]:
    """What the customer had been told of by the cut-off, with figures and notices as they were then. Three queries."""
    end = scope.cut_off_at
    shared = Row.objects.visible_to(scope.reader).of_customer(scope.customer).filter(shared_at__lte=end)
    of_quarter = shared.filter(aware_at__lte=end).filter(Q(aware_at__gte=scope.starts_at) | _open_at(scope))
    notices = Notification.objects.visible_to(scope.reader).select_related("done_by").order_by("due_at", "name", "pk")
    losses = LossEntry.objects.filter(entered_at__lte=end)
    parts: tuple[Any, ...] = (Prefetch("notifications", notices), Prefetch("losses", losses))
    loaded = of_quarter.prefetch_related(*parts)
    return tuple(_incident(scope, row) for row in loaded.order_by("aware_at", "number"))


def _open_at(scope: Scope) -> Q:
    """Not closed before the quarter began."""
    return Q(closed_at=None) | Q(closed_at__gte=scope.starts_at)


def _incident(scope: Scope, row: Row) -> Incident:
    is_closed = row.closed_at is not None and row.closed_at <= scope.cut_off_at
    entries = list(row.losses.all())
    figures = known(entries)
    return Incident(
        reference=row.reference,
        title=row.title,
        cause=Cause(row.cause).label if row.cause else "Not known",
        aware_at=row.aware_at,
        lasted=span(row.lasted) if row.lasted and is_closed else "",
        state=f"Closed on {day(timezone.localdate(row.closed_at))}" if is_closed else "Open",
        told=tuple(_told(scope, row)),
        losses=tuple((Head(several[0].head).label, pounds(several[0].amount)) for several in by_head(entries)),
        total=pounds(figures.total) if entries else "",
        is_final=figures.is_final,
    )


def _told(scope: Scope, row: Row) -> Iterator[Told]:
    for one in row.notifications.all():
        yield Told(str(one), _stands(scope, one))


def _stands(scope: Scope, one: Notification) -> str:
    if one.done_at is not None and one.done_at <= scope.cut_off_at:
        return f"told on {by_when(one.done_at)}"
    if one.not_needed_at is not None and one.not_needed_at <= scope.cut_off_at:
        return f"not needed: {one.reason}"
    return f"not told yet, due by {by_when(one.due_at)}" if one.due_at else "not told yet"
