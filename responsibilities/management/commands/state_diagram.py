"""Draw docs/matrix-states.md from the table of transitions."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from responsibilities.transitions import document

FILE = Path("docs/matrix-states.md")


class Command(BaseCommand):
    """`manage.py state_diagram`; with `--check` it only says whether the file is up to date."""

    help = "Draw docs/matrix-states.md from responsibilities/transitions.py."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="fail when the file differs, write nothing")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        path = Path(settings.BASE_DIR) / FILE
        if check:
            if not path.exists() or path.read_text(encoding="utf-8") != document():
                raise CommandError(f"{FILE} is not what the table says. Run manage.py state_diagram.")
            return
        path.write_text(document(), encoding="utf-8")
        self.stdout.write(f"Wrote {FILE}.")
