"""Make many customers for measurements."""

import secrets
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from demo.scale import seed


class Command(BaseCommand):
    """A provider of its own with as many customers and rows as asked for."""

    help = "Make a provider with many customers, each with a contract and a matrix, to measure with."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--customers", type=int, default=500)
        parser.add_argument("--rows", type=int, default=60, help="rows in each matrix")
        parser.add_argument("--things", type=int, default=0, help="things that each business depends on")

    def handle(self, *args: Any, **options: Any) -> None:
        password = secrets.token_urlsafe(12)
        sizes = {name: options[name] for name in ("customers", "rows", "things")}
        provider = seed(**sizes, at=timezone.now(), password=password)
        self.stdout.write(
            f"{provider}: {options['customers']} customers with {options['rows']} rows each. "
            f"Sign in as lead@{provider.slug}.example.com with the password {password}"
        )
