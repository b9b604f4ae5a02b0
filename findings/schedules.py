"""When findings are worked out anew: soon after something was written, and once a day because dates pass."""

from datetime import datetime

from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone

from accounts.models import Customer
from audit.models import Event
from background.ticks import every
from findings.actions import enqueue_refresh


@every(minutes=1)
def look_again(now: datetime) -> None:
    """Customers about whom something was written since their checks ran, or whose checks have not run today."""
    last = Event.objects.filter(customer_id=OuterRef("pk")).order_by("-sequence").values("sequence")[:1]
    stale = Q(watch=None) | Q(watch__refreshed_on=None) | Q(watch__refreshed_on__lt=timezone.localdate(now))
    customers = Customer.objects.live().annotate(last_event=Subquery(last))
    due = customers.filter(stale | Q(last_event__gt=F("watch__sequence")))
    for pk, provider_id in due.order_by("pk").values_list("pk", "provider_id"):
        enqueue_refresh(pk, provider_id)
