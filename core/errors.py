"""What stops a person, in a sentence made for that person."""

from collections.abc import Callable
from typing import Any


class NotAllowed(Exception):
    """Yours, but not now or not in your role. Answered with 403 and the sentence."""


class Conflict(Exception):
    """Somebody changed it in the meantime. Answered with 409 and the sentence; nothing was lost."""


def why_not(check: Callable[..., None], *about: Any, **more: Any) -> str:
    """The sentence with which a check stops the actor, or "" when it does not: for buttons that say why they wait."""
    try:
        check(*about, **more)
    except NotAllowed as refusal:
        return str(refusal)
    return ""


def allowed(check: Callable[..., None], *about: Any, **more: Any) -> bool:
    """Whether the check lets the actor through: for buttons that are there or not."""
    return not why_not(check, *about, **more)
