"""The order of clause numbers: 2 before 10, 4.2 before 4.10, 4 before 4(a)."""

import re

PART = re.compile(r"[0-9]+|[^\W\d_]+")


def natural_key(number: str) -> tuple[tuple[int, int, str], ...]:
    """Sort key of a clause number; figures count as numbers and stand before letters."""
    parts = PART.findall(number.casefold())
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)
