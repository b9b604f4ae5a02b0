"""How many findings of a customer wait for somebody, kept beside it for lists of customers."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Count

from core.checks import Severity
from findings.models import Finding, Watch


def count_again(watches: Iterable[Watch]) -> dict[UUID, dict[str, int]]:
    """Set the figures, without saving them. One query.

    Returns the same by customer of those findings alone that the customer may read.
    """
    several = {watch.customer_id: watch for watch in watches}
    for watch in several.values():
        watch.high = watch.medium = watch.low = 0
    told = {customer: {str(severity): 0 for severity in Severity} for customer in several}
    waiting = Finding.objects.filter(customer__in=list(several), is_unknown=False).waiting().order_by()
    counted = waiting.values_list("customer_id", "severity", "is_published").annotate(Count("pk"))
    rows: Iterable[tuple[UUID, str, bool, int]] = counted
    for customer, severity, is_published, number in rows:
        setattr(several[customer], severity, getattr(several[customer], severity) + number)
        told[customer][severity] += number if is_published else 0
    return told


def recount(customer: Any) -> None:
    """After a decision. Two queries."""
    watch = Watch.objects.select_for_update().filter(customer=customer).first()
    if watch is not None:
        count_again([watch])
        watch.save(update_fields=[*Severity])
