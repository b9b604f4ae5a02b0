"""Lengths of time in minutes, as people write and read them. Pure."""

import re
from fractions import Fraction

UNITS = {"m": 1, "min": 1, "minute": 1, "h": 60, "hour": 60, "d": 1440, "day": 1440, "w": 10080, "week": 10080}
PART = re.compile(r"(\d+(?:\.\d+)?)\s*([a-z]+)")
AT_ONCE = "at once"
LONGEST_TEXT = 80  # characters: who writes more has not written a length of time


def lasting(minutes: int) -> str:
    """`at once`, `30 min`, `1 h 30 min`, `6 h`, `2 days 4 h`."""
    days, rest = divmod(minutes, 1440)
    hours, left = divmod(rest, 60)
    parts = [f"{days} day{'' if days == 1 else 's'}" if days else "", f"{hours} h" if hours else ""]
    parts.append(f"{left} min" if left else "")
    return " ".join(part for part in parts if part) or AT_ONCE


def took(minutes: int | None) -> str:
    """`took 2 h 40 min`; nothing where nobody said."""
    return "" if minutes is None else f"took {lasting(minutes)}"


def minutes_of(words: str) -> int:
    """Read `90 min`, `1.5 h`, `1 day 4 hours`. ValueError for anything else, parts of a minute included."""
    if len(words) > LONGEST_TEXT:
        raise ValueError(words)
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


def minutes_taken(words: str) -> int:
    """The same for how long something took: a bare number is minutes."""
    text = words.strip()
    return minutes_of(f"{text} min" if text.isdecimal() else text)
