"""What incidents have cost, as far as it is known."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby

from contracts.incidents.sheet import Figure, KnownLosses, LossLine
from contracts.loss.vocabulary import Head
from contracts.models import Incident, LossEntry
from core.words import pounds

ORDER = {str(head): number for number, head in enumerate(Head)}


def losses_of(incident: Incident, *, by: datetime | None = None) -> KnownLosses:
    """The latest figure of each head, as entered up to a moment: to begin a loss scenario with. One query."""
    entries = incident.losses.all() if by is None else incident.losses.filter(entered_at__lte=by)
    return known(entries)


def known(entries: Iterable[LossEntry]) -> KnownLosses:
    """The same from entries that are loaded."""
    latest = [several[0] for several in by_head(entries)]
    return KnownLosses({one.head: one.amount for one in latest}, all(one.is_final for one in latest))


def by_head(entries: Iterable[LossEntry]) -> list[list[LossEntry]]:
    """Each head's figures, the latest known first; heads in the order in which money is applied."""
    ordered = sorted(entries, key=lambda one: (one.known_on, one.entered_at, str(one.pk)), reverse=True)
    grouped = groupby(sorted(ordered, key=lambda one: ORDER[one.head]), key=lambda one: one.head)
    return [list(several) for _, several in grouped]


def loss_lines(entries: Iterable[LossEntry]) -> tuple[LossLine, ...]:
    """Heads with their figures in words (writers loaded beforehand)."""
    return tuple(_line(several) for several in by_head(entries))


def _line(entries: list[LossEntry]) -> LossLine:
    head = Head(entries[0].head)
    latest, *earlier = (_figure(one) for one in entries)
    return LossLine(head=head.label, term=head.term, latest=latest, earlier=tuple(earlier))


def _figure(entry: LossEntry) -> Figure:
    return Figure(
        amount=pounds(entry.amount),
        is_final=entry.is_final,
        known_on=entry.known_on,
        who=entry.entered_by.name,
        note=entry.note,
    )
