"""Vocabularies of continuity that the engine does not need."""

from enum import StrEnum


class ImpactKind(StrEnum):
    """What an outage harms besides money."""

    REPUTATION = "reputation"
    LEGAL = "legal"
    SAFETY = "safety"
    STAFF = "staff"
