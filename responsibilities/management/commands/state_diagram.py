"""Draw docs/matrix-states.md and docs/rollout-states.md from the tables of transitions."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from responsibilities import transitions
from technology.rollouts import drawing

FILES: Mapping[Path, Callable[[], str]] = {
    Path("docs/matrix-states.md"): transitions.document,
    Path("docs/rollout-states.md"): drawing.document,
}


class Command(BaseCommand):
    """`manage.py state_diagram`; with `--check` it only says whether the files are up to date."""

    help = "Draw docs/matrix-states.md and docs/rollout-states.md from the tables of transitions."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="fail when a file differs, write nothing")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        for file, document in FILES.items():
            path = Path(settings.BASE_DIR) / file
            if not check:
                path.write_text(document(), encoding="utf-8")
                self.stdout.write(f"Wrote {file}.")
            elif not path.exists() or path.read_text(encoding="utf-8") != document():
                raise CommandError(f"{file} is not what the table says. Run manage.py state_diagram.")
