"""Jobs in force by the day they are to be looked at again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from core.words import ago_or_left
from responsibilities.frozen import owner_words
from responsibilities.models import Row, Version

SOON = timedelta(days=30)


@dataclass(frozen=True)
class UpkeepLine:
    """One job, ready to print."""

    pk: UUID
    code: str
    title: str
    domain: str
    ownership: str
    owner: str
    review_on: date | None
    left: str
    is_late: bool
    looked_at_on: date | None
    looked_at_by: str
    interval: int


def upkeep_lines(version: Version, *, today: date, everything: bool, reads_as_customer: bool) -> list[UpkeepLine]:
    """Jobs overdue or due within 30 days, or all; the longest overdue first. One query."""
    rows = Row.objects.in_scope().filter(version=version).select_related("reviewed_by")
    if not everything:
        rows = rows.filter(review_on__lte=today + SOON)
    provider, customer = version.customer.provider.name, version.customer.name
    names = (provider, "You") if reads_as_customer else ("Us", customer)
    return list(_lines(rows.order_by("review_on", "position", "pk"), version, names, today))


def _lines(rows: Iterable[Row], version: Version, names: tuple[str, str], today: date) -> Iterable[UpkeepLine]:
    agreed_on = timezone.localdate(version.agreed_at) if version.agreed_at else None
    for row in rows:
        yield UpkeepLine(
            pk=row.pk,
            code=row.code,
            title=row.title,
            domain=row.domain,
            ownership=row.ownership,
            owner=owner_words(row.ownership, *names, row.third_party),
            review_on=row.review_on,
            left=ago_or_left(row.review_on, today) if row.review_on else "",
            is_late=row.review_on is not None and row.review_on < today,
            looked_at_on=timezone.localdate(row.reviewed_at) if row.reviewed_at else agreed_on,
            looked_at_by=row.reviewed_by.name if row.reviewed_by else "",
            interval=row.review_interval_months,
        )
