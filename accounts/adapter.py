"""How the sign-in library fits this product: people come by invitation only, e-mails are ours."""

from typing import Any
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from accounts.actions import note_security_change
from accounts.letters import CHANGED_SOMETHING, CHANGES, LETTERS, Recipient, context_of, security_page
from accounts.models import User
from background.mail import post_email


class SecondStepAdapter(DefaultMFAAdapter):
    """Says what to do about a code that does not fit."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "This code does not fit, or its time is over. Write the one that the app shows now.",
    }


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves. Letters go through the job table, and changes into the history."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "This address and this password do not belong together. Check both.",
        "too_many_login_attempts": "Too many tries in a short time. Wait some minutes, then try again.",
        "account_inactive": "This account is closed.",
        "incorrect_password": "That is not your password.",
        "enter_current_password": "That is not your password now.",
        "email_taken": "This address belongs to another account.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A letter with a link that is a key, to the address it belongs to."""
        letter = LETTERS.get(template_prefix)
        user = context.get("user") or User.objects.filter(email__iexact=email).first()
        if letter is None or user is None:
            return
        about = context_of(letter, context)
        _post(template_prefix, letter.template, user, email, about, is_secret=True)

    @transaction.atomic
    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell somebody that how they sign in has changed, and write it into the history."""
        address = self.get_client_ip(self.request)
        says, told = CHANGES.get(template_prefix, CHANGED_SOMETHING)
        now = timezone.now()
        note_security_change(user=user, says=says, at=now, address=address)
        about = {"told": told, "when": now, "address": address, "link": security_page()}
        about["link_text"] = "Change your password"
        _post(template_prefix, "accounts/email/sign_in_changed", user, email or user.email, about)


def _post(kind: str, template: str, user: Any, email: str, about: dict[str, Any], **how: Any) -> None:
    post_email(
        key=f"{kind}:{uuid4()}",
        kind=f"accounts.{kind.rpartition('/')[2]}",
        to=Recipient(user.pk, user.name, email),
        template=template,
        context=about,
        at=timezone.now(),
        provider_id=None,  # about a person, not an organisation
        **how,
    )


def display_name(user: Any) -> str:
    """How messages of the sign-in library call somebody."""
    return str(user.name or user.email)
