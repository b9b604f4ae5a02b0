"""How many findings of a customer wait for somebody, kept beside it for lists of customers."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Count

from findings.models import Finding, Watch


def count_again(watches: Iterable[Watch]) -> None:
    """Set the figures, without saving them. One query."""
    several = {watch.customer_id: watch for watch in watches}
    for watch in several.values():
        watch.high = watch.medium = watch.low = 0
    waiting = Finding.objects.filter(customer__in=list(several), is_unknown=False).waiting().order_by()
    rows: Iterable[tuple[UUID, str, int]] = waiting.values_list("customer_id", "severity").annotate(Count("pk"))
    for customer, severity, number in rows:
        setattr(several[customer], severity, number)


def recount(customer: Any) -> None:
    """After a decision. Two queries."""
    watch = Watch.objects.select_for_update().filter(customer=customer).first()
    if watch is not None:
        count_again([watch])
        watch.save(update_fields=["high", "medium", "low"])
