"""Lengths of time as people say them."""

from fractions import Fraction

from continuity.survival.model import NEVER
from core import lengths
from core.lengths import AT_ONCE
from core.words import count, listed


def lasting(minutes: float | Fraction) -> str:
    """`at once`, `1 h 30 min`, `2 days 4 h`; `never` for what does not happen."""
    return "never" if minutes == NEVER else lengths.lasting(int(minutes))


def spoken(minutes: float) -> str:
    """`6 hours`, `1 hour and 30 minutes`, `36 hours`, from two days on `2 days and 4 hours` in a sentence."""
    hours, left = divmod(int(minutes), 60)
    days, hours = divmod(hours, 24) if hours >= 2 * 24 else (0, hours)
    said = [count(number, word) for number, word in ((days, "day"), (hours, "hour"), (left, "minute")) if number]
    return listed(said) or "no time at all"


def after(minutes: float) -> str:
    """`at once`, `after 4 h`."""
    said = lasting(minutes)
    return said if said == AT_ONCE else f"after {said}"


def since(minutes: float) -> str:
    """`at once`, `after 4 hours` in a sentence."""
    return f"after {spoken(minutes)}" if int(minutes) else AT_ONCE
