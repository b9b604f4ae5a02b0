"""When findings are worked out anew: soon after something was written, and once a day because dates pass."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from accounts.models import Customer, Provider
from audit.models import Event
from background.ticks import every
from findings.actions import enqueue_refresh, enqueue_share
from findings.looking import OWN_VERB, last_of_all
from findings.shares import ALONE, share_of, shares


@every(minutes=1)
def look_again(now: datetime) -> None:
    """Customers about whom something was written since their checks ran, or whose checks have not run today."""
    _ask(stale(now).order_by("pk").values_list("pk", "provider_id"))


@every(minutes=5)
def look_at_all_again(now: datetime) -> None:
    """Customers whose provider wrote since of what bears on all of them: its insurance, its catalogue, its vendors."""
    for provider, last in last_of_all(Provider.objects.values_list("pk", flat=True)).items():
        behind = Customer.objects.live().filter(provider=provider, watch__sequence__lt=last)
        _ask(behind.order_by("pk").values_list("pk", "provider_id"))


def _ask(customers: Iterable[tuple[UUID, UUID]]) -> None:
    """A few are looked at each for itself; the many of a morning in shares."""
    due: dict[UUID, list[UUID]] = defaultdict(list)
    for pk, provider in customers:
        due[provider].append(pk)
    for provider, several in due.items():
        if len(several) <= ALONE:
            for pk in several:
                enqueue_refresh(pk, provider)
            continue
        of = shares(Customer.objects.live().filter(provider=provider).count())
        for share in sorted({share_of(pk, of) for pk in several}):
            enqueue_share(provider, share, of)


def stale(now: datetime, *, last: int = 0) -> QuerySet[Customer]:
    """Customers whose findings are not those of today and of the last event; nor, of one provider, of its `last`."""
    events = Event.objects.filter(customer_id=OuterRef("pk")).exclude(verb=OWN_VERB)
    latest = events.order_by("-sequence").values("sequence")[:1]
    behind = Q(watch=None) | Q(watch__refreshed_on=None) | Q(watch__refreshed_on__lt=timezone.localdate(now))
    customers = Customer.objects.live().annotate(last_event=Subquery(latest))
    return customers.filter(behind | Q(last_event__gt=F("watch__sequence")) | Q(watch__sequence__lt=last))
