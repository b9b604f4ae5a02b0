"""Lengths of time as people say and write them."""

import re
from fractions import Fraction

from continuity.survival.model import NEVER
from core.words import count, listed

UNITS = {"m": 1, "min": 1, "minute": 1, "h": 60, "hour": 60, "d": 1440, "day": 1440, "w": 10080, "week": 10080}
PART = re.compile(r"(\d+(?:\.\d+)?)\s*([a-z]+)")
AT_ONCE = "at once"


def lasting(minutes: float | Fraction) -> str:
    """`at once`, `30 min`, `1 h 30 min`, `6 h`, `2 days 4 h`; `never` for what does not happen."""
    if minutes == NEVER:
        return "never"
    whole = int(minutes)
    days, rest = divmod(whole, 1440)
    hours, left = divmod(rest, 60)
    parts = [f"{days} day{'' if days == 1 else 's'}" if days else "", f"{hours} h" if hours else ""]
    parts.append(f"{left} min" if left else "")
    return " ".join(part for part in parts if part) or AT_ONCE


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


def minutes_of(words: str) -> int:
    """Read `90 min`, `1.5 h`, `1 day 4 hours`. ValueError for anything else, parts of a minute included."""
    text = words.strip().lower().replace(AT_ONCE, "0 min")
    found = PART.findall(text)
    if not found or PART.sub("", text).strip(" ,"):
        raise ValueError(words)
    total = Fraction(0)
    for number, unit in found:
        if unit.removesuffix("s") not in UNITS:
            raise ValueError(words)
        total += Fraction(number) * UNITS[unit.removesuffix("s")]
    if total.denominator != 1:
        raise ValueError(words)
    return int(total)
