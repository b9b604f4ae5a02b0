"""What the nightly look at the findings of 2,000 customers costs: processor time, queries, customers a second.

Every customer has a contract, a matrix of 60 rows and a business of 20 things, played as its checks play it. The look
is done as the tick does it: in shares of customers whose facts are loaded together, in one process; two workers share
them. Compared with looking at each customer for itself, over some of them. Run: python -m bench.findings
"""

import os
import time
from collections.abc import Callable
from datetime import datetime

from bench.database import own_database

CUSTOMERS, ROWS, THINGS, ALONE = int(os.environ.get("BENCH_CUSTOMERS", "2000")), 60, 20, 40
MOST = 5 * 60  # seconds for all of them on two cores


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
    from django.db import connection
    from django.utils import timezone

    from demo.scale import seed

    call_command("migrate", verbosity=0, skip_checks=True)
    now = timezone.now()
    seed(customers=CUSTOMERS, rows=ROWS, things=THINGS, at=now, password="to measure with")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as the server does by itself a little later
    first = _night(now, "the first night, everything is new")
    second = _night(now, "another night, nothing has changed")
    _alone(now)
    for name, seconds in (("first", first), ("other", second)):
        halved = seconds / 2
        print(f"  {name} night on two cores: {halved:,.0f} s, {'reaches' if halved <= MOST else 'misses'} ≤ {MOST} s")
    connection.close()


def _night(now: datetime, what: str) -> float:
    """All customers as the nightly tick has them looked at. Returns seconds of processor time."""
    from background.models import Job
    from background.runner import drain
    from findings.models import Finding, Watch
    from findings.schedules import look_again

    Watch.objects.update(refreshed_on=None)
    Job.objects.all().delete()
    look_again(now)
    jobs = Job.objects.count()
    seconds, wall, queries = _cost(drain)
    failed = Job.objects.exclude(state="done").count()
    found = Finding.objects.open().count()
    print(f"{CUSTOMERS:,} customers, {what}: {jobs} jobs ({failed} not done), {found:,} findings open")
    each = f"{seconds / CUSTOMERS * 1000:.1f} ms and {queries / CUSTOMERS:.1f} queries for each"
    rate = f"{CUSTOMERS / seconds:,.0f} customers for each second of a processor"
    print(f"  {seconds:,.1f} s of processor time, {wall:,.1f} s by the clock; {rate}, {each}", flush=True)
    return seconds


def _alone(now: datetime) -> None:
    from accounts.models import Customer
    from findings.actions import refresh_findings

    some = list(Customer.objects.select_related("provider").order_by("pk")[:ALONE])
    seconds, _, queries = _cost(lambda: [refresh_findings(customer=each, at=now) for each in some])
    print(f"{ALONE} customers, each for itself")
    print(f"  {seconds / ALONE * 1000:.1f} ms of processor time and {queries / ALONE:.1f} queries for each")


def _cost(work: Callable[[], object]) -> tuple[float, float, int]:
    """Seconds of processor time, seconds by the clock, queries."""
    from django.db import connection

    asked = 0

    def count(execute: Callable[..., object], *about: object) -> object:
        nonlocal asked
        asked += 1
        return execute(*about)

    begin, clock = time.process_time(), time.perf_counter()
    with connection.execute_wrapper(count):
        work()
    return time.process_time() - begin, time.perf_counter() - clock, asked


if __name__ == "__main__":
    main()
