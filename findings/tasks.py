"""The work behind findings."""

from typing import Any

from django.utils import timezone

from accounts.models import Customer
from background.jobs import handles
from findings.actions import refresh_findings


@handles("findings.refresh")
def refresh(*, of_customer: str, **_newer: Any) -> None:
    """Work out one customer's findings anew."""
    customer = Customer.objects.live().filter(pk=of_customer).first()
    if customer is not None:
        refresh_findings(customer=customer, at=timezone.now())
