"""At a quarter's end: the pack of every customer."""

from datetime import datetime

from django.utils import timezone

from accounts.models import Customer
from background.ticks import daily
from core.quarters import MONTH_NAMES, last_complete
from reports.actions import enqueue_make
from reports.gather import end_of
from reports.models import Pack


@daily(hour=5)
def ask_for_quarter_packs(now: datetime) -> None:
    """Ask for the last complete quarter's pack of each customer that has none: the day after it ends, or later.

    What somebody asked for while the quarter ran does not tell all of it.
    """
    today = timezone.localdate(now)
    for month, _ in enumerate(MONTH_NAMES, 1):
        quarter = last_complete(today, month)
        customers = Customer.objects.live().filter(fiscal_year_start=month, created_at__date__lte=quarter.end)
        whole = Pack.objects.of_quarter(quarter).filter(cut_off_at__gte=end_of(quarter))
        for customer in customers.exclude(pk__in=whole.values("customer")).order_by("pk").iterator():
            enqueue_make(customer, quarter)
