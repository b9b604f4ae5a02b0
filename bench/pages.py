"""Pages of a signed-in person, against a bare Django page of the same rows in the same run.

Targets: a page of 60 rows p50 ≤ 3 × floor and throughput ≥ 0.4 × floor; a detail page p50 ≤ 6 × floor;
≤ 12 queries; ≤ 60 KB for 60 rows; a web worker ≤ 120 MB and started within 3 s.
"""

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from typing import Any

from bench.database import own_database
from bench.load import Target, Unexpected, measure
from bench.servers import Server, gunicorn

ROWS, CUSTOMERS, CROWD = 60, 60, 2000
COLUMNS = "{:<32}{:>7}{:>7}{:>7}{:>7}{:>7}{:>7}{:>7}{:>9}{:>7}{:>7}{:>9}  {}"


@dataclass(frozen=True)
class Sample:
    """A page to measure, the floor page of the same rows, and who looks at it."""

    what: str
    name: str
    floor: str
    query: str = ""
    side: str = "provider"
    state: str = "agreed"
    extra: tuple[tuple[str, Any], ...] = ()

    @property
    def slower(self) -> float:
        """How many times the floor's p50 is allowed."""
        return 6.0 if self.floor == "detail" else 3.0


SAMPLES = (
    Sample("customer list, 60 of 60", "portfolio:customer-list", "list", "?size=100"),
    Sample("customer list, 50 of 2,000", "portfolio:customer-list", "list", state="crowd"),
    Sample("matrix, staff, draft of 60", "responsibilities:matrix", "matrix", state="draft"),
    Sample("matrix, staff, agreed 60", "responsibilities:matrix", "matrix"),
    Sample("matrix, customer, agreed 60", "responsibilities:matrix", "matrix", side="customer"),
    Sample("review, customer, proposed 60", "responsibilities:review", "matrix", side="customer", state="proposed",
           extra=(("number", 1),)),
    Sample("findings of all customers", "findings:provider-finding-list", "list"),
    Sample("reminders of all customers", "engagement:provider-reminder-list", "list"),
    Sample("a customer’s sheet, customer", "portfolio:home", "detail", side="customer"),
    Sample("a customer’s sheet, staff", "portfolio:home", "detail"),
    Sample("contract", "contracts:contract", "detail", extra=(("pk", "contract"),)),
)  # fmt: skip


def main() -> None:
    """Seed, serve, measure and print; whatever is measured, the exit is 0."""
    with tempfile.TemporaryDirectory(prefix="samesheet-bench-") as folder, own_database() as address:
        environment = {
            "DATABASE_URL": address,
            "SAMESHEET_DATA": folder,
            "SAMESHEET_DEMO": "1",
            "DEBUG": "0",
            "REDIS_URL": "",
            "SECRET_KEY": "only-for-a-measurement-" + "0" * 32,
            "DJANGO_SETTINGS_MODULE": "msp_portal.settings",
            "LOG_LEVEL": "CRITICAL",
        }
        os.environ |= environment
        _manage("migrate", "--verbosity=0")
        _manage("collectstatic", "--noinput", "--verbosity=0")
        _manage("seed_scale", f"--customers={CROWD}", "--rows=6")
        _manage("seed_scale", f"--customers={CUSTOMERS}", f"--rows={ROWS}", "--things=20")
        _measure(environment)


def _manage(*words: str) -> None:
    subprocess.run([sys.executable, "-W", "ignore", "manage.py", *words], check=True, stdout=subprocess.DEVNULL)


def _measure(environment: dict[str, str]) -> None:
    from django.db import connection

    from bench.product import Product  # Django must know its settings first

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as a database that has stood for a while has done by itself
    product = Product.standing()
    with (
        gunicorn("bench.floor:application", environment, probe=f"/detail/{product.slug('agreed')}/") as floor,
        gunicorn("msp_portal.wsgi:application", environment, probe="/health/live/") as server,
    ):
        print(
            f"gunicorn sync × 2, PostgreSQL, {ROWS} rows; p50, p95 and CPU in ms of one client, rate of four a second"
        )
        print(
            COLUMNS.format(
                "page", "floor", "p50", "p95", "ratio", "CPU", "CPU", "ratio", "floor/s", "rate", "ratio", "HTML", "SQL"
            )
        )
        for sample in SAMPLES:
            path = product.path(sample)
            if path is None:
                print(f"{sample.what:<32}this page does not exist: {sample.name}")
                continue
            bare = Target(floor.port, f"/{sample.floor}/{product.slug(sample.state)}/", floor.spent)
            page = Target(server.port, path, server.spent, product.cookie(sample))
            _print(sample, bare, page, product.queries(sample, path))
        _print_workers(floor, server)


def _print(sample: Sample, floor: Target, page: Target, queries: int) -> None:
    try:
        bare, found = measure(floor, page)
    except Unexpected as error:
        print(f"{sample.what:<32}not measured: {error}")
        return
    slower, share = found.p50 / bare.p50, found.rate / bare.rate
    missed = [
        words
        for is_missed, words in (
            (slower > sample.slower, f"p50 over {sample.slower:.0f} × floor"),
            (share < 0.4 and sample.floor != "detail", "rate under 0.4 × floor"),
            (queries > 12, "over 12 queries"),
            (found.size > 60_000, "over 60 KB"),
        )
        if is_missed
    ]
    bare_cpu, cpu = bare.processor, found.processor
    figures = [f"{bare.p50:.1f}", f"{found.p50:.1f}", f"{found.p95:.1f}", f"{slower:.1f}×"]
    figures += [f"{bare_cpu:.1f}", f"{cpu:.1f}", f"{cpu / bare_cpu:.1f}×" if bare_cpu else ""]
    figures += [f"{bare.rate:.0f}", f"{found.rate:.0f}", f"{share:.2f}", f"{found.size / 1000:.1f} KB"]
    verdict = "; ".join(missed) or "within target"
    print(COLUMNS.format(sample.what, *figures, f"{queries:>3}  {verdict}"), flush=True)


def _print_workers(floor: Server, server: Server) -> None:
    bare, used = floor.megabytes_per_worker(), server.megabytes_per_worker()
    print(f"web worker after this load: {used:.0f} MB PSS (floor {bare:.0f} MB; target 120 MB)")
    print(f"from start to first answer: {server.started_in:.1f} s (floor {floor.started_in:.1f} s; target 3 s)")


if __name__ == "__main__":
    main()
