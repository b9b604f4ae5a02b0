"""How well protected as at the cut-off, and what was looked at in the quarter (domain.md §9.2)."""

from contracts.measuring.protection import standing_of
from contracts.models import Tally
from contracts.service_levels.standing import Stand
from contracts.service_levels.vocabulary import Counted
from reports.gather.scope import Scope
from reports.protection import LookedAt, Protection, Standing

LOOKED_AT = (Counted.ACCESS, Counted.PROVIDER_ACCESS, Counted.RESTORE_TEST)


def protection_of(scope: Scope) -> Protection:
    """As it had been reported by the cut-off; two queries."""
    stands = standing_of(scope.reader, scope.customer, scope.today, counted_by=scope.today)
    return Protection(tuple(map(_standing, stands)), tuple(map(_looked_at, _of_quarter(scope))))


def _standing(stand: Stand) -> Standing:
    latest = stand.tally
    if latest is None:
        return Standing(stand.counted.label, stand.counted.term)
    return Standing(
        what=stand.counted.label,
        term=stand.counted.term,
        share=latest.words,
        since=latest.starts_on if latest.is_of_days else None,
        as_at=latest.ends_on,
        age=stand.age,
        source=latest.source,
        left=latest.left,
        note=latest.note,
        trend=stand.trend,
        took=latest.took,
    )


def _of_quarter(scope: Scope) -> list[Tally]:
    tallies = Tally.objects.visible_to(scope.reader).of_customer(scope.customer).filter(metric__in=LOOKED_AT)
    known = tallies.filter(starts_on__gte=scope.quarter.start, starts_on__lte=scope.today, counted_on__lte=scope.today)
    return list(known.order_by("starts_on", "metric", "reference", "pk"))


def _looked_at(tally: Tally) -> LookedAt:
    counted = Counted(tally.metric)
    return LookedAt(
        on=tally.starts_on,
        what=counted.label,
        term=counted.term,
        share=tally.words,
        source=tally.source,
        note=tally.note,
        is_short=tally.good < tally.total,
        took=tally.took_words,
    )
