"""A vendor fails: every customer hit, how soon each stops, in order of urgency; and the whole page that says it.

Targets: 2,000 customers with 25 things each answered in under 1 s, the page included, on SQLite and on PostgreSQL;
growth about in line with things. Seconds are of this process, SQLite's own work included, PostgreSQL's not.
Run: python -m bench.blast [sqlite] [postgresql]
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

from bench.database import own_database

SIZES, ROUNDS, MOST = ((1, 10), (4, 25), (40, 25), (400, 25), (2_000, 25)), 5, 1.0
LINE = (
    "{:>6,} customers {:>7,} things {:>6,} hit {:>8.3f} s {:>7.1f} µs a thing {:>3} queries {:>8.3f} s the page"
    " ({:.3f} s by the clock)  {}"
)
WHERE = ("sqlite", "postgresql")


def main(asked: list[str]) -> None:
    """On each database in a process of its own."""
    for where in asked or WHERE:
        if asked != [where]:
            subprocess.run([sys.executable, "-m", "bench.blast", where], check=True)
            continue
        print(f"on {where}", flush=True)
        with tempfile.TemporaryDirectory(prefix="samesheet-bench-") as folder:
            _on(where, folder)


def _on(where: str, folder: str) -> None:
    os.environ |= {
        "SAMESHEET_DATA": folder, "SAMESHEET_DEMO": "1", "REDIS_URL": "", "DEBUG": "0",
        "DJANGO_SETTINGS_MODULE": "msp_portal.settings",
    }  # fmt: skip
    os.environ.pop("DATABASE_URL", None)
    if where == "sqlite":
        _measure()
        return
    with own_database() as address:
        os.environ["DATABASE_URL"] = address
        _measure()


def _measure() -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from accounts.actor import Actor
    from continuity.queries.blast import hits_of
    from demo.scale import seed
    from technology.models import Product

    call_command("migrate", verbosity=0, skip_checks=True)
    call_command("collectstatic", verbosity=0, interactive=False)
    for size, things in SIZES:
        provider = seed(customers=size, rows=1, at=timezone.now(), password="unused", things=things)  # of a bench
        by = Actor.system("bench", provider.pk)
        chosen = list(Product.objects.of_provider(provider).values_list("pk", flat=True))
        with CaptureQueriesContext(connection) as captured:
            hits = hits_of(chosen, by)
        queries = len(captured)  # counted before the page's request empties the log
        taken, _ = _seconds(lambda products=chosen, actor=by: hits_of(products, actor))
        page, clock = _seconds(_page(provider))
        verdict = f"{'reaches' if clock <= MOST else 'misses'} ≤ {MOST} s" if (size, things) == SIZES[-1] else ""
        each = taken * 1e6 / size / things
        print(LINE.format(size, size * things, len(hits), taken, each, queries, page, clock, verdict), flush=True)
    connection.close()


def _page(provider: Any) -> Callable[[], object]:
    """One person of this provider asks what happens when its vendor fails."""
    from django.conf import settings
    from django.test import Client
    from django.urls import reverse

    from technology.models import Vendor

    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(provider.memberships.get().user, backend=settings.AUTHENTICATION_BACKENDS[0])
    path = reverse("portfolio:blast-radius", kwargs={"provider_slug": provider.slug})
    what = {"what": f"v-{Vendor.objects.get(provider=provider).pk}"}

    def ask() -> None:
        if client.get(path, what).status_code != 200:
            raise SystemExit("The page did not answer.")

    ask()  # the first page of a session and of a process asks more
    return ask


def _seconds(work: Callable[[], object]) -> tuple[float, float]:
    """Of processor time and by the clock, the median of some runs."""
    taken = []
    for _ in range(ROUNDS):
        begin, clock = time.process_time(), time.perf_counter()
        work()
        taken.append((time.process_time() - begin, time.perf_counter() - clock))
    return statistics.median(cpu for cpu, _ in taken), statistics.median(clock for _, clock in taken)


if __name__ == "__main__":
    main(sys.argv[1:])
