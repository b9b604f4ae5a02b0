"""What the state of a comparison allows. Pure."""

from collections.abc import Sequence

from core.errors import NotAllowed
from technology.models import Comparison, Option

FEWEST = 2  # options, keeping what we have among them


def check_open(comparison: Comparison) -> None:
    """Nobody has decided yet."""
    if comparison.is_decided:
        raise NotAllowed("This has been decided. Look at it again to change what was scored.")


def check_comparable(options: Sequence[Option]) -> None:
    """A decision compares at least two options, one of them to keep what we have."""
    if len(options) < FEWEST:
        raise NotAllowed("Compare at least two options before you decide.")
    if not any(option.is_current for option in options):
        raise NotAllowed("“Keep what we have” must be among the options before you decide.")
