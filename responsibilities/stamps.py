"""What a form was filled from, so that saving over somebody else's change is noticed. Pure."""

from collections.abc import Iterable
from typing import Any

from core.digest import sha256

LENGTH = 16  # hex digits: enough to tell two states of one row apart


def stamp(values: Any) -> str:
    """A short mark of these values; equal values have equal marks."""
    return sha256(values)[:LENGTH]


def stamp_of(row: Any, names: Iterable[str]) -> str:
    """A short mark of what a row says in these fields."""
    return stamp({name: getattr(row, name) for name in names})
