"""The printing process: HTML in, PDF out. Started by reports.render as `python -m reports.press MEGABYTES`.

It knows no Django and no database. It fetches nothing but our own fonts and pictures that are already in
the page, and may use a limited amount of memory. Each request is a line with the length of the HTML, then the
HTML; each answer a line of JSON, then the PDF. The style sheet and the fonts are read once.
"""

import gc
import json
import os
import resource
import sys
from pathlib import Path
from typing import Any, BinaryIO

STATIC = Path(__file__).resolve().parent.parent / "static"
STYLES = STATIC / "css" / "pack.css"
FONTS = STATIC / "vendor" / "fonts"
PICTURES = ("data:image/png;base64,", "data:image/svg+xml;base64,")  # logos as we store them, and our own marks


class Refused(ValueError):
    """The page asked for something outside itself."""


def make_fetcher(refused: list[str] | None = None) -> Any:
    """A fetcher for pictures inside the page and our own font files. Notes what it refuses in `refused`."""
    from weasyprint.urls import URLFetcher

    fonts = {path.as_uri() for path in FONTS.glob("*.woff2")}

    class OnlyOurOwn(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url in fonts or url.startswith(PICTURES):
                return super().fetch(url, headers)
            if refused is not None:
                refused.append(url)
            raise Refused("A pack fetches nothing from outside.")

    return OnlyOurOwn(allowed_protocols=["data", "file"], allow_redirects=False)


class Press:
    """WeasyPrint with the style sheet and fonts at hand."""

    def __init__(self, refused: list[str] | None = None) -> None:
        from weasyprint import CSS
        from weasyprint.text.fonts import FontConfiguration

        self.fetcher = make_fetcher(refused)
        self.fonts = FontConfiguration()
        self.styles = CSS(filename=str(STYLES), font_config=self.fonts, url_fetcher=self.fetcher)

    def print(self, html: str) -> tuple[bytes, int]:
        """The PDF and its number of pages."""
        from weasyprint import HTML

        gc.disable()  # a fifth of the time otherwise
        try:
            page = HTML(string=html, url_fetcher=self.fetcher)
            document = page.render(font_config=self.fonts, stylesheets=[self.styles], pdf_variant="pdf/a-3a")
            return document.write_pdf(pdf_variant="pdf/a-3a"), len(document.pages)
        finally:
            gc.enable()
            gc.collect()


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Print one page after the other until the other side closes the pipe."""
    press = Press()
    gc.collect()
    gc.freeze()  # what every pack needs is not looked through again after each
    while length := requests.readline():
        html = requests.read(int(length)).decode()
        try:
            pdf, pages = press.print(html)
            peak = most_memory()
            head: dict[str, Any] = {"size": len(pdf), "pages": pages, "megabytes": peak}
        except MemoryError:
            pdf, head = b"", {"size": 0, "fault": "memory"}
        answers.write(json.dumps(head).encode() + b"\n" + pdf)
        answers.flush()


def most_memory() -> int:
    """The most memory this process has held since it started, in megabytes.

    Not what getrusage says: that figure begins with the size of the process that started this one.
    """
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM:"))


def main(megabytes: int) -> None:
    """Limit this process, keep stray output out of the answers, and serve."""
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1024 * 1024,) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main(int(sys.argv[1]))
