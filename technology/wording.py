"""How the standing of a vendor is said."""

from dataclasses import dataclass
from datetime import date

from core.words import ago_or_left, day
from technology.assessments import Standing


@dataclass(frozen=True)
class Chip:
    """Tone, icon and words of a mark."""

    tone: str
    icon: str
    words: str


def standing_chip(standing: Standing, today: date) -> Chip:
    """How the assessment stands, in two or three words."""
    if standing.incident_on is not None:
        return Chip("danger", "late", "Assess again: incident")
    if standing.assessed_on is None:
        return Chip("danger", "late", "Never assessed") if standing.is_critical else Chip("calm", "ask", "Not assessed")
    if standing.is_wanted(today):
        return Chip("warn", "wait", "Assess again")
    return Chip("ok", "tick", "Assessed")


def standing_sentence(name: str, standing: Standing, today: date) -> str:
    """The answer first: what has to be done about this vendor, and by when."""
    if standing.incident_on is not None and standing.reassess_by is not None:
        by = f"{day(standing.reassess_by)}, {ago_or_left(standing.reassess_by, today)}"
        return f"{name} had an incident on {day(standing.incident_on)}. Look at it again by {by}."
    if standing.assessed_on is None:
        return f"Nobody has assessed {name} yet."
    said = f"{name} was assessed on {day(standing.assessed_on)}."
    if standing.due_on is None:
        return said
    return f"{said} Look at it again by {day(standing.due_on)}, {ago_or_left(standing.due_on, today)}."
