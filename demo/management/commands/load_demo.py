"""Load the demo and say how to sign in."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from demo.load import load
from demo.story import CLIENTS, PASSWORD, STAFF


class Command(BaseCommand):
    """Tell the story once; later runs change nothing. Only for SAMESHEET_DEMO=1: everybody knows the password."""

    help = "Load the made-up provider with its three customers and print a login for each role."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "The demo's passwords are public. Set SAMESHEET_DEMO=1 on a machine of your own to load it."
            )
        with transaction.atomic(durable=False):
            load(timezone.now(), self.stdout.write)
        self.stdout.write("\nSign in with one of these addresses; the password of all is: " + PASSWORD + "\n")
        for person in STAFF:
            self.stdout.write(f"  {person.email:<32} Fairlead IT, {person.role}")
        for client in CLIENTS:
            for person in client.people:
                self.stdout.write(f"  {person.email:<32} {client.name}, {person.role}")
