"""200 jobs over a real Celery worker, Redis and PostgreSQL; the worker is killed five times and Redis once.

Starts its own Redis on a free port and its own database, so that those of the machine are left alone.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[2]
POSTGRES = "postgres://postgres@127.0.0.1:5432"
JOBS = 200
WORKER = ["-m", "celery", "-A", "msp_portal", "worker", "--concurrency=2", "--loglevel=WARNING"]
BEAT = ["-m", "celery", "-A", "msp_portal", "beat", "--loglevel=WARNING", "--pidfile="]

pytestmark = [pytest.mark.services, pytest.mark.timeout(175)]


def absent(what: str) -> None:
    """A reason to skip on somebody's own machine; in CI the services must be there."""
    sentence = f"{what}; this test needs redis-server and PostgreSQL on 127.0.0.1:5432 (user postgres, trusted)"
    if os.environ.get("CI", "").lower() in ("1", "true", "yes"):
        pytest.fail(sentence)
    pytest.skip(sentence)


@pytest.fixture
def database() -> Iterator[str]:
    """A database of its own on the machine's PostgreSQL."""
    name = f"samesheet_jobs_{os.getpid()}"
    try:
        server = psycopg.connect(f"{POSTGRES}/postgres", autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        absent("PostgreSQL does not answer")
    with server:
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {name}")
        yield f"{POSTGRES}/{name}"
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


class House:
    """The processes of one installation, each of which can be killed and started again."""

    def __init__(self, database: str, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.database, self.folder = database, folder
        self.environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith("PYTEST")},
            "DJANGO_SETTINGS_MODULE": "tests.background.worker_settings",
            "SAMESHEET_DEMO": "1",
            "SAMESHEET_DATA": str(folder),
            "DATABASE_URL": database,
            "REDIS_URL": f"redis://127.0.0.1:{self.port}/0",
        }
        self.running: list[subprocess.Popen[bytes]] = []

    def start(self, *command: str) -> "subprocess.Popen[bytes]":
        with (self.folder / "processes.log").open("ab") as log:
            child = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, start_new_session=True, stdout=log, stderr=log
            )
        self.running.append(child)
        return child

    def redis(self) -> "subprocess.Popen[bytes]":
        program = shutil.which("redis-server") or absent("redis-server is not installed")
        child = self.start(
            str(program), "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"
        )
        until(lambda: is_open(self.port), 10, "Redis to answer")
        return child

    def worker(self) -> "subprocess.Popen[bytes]":
        return self.start(sys.executable, *WORKER)

    def beat(self) -> "subprocess.Popen[bytes]":
        return self.start(sys.executable, *BEAT, f"--schedule={self.folder / 'beat'}")

    def ask(self, first: int, last: int) -> None:
        self.shell(f"from tests.background.effects import ask; ask(range({first}, {last}))")

    def shell(self, code: str) -> str:
        script = f"import django; django.setup(); {code}"
        return subprocess.run(
            [sys.executable, "-c", script], cwd=ROOT, env=self.environment, check=True, capture_output=True,
            text=True, timeout=60,
        ).stdout  # fmt: skip

    def manage(self, *command: str) -> None:
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=self.environment, check=True)

    def select(self, sql: str) -> list[tuple]:
        with psycopg.connect(self.database) as connection:
            return connection.execute(sql).fetchall()

    def done(self) -> int:
        return self.select("SELECT count(*) FROM background_job WHERE name ~ 'effect' AND state = 'done'")[0][0]


@pytest.fixture
def house(database: str, tmp_path: Path) -> Iterator[House]:
    house = House(database, tmp_path)
    yield house
    for child in house.running:
        kill(child)


def test_no_job_is_lost_or_doubled_whatever_is_killed(house, capsys):
    started = time.monotonic()
    redis = house.redis()
    house.manage("migrate", "--skip-checks", "-v0")
    house.ask(0, 80)
    house.beat()
    worker = house.worker()

    for killed in range(1, 6):
        until(lambda goal=killed * 12: house.done() >= goal, 60, f"{killed * 12} jobs to be done")
        kill(worker)
        if killed == 3:
            kill(redis)
            house.ask(80, 140)  # asked for while Redis is away
            redis = house.redis()
        worker = house.worker()
    house.ask(140, JOBS)
    until(lambda: house.done() >= JOBS, 120, f"all {JOBS} jobs to be done")

    effects = house.select("SELECT kind, count(*) FROM background_email WHERE kind LIKE 'effect %' GROUP BY kind")
    assert sorted(count for _, count in effects) == [1] * JOBS
    states = house.select("SELECT state, max(attempt) FROM background_job WHERE name ~ 'effect' GROUP BY state")
    assert [state for state, _ in states] == ["done"]
    assert states[0][1] > 1, "no job was interrupted: the test has shown nothing"
    with capsys.disabled():
        print(f"\n{JOBS} jobs, 5 workers and 1 Redis killed: {time.monotonic() - started:.0f} s")


def test_the_schedule_runs_by_itself(house):
    """Nobody asks for anything: beat wakes the ticks, the ticks ask for jobs, the dispatcher has them run."""
    house.redis()
    house.manage("migrate", "--skip-checks", "-v0")
    expected = set(house.shell("from background.ticks import schedule_names; print(*schedule_names())").split())
    house.beat()
    house.worker()

    def ticked() -> bool:
        return {name for (name,) in house.select("SELECT name FROM background_tick")} == expected

    def cleared() -> bool:
        sql = "SELECT count(*) FROM background_job WHERE name = 'background.clear_finished' AND state = 'done'"
        return house.select(sql)[0][0] == 1

    until(ticked, 90, f"these ticks: {expected}")
    until(cleared, 30, "the job that a tick asked for")
    failed = house.select("SELECT name, reason FROM background_job WHERE state = 'failed'")
    assert not failed


def kill(child: "subprocess.Popen[bytes]") -> None:
    """As a power cut does: the process and its children, at once."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def until(holds, seconds: float, what: str) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            pytest.fail(f"Waited {seconds} s for {what}.")
        time.sleep(0.2)


def is_open(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
