"""`manage.py run_jobs`: everything that is due, once or until it is told to stop."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone

from background.jobs import enqueue
from background.management.commands import run_jobs
from background.models import Job, Tick
from background.tasks import KEPT
from tests.databases import kept_file

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.django_db
def test_once_runs_ticks_and_jobs_and_stops(handler, capsys):
    ran = []
    handler(lambda **_: ran.append(1))
    enqueue("tests.work")

    call_command("run_jobs", "--once")

    assert ran == [1]
    assert Tick.objects.filter(name="background.schedules.clear_finished").exists()
    assert "jobs run." in capsys.readouterr().out


@pytest.mark.django_db
def test_old_finished_jobs_go_and_failed_ones_stay(handler):
    handler(lambda **_: None)
    long_ago = timezone.now() - KEPT - timedelta(days=1)
    for state in ("done", "failed"):
        job = enqueue("tests.work")
        Job.objects.filter(pk=job.pk).update(state=state, finished_at=long_ago)

    call_command("run_jobs", "--once")

    assert list(Job.objects.filter(name="tests.work").values_list("state", flat=True)) == ["failed"]


def test_a_database_that_is_away_for_a_moment_is_waited_for(monkeypatch, caplog):
    def away():
        raise OperationalError("connection refused")

    monkeypatch.setattr(run_jobs, "run_ticks", away)
    monkeypatch.setattr(run_jobs, "close_old_connections", lambda: None)

    run_jobs.Command()._turn(run_jobs.threading.Event())

    assert "the database did not answer" in caplog.text


def test_it_stops_cleanly_when_told(tmp_path, pytestconfig):
    environment = {**os.environ, "SAMESHEET_DATA": str(tmp_path), "SAMESHEET_DEMO": "1", "REDIS_URL": ""}
    environment["DATABASE_URL"] = f"sqlite:///{tmp_path / 'jobs.sqlite3'}"
    kept = kept_file(pytestconfig.cache.mkdir("database"))
    if kept.exists():
        shutil.copy(kept, tmp_path / "jobs.sqlite3")
    else:
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=environment, check=True)

    for told in (signal.SIGTERM, signal.SIGINT):
        child = subprocess.Popen([sys.executable, "manage.py", "run_jobs"], cwd=ROOT, env=environment)
        try:
            wait_for_a_tick(tmp_path / "jobs.sqlite3")
            child.send_signal(told)
            assert child.wait(timeout=20) == 0
        finally:
            child.kill()


def wait_for_a_tick(path):
    """Until the process is at work: it has run what is due by the clock."""
    for _ in range(300):
        with closing(sqlite3.connect(path)) as database:
            if database.execute("SELECT count(*) FROM background_tick").fetchone()[0]:
                database.execute("DELETE FROM background_tick")
                database.commit()
                return
        time.sleep(0.1)
    pytest.fail("run_jobs did not start.")
