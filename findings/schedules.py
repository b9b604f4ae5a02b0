"""When findings are worked out anew: soon after something was written, and once a day because dates pass."""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from accounts.models import Customer
from audit.models import Event
from background.ticks import every
from findings.actions import enqueue_refresh, enqueue_share
from findings.looking import OWN_VERB
from findings.shares import ALONE, share_of, shares


@every(minutes=1)
def look_again(now: datetime) -> None:
    """Customers about whom something was written since their checks ran, or whose checks have not run today.

    A few are looked at each for itself; the many of a morning in shares.
    """
    live: dict[UUID, int] = defaultdict(int)
    for provider in Customer.objects.live().values_list("provider_id", flat=True):
        live[provider] += 1
    due: dict[UUID, list[UUID]] = defaultdict(list)
    for pk, provider in stale(now).order_by("pk").values_list("pk", "provider_id"):
        due[provider].append(pk)
    for provider, several in due.items():
        of = shares(live[provider])
        if len(several) <= ALONE:
            for pk in several:
                enqueue_refresh(pk, provider)
        else:
            for share in sorted({share_of(pk, of) for pk in several}):
                enqueue_share(provider, share, of)


def stale(now: datetime) -> QuerySet[Customer]:
    """Customers whose findings are not those of today and of the last event."""
    events = Event.objects.filter(customer_id=OuterRef("pk")).exclude(verb=OWN_VERB)
    last = events.order_by("-sequence").values("sequence")[:1]
    behind = Q(watch=None) | Q(watch__refreshed_on=None) | Q(watch__refreshed_on__lt=timezone.localdate(now))
    customers = Customer.objects.live().annotate(last_event=Subquery(last))
    return customers.filter(behind | Q(last_event__gt=F("watch__sequence")))
