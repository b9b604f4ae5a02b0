"""A client that costs little: raw sockets, one connection for each request as gunicorn's sync workers close it."""

import socket
import statistics
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

ONE_BY_ONE = 100  # requests for the latencies
SECONDS = 3.0  # for the throughput
CLIENTS = 4  # at the same time, for two workers
WARM_UP = 10


class Unexpected(Exception):
    """The server answered something else than 200."""


@dataclass(frozen=True)
class Figure:
    """Milliseconds of requests one by one, on the clock and of the workers' processor time; requests a second of
    several clients; bytes of one answer."""

    p50: float
    p95: float
    processor: float
    rate: float
    size: int


def ask(port: int, path: str, cookie: str = "") -> bytes:
    """The body of the answer to one GET."""
    head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n"
    if cookie:
        head += f"Cookie: {cookie}\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
        line.sendall(f"{head}\r\n".encode())
        parts = []
        while part := line.recv(1 << 16):
            parts.append(part)
    top, _, body = b"".join(parts).partition(b"\r\n\r\n")
    if top[9:12] != b"200":
        raise Unexpected(f"{path} was answered {top[9:].splitlines()[0].decode(errors='replace')}")
    return body


@dataclass(frozen=True)
class Target:
    """What to ask, and of whom."""

    port: int
    path: str
    spent: Callable[[], float]  # seconds of processor time that the workers have used
    cookie: str = ""

    def get(self) -> bytes:
        return ask(self.port, self.path, self.cookie)

    def took(self) -> float:
        """Milliseconds of one request."""
        begun = time.perf_counter()
        self.get()
        return (time.perf_counter() - begun) * 1000


def measure(*targets: Target) -> list[Figure]:
    """Latency first, the targets in turn so that the machine's moods meet all of them; then each one's throughput."""
    sizes = [len(target.get()) for target in targets for _ in range(WARM_UP)][::WARM_UP]
    before = [target.spent() for target in targets]
    times = list(zip(*([target.took() for target in targets] for _ in range(ONE_BY_ONE)), strict=True))
    spent = [target.spent() - begun for target, begun in zip(targets, before, strict=True)]
    return [
        Figure(
            p50=statistics.median(took),
            p95=statistics.quantiles(took, n=20)[-1],
            processor=used * 1000 / ONE_BY_ONE,
            rate=_rate(target),
            size=size,
        )
        for target, took, used, size in zip(targets, times, spent, sizes, strict=True)
    ]


def _rate(target: Target) -> float:
    counts = [0] * CLIENTS
    end = time.perf_counter() + SECONDS

    def work(number: int) -> None:
        while time.perf_counter() < end:
            target.get()
            counts[number] += 1

    threads = [threading.Thread(target=work, args=(number,)) for number in range(CLIENTS)]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.perf_counter() - begun)
