"""The work behind findings."""

import logging
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any
from uuid import UUID

from django.utils import timezone

from accounts.models import Customer
from background.jobs import handles
from findings.actions import enqueue_refresh, keep, refresh_findings
from findings.looking import last_of_all, look
from findings.schedules import stale
from findings.shares import share_of

log = logging.getLogger(__name__)


def _each_alone(customers: Iterable[Customer]) -> None:
    for each in customers:
        enqueue_refresh(each.pk, each.provider_id)


@handles("findings.refresh")
def refresh(*, of_customer: str, **_newer: Any) -> None:
    """Work out one customer's findings anew."""
    customer = Customer.objects.live().filter(pk=of_customer).select_related("provider").first()
    if customer is not None:
        refresh_findings(customer=customer, at=timezone.now())


@handles("findings.refresh_share", prepares=True)
def refresh_share(*, of_provider: str, share: int, of: int, **_newer: Any) -> Callable[[], object]:
    """Work out the findings of a share of a provider's customers, of those that are behind.

    Where facts of one stop the checks, each is looked at for itself: the others are not held up, and the one that
    fails says so on its own job.
    """
    at = timezone.now()
    last = next(iter(last_of_all([UUID(of_provider)]).values()), 0)
    rows = stale(at, last=last).filter(provider__pk=of_provider).select_related("provider").order_by("pk")
    customers = [customer for customer in rows if share_of(customer.pk, of) == share]
    try:
        looked = look(customers, at)
    except Exception:
        log.exception("Checks of share %s of %s stopped; each customer is looked at alone.", share, of)
        return partial(_each_alone, customers)
    return lambda: keep(looked)
