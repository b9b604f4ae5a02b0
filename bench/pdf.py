"""The audit pack, against WeasyPrint on the same HTML with a tiny style sheet in the same run.

Targets: a pack of 60 rows ≤ 1.2 × floor; 600 rows ≤ 7 × 60 rows; the printing process ≤ 200 MB, ours small.
All are seconds of processor time, because other work on the machine changes those of the clock. Both are warm:
WeasyPrint is imported, the style sheet read, one pack printed before. The figure goes the whole way of a job:
template, pipe to the printing process, fonts, tags, PDF/A, and back.
"""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil

ROWS, MANY = 60, 600
TINY = "@page{size:A4;margin:27mm 18mm 24mm}body{font:8pt/1.4 sans-serif}table{width:100%}.mark,.logo{width:3mm}"
FLOOR = Path(__file__).resolve()
LINE = "{:<44}{:>10}  {}"


def main() -> None:
    """Measure and print; whatever is measured, the exit is 0."""
    os.environ.setdefault("SAMESHEET_DEMO", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "msp_portal.settings")
    import django

    django.setup()
    from reports.render import pack_html, render_pack
    from tests.factories.reports import make_document

    few, many = make_document(ROWS), make_document(MANY)
    first = render_pack(few)
    floor, floor_pages = _floor(pack_html(few))
    ours = _seconds(lambda: render_pack(few), times=5)
    large, printed = _cost(lambda: render_pack(many))
    print(LINE.format("", "seconds", ""))
    print(LINE.format(f"floor: {ROWS} rows, {floor_pages} pages, tiny style", f"{floor:.2f}", ""))
    print(LINE.format(f"pack: {ROWS} rows, {first.pages} pages", f"{ours:.2f}", _verdict(ours / floor, 1.2, "floor")))
    print(
        LINE.format(f"pack: {MANY} rows, {printed.pages} pages", f"{large:.2f}", _verdict(large / ours, 7, "60 rows"))
    )
    print(LINE.format(f"printing process, {ROWS} rows", f"{first.megabytes} MB", "reach ≤ 200 MB"))
    print(LINE.format(f"printing process, {MANY} rows, then ended", f"{printed.megabytes} MB", ""))
    print(LINE.format("the worker itself", f"{_memory():.0f} MB", "imports no WeasyPrint"))


def _verdict(ratio: float, most: float, of: str) -> str:
    return f"{ratio:.2f} × {of}; {'reaches' if ratio <= most else 'misses'} ≤ {most} ×"


def _seconds(work: Callable[[], Any], times: int) -> float:
    """The median of some runs, after one that does not count."""
    work()
    return statistics.median(_cost(work)[0] for _ in range(times))


def _cost(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of processor time of this process and its printing process, and what came out."""
    before = _spent()
    done = work()
    return _spent() - before, done


def _spent() -> float:
    """Also of printing processes that have ended."""
    own = os.times()
    running = [child.cpu_times() for child in psutil.Process().children()]
    return own.user + own.system + own.children_user + own.children_system + sum(t.user + t.system for t in running)


def _floor(html: str) -> tuple[float, int]:
    """Seconds and pages of bare WeasyPrint, in a process of its own."""
    answer = subprocess.run([sys.executable, str(FLOOR), "floor"], input=html.encode(), capture_output=True, check=True)
    seconds, pages = json.loads(answer.stdout)
    return seconds, pages


def floor() -> None:
    """WeasyPrint as its manual shows it: the page from standard input, the tiny style sheet, nothing else."""
    from weasyprint import CSS, HTML

    html = sys.stdin.buffer.read().decode()

    def printed() -> int:
        document = HTML(string=html).render(stylesheets=[CSS(string=TINY)])
        document.write_pdf()
        return len(document.pages)

    print(json.dumps([_seconds(printed, times=5), printed()]))


def _memory() -> float:
    """Megabytes of this process, shared pages in part."""
    return float(psutil.Process().memory_full_info().pss) / 1024 / 1024


if __name__ == "__main__":
    floor() if sys.argv[1:] == ["floor"] else main()
