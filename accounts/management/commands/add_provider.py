"""Set up the first provider of an installation."""

import secrets
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.utils import timezone

from accounts.actions.founding import add_provider
from core.errors import Conflict


class Command(BaseCommand):
    """A provider and its owner, with a password to be changed after the first sign-in."""

    help = "Add a provider and its owner, who then invites everybody else. Prints a password, once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the provider's name")
        parser.add_argument("--owner", required=True, help="full name of its owner")
        parser.add_argument("--email", required=True, help="the owner's address, with which to sign in")

    def handle(self, *args: Any, **options: Any) -> None:
        password = secrets.token_urlsafe(15)
        try:
            validate_email(options["email"])
            provider = add_provider(
                name=options["name"],
                owner_name=options["owner"],
                owner_email=options["email"],
                password=password,
                at=timezone.now(),
            )
        except ValidationError as error:
            raise CommandError("That is no e-mail address.") from error
        except Conflict as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{provider.name} is set up. {options['owner']} signs in with {options['email'].lower()}")
        self.stdout.write(f"and the password {password}, to be changed under Sign-in and security.")
