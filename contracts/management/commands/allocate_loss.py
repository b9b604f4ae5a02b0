"""Work out from the command line who bears a loss."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from contracts.loss import interchange
from contracts.loss.terms import InvalidTerms

INVALID = 2  # exit code


class Command(BaseCommand):
    """Cases in, allocations out, both as the JSON of the interchange. Touches no database."""

    help = "Say who bears a loss: reads one case or a list of cases as JSON, writes the allocation of each."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="a file with JSON, or - for standard input")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            given = interchange.parse(_read(options["file"]))
            results = _allocate_all(given) if isinstance(given, list) else _allocate(given, "")
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}.", returncode=INVALID) from error
        except InvalidTerms as error:
            raise CommandError(str(error), returncode=INVALID) from error
        self.stdout.write(json.dumps(results, indent=2))


def _read(name: str) -> bytes:
    return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()


def _allocate_all(cases: list[Any]) -> list[dict[str, Any]]:
    return [_allocate(case, f"[{place}]") for place, case in enumerate(cases)]


def _allocate(case: Any, path: str) -> dict[str, Any]:
    return interchange.result_of(interchange.read_case(case, path).allocate())
