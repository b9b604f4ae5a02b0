"""The e-mails about signing in: which of our templates stands for which of the library's."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.urls import reverse


@dataclass(frozen=True)
class Letter:
    """A template of ours, and the key of the library's context that holds its link."""

    template: str
    link: str
    link_text: str


@dataclass(frozen=True)
class Recipient:
    """Whom a letter goes to; somebody who confirms a new address is written to there."""

    pk: UUID | None
    name: str
    email: str


LETTERS = {
    "account/email/password_reset_key": Letter(
        "accounts/email/password_reset", "password_reset_url", "Choose a new password"
    ),
    "account/email/email_confirmation": Letter("accounts/email/address_confirm", "activate_url", "Use this address"),
    "account/email/email_confirmation_signup": Letter(
        "accounts/email/address_confirm", "activate_url", "Use this address"
    ),
}

# What happened, as it continues somebody's name in the history, and as it is told to that person.
CHANGES = {
    "account/email/password_changed": ("changed their password", "Your password was changed."),
    "account/email/password_reset": (
        "chose a new password by e-mail",
        "Your password was changed, by a link from an e-mail.",
    ),
    "account/email/password_set": ("set a password", "A password was set."),
    "account/email/email_changed": ("changed their e-mail address", "The address you sign in with was changed."),
    "account/email/email_confirm": ("confirmed an e-mail address", "An address of yours was confirmed."),
    "account/email/email_deleted": ("removed an e-mail address", "An address was removed from your account."),
    "mfa/email/totp_activated": ("switched on an authenticator app", "An authenticator app was switched on."),
    "mfa/email/totp_deactivated": ("switched off the authenticator app", "Your authenticator app was switched off."),
    "mfa/email/recovery_codes_generated": (
        "made new recovery codes",
        "New recovery codes were made; the old ones no longer work.",
    ),
    "mfa/email/webauthn_added": ("added a passkey or security key", "A passkey or security key was added."),
    "mfa/email/webauthn_removed": ("removed a passkey or security key", "A passkey or security key was removed."),
    "socialaccount/email/account_connected": ("connected another account", "Another account can now sign in as you."),
    "socialaccount/email/account_disconnected": (
        "disconnected another account",
        "Another account can no longer sign in as you.",
    ),
}  # fmt: skip
CHANGED_SOMETHING = ("changed how they sign in", "Something about how you sign in was changed.")


def on_our_address(url: str) -> str:
    """The same page on the address of this installation, whatever host a request claimed."""
    return settings.SITE_URL + urlsplit(url).path


def security_page() -> str:
    """Where somebody sees and changes how they sign in; absolute."""
    return settings.SITE_URL + reverse("account_change_password")


def context_of(letter: Letter, context: dict[str, Any]) -> dict[str, Any]:
    """The link, which is a key, and what it says."""
    return {"link": on_our_address(context[letter.link]), "link_text": letter.link_text}
