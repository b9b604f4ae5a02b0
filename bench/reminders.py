"""What the hourly look for reminders costs: 100,000 due dates, nothing due, then 100 customers with something.

The floor is one indexed look-up by hand over the same table. Run: python -m bench.reminders
"""

import os
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from uuid import uuid4

from bench.database import own_database

DATES, CUSTOMERS, ROUNDS = 100_000, 500, 200


def main() -> None:
    """Make the database, fill it, measure, drop it."""
    with own_database() as address:
        os.environ |= {
            "DATABASE_URL": address,
            "SAMESHEET_DEMO": "1",
            "REDIS_URL": "",
            "DJANGO_SETTINGS_MODULE": "msp_portal.settings",
        }
        import django

        django.setup()
        _measure()


def _measure() -> None:
    from django.core.management import call_command
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from engagement.models import Due
    from engagement.schedules import send_reminders

    call_command("migrate", verbosity=0, skip_checks=True)
    now = timezone.localtime().replace(hour=9)
    _fill(now)
    floor = _milliseconds(lambda: _by_hand(now))
    with CaptureQueriesContext(connection) as captured:
        send_reminders(now)
    tick = _milliseconds(lambda: send_reminders(now))
    print(f"{DATES:,} due dates, nothing due: {len(captured)} query")
    print(f"  one look-up by hand    {floor:8.2f} ms")
    print(f"  the tick               {tick:8.2f} ms   {tick / floor:.1f} times the floor")
    some = Due.objects.order_by("customer").distinct("customer").values("pk")[:100]
    Due.objects.filter(pk__in=list(some.values_list("pk", flat=True))).update(next_on=now.date())
    begin = time.perf_counter()
    with transaction.atomic():
        send_reminders(now)
    print(f"  asking for 100 jobs    {(time.perf_counter() - begin) * 1000:8.2f} ms")
    connection.close()


def _by_hand(now: datetime) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM engagement_due WHERE next_on <= %s LIMIT 1", [now.date()])
        cursor.fetchall()


def _fill(now: datetime) -> None:
    from django.db import connection

    from accounts.models import Customer, Provider
    from engagement.models import Due

    provider = Provider.objects.create(name="Bench", legal_name="Bench Ltd", slug="bench")
    customers = Customer.objects.bulk_create(
        Customer(provider=provider, name=f"C{n}", legal_name=f"C{n} Ltd", slug=f"c-{n}") for n in range(CUSTOMERS)
    )
    today = now.date()

    def dates() -> Iterator[Due]:
        for n in range(DATES):
            yield Due(
                provider=provider, customer=customers[n % CUSTOMERS], kind="review",
                subject_id=uuid4(), owed_by="both", title="Review",
                path="/", due_on=today + timedelta(days=n % 300 + 31), armed_on=today,
                next_on=today + timedelta(days=n % 300 + 1),
            )  # fmt: skip

    Due.objects.bulk_create(dates(), batch_size=5_000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE engagement_due")  # as the server does by itself a little later


def _milliseconds(work: Callable[[], object]) -> float:
    """The median of many rounds."""
    taken = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begin) * 1000)
    return statistics.median(taken)


if __name__ == "__main__":
    main()
