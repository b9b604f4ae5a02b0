"""The shape of a finding: something in the facts that could cost money, cover or time (domain.md chapter 6)."""

from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much it matters: could cost money or cover now, fix this quarter, tidy up."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True)
class Found:
    """One finding of one check, before anybody stores it.

    `subject` names the object the check looked at, stable over time, so that the same finding is
    recognised on the next run. `is_unknown` says that facts were missing: never the same as passing.
    """

    check: str
    severity: Severity
    subject: str
    label: str
    message: str
    action: str
    facts: dict[str, str] = field(default_factory=dict)
    is_unknown: bool = False
