"""The shape of a finding: something in the facts that could cost money, cover or time (domain.md chapter 6)."""

from dataclasses import dataclass, field, replace
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
    `message` and `action` speak to the customer's owner. Where they say "you", the same stands `_in_names`
    of both parties, for the provider's staff and for documents that others read too.
    """

    check: str
    severity: Severity
    subject: str
    label: str
    message: str
    action: str
    facts: dict[str, str] = field(default_factory=dict)
    is_unknown: bool = False
    message_in_names: str = ""
    action_in_names: str = ""

    def in_names(self) -> "Found":
        """The finding as somebody reads it who is not the customer."""
        return replace(self, message=self.message_in_names or self.message, action=self.action_in_names or self.action)
