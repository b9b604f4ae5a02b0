"""How a review ends: one of three ways, each with its reason. Pure."""

from enum import StrEnum


class Ending(StrEnum):
    """What somebody found when they looked at a thing again."""

    VALID = "valid"
    CHANGED = "changed"
    RETIRED = "retired"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {Ending.VALID: "Still valid", Ending.CHANGED: "Changed", Ending.RETIRED: "Retired"}
ONGOING = {Ending.VALID: "still valid", Ending.CHANGED: "changed", Ending.RETIRED: "retired"}


def ending_words(ending: str, why: str) -> str:
    """`still valid because nothing has changed`: goes on after a colon or a comma."""
    return f"{ONGOING[Ending(ending)]} because {uncapped(why.strip().rstrip('.'))}"


def uncapped(text: str) -> str:
    """The first letter small, unless the first word is written in capitals (`VPN`) or is `I`."""
    first = text.split(" ", 1)[0]
    return text if not first[1:].islower() else text[0].lower() + text[1:]
