"""From a frozen pack to its PDF: the template here, the setting of pages in a process of its own.

The printing process is started at the first pack, serves this process alone and is replaced when it takes too
long, dies, or has printed many. The same document gives the same bytes: see `_environment`.
"""

import atexit
import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string

from core.digest import canonical
from reports.frozen import read
from reports.pack import PackDocument
from reports.words import around

TIMEOUT = 240  # seconds for one pack; less than the lease of its job
MEMORY = 2000  # megabytes of address space; a pack of 600 rows needs about a third
KEPT_MOST = 200  # megabytes; a printing process that has grown beyond is replaced
PRINTED_MOST = 100  # packs before the printing process is replaced
ROOT = Path(__file__).resolve().parent.parent
# Control characters say nothing on paper, and those that turn the writing direction can make a line lie.
UNPRINTABLE = dict.fromkeys(
    code
    for first, last in (
        (0x00, 0x08), (0x0B, 0x0C), (0x0E, 0x1F), (0x7F, 0x9F), (0x61C, 0x61C), (0x200E, 0x200F), (0x202A, 0x202E),
        (0x2066, 0x2069), (0xD800, 0xDFFF), (0xFEFF, 0xFEFF), (0xFFFE, 0xFFFF),
    )
    for code in range(first, last + 1)
) | {0x2192: "–"}  # fmt: skip  # our fonts have no arrow to the right


class RenderFailed(Exception):
    """The PDF could not be made, in a sentence for the person who asked for it."""


@dataclass(frozen=True)
class Printed:
    """A finished PDF, its number of pages, and the most memory it took (megabytes)."""

    content: bytes
    pages: int
    megabytes: int = 0


def render_pack(document: PackDocument) -> Printed:
    """The PDF of a pack. Raises RenderFailed with a sentence when it cannot be made."""
    return _printer.print(pack_html(document))


def render_page(html: str) -> Printed:
    """The PDF of a page whose HTML is ready and escaped. Raises RenderFailed with a sentence."""
    return _printer.print(html.translate(UNPRINTABLE))


def pack_html(document: PackDocument) -> str:
    """The page that is printed. Every text is escaped; nothing in it can become markup."""
    printable = read(_printable(json.loads(canonical(document))))
    return render_to_string("reports/pdf/pack.html", {**around(printable), "digest": document.digest})


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return value.translate(UNPRINTABLE)
    if isinstance(value, dict):
        return {key: _printable(each) for key, each in value.items()}
    return [_printable(each) for each in value] if isinstance(value, list) else value


def _environment() -> dict[str, str]:
    """What the printing process sees: enough to run, no secrets, and nothing that makes two runs differ."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR", "LANG") if name in os.environ}
    # Fonts carry the time they were made at; sets keep the order of their hashes.
    return {**kept, "SOURCE_DATE_EPOCH": "0", "PYTHONHASHSEED": "0", "PYTHONPATH": str(ROOT)}


class _Printer:
    """The printing process of this process, one pack at a time."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None
        self.owner = 0
        self.printed = 0

    def print(self, html: str) -> Printed:
        with self.lock:
            process = self._running()
            watch = threading.Timer(TIMEOUT, process.kill)
            watch.start()
            try:
                printed = self._exchange(process, html.encode())
            except (OSError, ValueError) as error:
                is_slow = not watch.is_alive()
                self.stop()
                raise RenderFailed(_sentence(is_slow)) from error
            finally:
                watch.cancel()
            self.printed += 1
            if self.printed >= PRINTED_MOST or printed.megabytes > KEPT_MOST:
                self.stop()
            return printed

    def _running(self) -> subprocess.Popen[bytes]:
        """The process, started anew where there is none, it ended, or it belongs to a parent of this process."""
        if self.process is None or self.owner != os.getpid() or self.process.poll() is not None:
            self.stop()
            self.process = subprocess.Popen(  # noqa: S603  # our own module, no words of others
                [sys.executable, "-m", "reports.press", str(MEMORY)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                cwd=ROOT,
                env=_environment(),
            )
            self.owner, self.printed = os.getpid(), 0
        return self.process

    def _exchange(self, process: subprocess.Popen[bytes], html: bytes) -> Printed:
        if process.stdin is None or process.stdout is None:
            raise ValueError("the printing process has no pipes")
        process.stdin.write(b"%d\n" % len(html) + html)
        process.stdin.flush()
        head = json.loads(process.stdout.readline())
        content = process.stdout.read(head["size"])
        if not content or len(content) != head["size"]:
            raise ValueError("the printing process gave no whole document")
        return Printed(content, head["pages"], head["megabytes"])

    def stop(self) -> None:
        """End the process, if this process started it."""
        process, self.process = self.process, None
        if process is not None and self.owner == os.getpid():
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                with suppress(OSError):  # what was not yet written has nobody to read it
                    pipe.close()  # type: ignore[union-attr]  # both are pipes


def _sentence(is_slow: bool) -> str:
    if is_slow:
        return f"Setting the pages took longer than {TIMEOUT} seconds and was stopped. Ask for the pack again."
    return "The printing process stopped before the PDF was whole. Ask for the pack again."


_printer = _Printer()
atexit.register(_printer.stop)
