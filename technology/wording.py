"""How the standing of a vendor is said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.words import ago_or_left, day
from technology.assessments import Standing

ANOTHER = "another of its products was compared"


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


def outcome_words(standing: Standing, products: Mapping[UUID, str]) -> str:
    """How the last decision ended for these products of the vendor: `Watch is kept`; "" without a decision.

    Products are named by whoever reads, so that it never learns of those that do not run with it.
    """
    if standing.assessed_on is None:
        return ""
    ends = [f"{products[pk]} {each.words}" for pk, each in standing.outcomes if pk in products]
    return "; ".join(sorted(ends)) or ANOTHER


def told_words(by: str, name: str, standing: Standing, outcome: str, today: date) -> str:
    """What a customer reads of an assessment; "" where there is none and nothing asks for one (ADR 16)."""
    said, again, due = [], "", standing.due_on
    if standing.assessed_on is not None:
        said, again = [f"{by} assessed {name} on {day(standing.assessed_on)}: {outcome}."], " again"
    elif standing.is_critical:
        said = [f"Nobody has assessed {name} yet."]
    if due is not None and standing.is_late(today):
        said.append(f"It was to be assessed{again} by {day(due)}, {ago_or_left(due, today)}.")
    elif due is not None:
        said.append(f"It is to be assessed{again} by {day(due)}.")
    return " ".join(said)
