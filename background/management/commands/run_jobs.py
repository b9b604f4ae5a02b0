"""Runs what is due by the clock and drains the job table, until it is told to stop."""

import logging
import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, close_old_connections

from background.runner import drain
from background.ticks import run_ticks

log = logging.getLogger(__name__)
PAUSE = 1.0  # seconds between two looks at the table


class Command(BaseCommand):
    """The embedded worker: everything Celery would do, in one process and without Redis."""

    help = "Runs background jobs and reminders until TERM or INT. With --once it stops when nothing is due."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="stop when nothing is due")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        if once:
            run_ticks()
            self.stdout.write(f"{drain()} jobs run.")
            return
        stop = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stop.set())
        while not stop.is_set():
            self._turn(stop)
            stop.wait(PAUSE)

    def _turn(self, stop: threading.Event) -> None:
        """A database that is away for a moment is waited for."""
        try:
            close_old_connections()
            run_ticks()
            drain(until=stop.is_set)
        except DatabaseError as error:
            log.warning("the database did not answer (%s); trying again", error)
