"""How the sign-in library fits this product: people come by invitation only."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves; an invitation makes the account."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


def display_name(user: Any) -> str:
    """How messages of the sign-in library call somebody."""
    return user.name or user.email
