"""A gunicorn of our own on this machine, its memory and its start time."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import psutil

from bench.load import ask

WORKERS = 2
PATIENCE = 60.0  # seconds until a server must answer


@dataclass(frozen=True)
class Server:
    """A running gunicorn: where it listens, and the seconds from its start to its first answer."""

    process: psutil.Process
    port: int
    started_in: float

    def spent(self) -> float:
        """Seconds of processor time that its workers have used."""
        return sum(sum(worker.cpu_times()[:2]) for worker in self.process.children())

    def megabytes_per_worker(self) -> float:
        """Proportional set size of a worker, the larger one: shared pages are counted in parts."""
        return max(worker.memory_full_info().pss for worker in self.process.children()) / 1e6


@contextmanager
def gunicorn(application: str, environment: Mapping[str, str], *, probe: str) -> Iterator[Server]:
    """Serve with sync workers until the block ends; only this process tree is ended."""
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", application, "--preload", f"--workers={WORKERS}"]
    begun = time.perf_counter()
    process = subprocess.Popen(
        [*command, f"--bind=127.0.0.1:{port}", "--worker-class=sync", "--log-level=error"], env=os.environ | environment
    )
    try:
        _wait(process, port, probe)
        yield Server(psutil.Process(process.pid), port, time.perf_counter() - begun)
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(process: "subprocess.Popen[bytes]", port: int, probe: str) -> None:
    give_up = time.monotonic() + PATIENCE
    while time.monotonic() < give_up:
        if process.poll() is not None:
            raise RuntimeError(f"gunicorn ended with {process.returncode} before it answered")
        try:
            ask(port, probe)
            return
        except OSError:
            time.sleep(0.02)
    raise RuntimeError(f"gunicorn did not answer within {PATIENCE:.0f} s")
