"""Why this installation must not go on the network as it is set up: one line for each reason."""

import sys
from typing import Any
from urllib.parse import urlsplit

SHORTEST_KEY = 50  # characters, as Django's own deployment check asks


def refusals(settings: Any) -> list[str]:
    """Every reason, each with what to set; none for a demo on this machine."""
    if settings.RELAXED:
        return []
    found = {
        f"Set SECRET_KEY to a random text of at least {SHORTEST_KEY} characters.": len(settings.SECRET_KEY)
        < SHORTEST_KEY
        or settings.SECRET_KEY.startswith("only-for-a-demo"),
        "Set ALLOWED_HOSTS to the names people open, and not to *.": not settings.ALLOWED_HOSTS
        or "*" in settings.ALLOWED_HOSTS,
        "Set SITE_URL to the https:// address people open; links in e-mails and passkeys need it.": urlsplit(
            settings.SITE_URL
        ).scheme
        != "https",
        "Set EMAIL_URL to a mail server: without it no invitation and no reminder reaches anybody.": (
            settings.EMAIL_BACKEND.endswith("filebased.EmailBackend")
        ),
    }
    return [sentence for sentence, is_wrong in found.items() if is_wrong]


def stop_when_insecure(settings: Any) -> None:
    """End the process with the reasons on its error output."""
    if reasons := refusals(settings):
        sys.exit("\n".join(["Same Sheet does not start:", *(f"- {reason}" for reason in reasons)]))
