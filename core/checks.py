"""The shape of a finding: something in the facts that could cost money, cover or time (domain.md chapter 6).

An app says what it checks in its `checked.py`: `SOURCES`, each with the checks that it answers and one function that
looks at many customers at once. `findings/registry.py` finds them by themselves.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID


class Severity(StrEnum):
    """How much it matters, the gravest first: could cost money or cover now, fix this quarter, tidy up."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def label(self) -> str:
        return self.value.capitalize()


# The place of each in their order, by its value as well: the gravest has 0.
PLACES: Mapping[str, int] = {severity: place for place, severity in enumerate(Severity)}


@dataclass(frozen=True)
class Found:
    """One finding of one check, before anybody stores it.

    `subject` names the object the check looked at, stable over time, so that the same finding is
    recognised on the next run. `is_unknown` says that facts were missing: never the same as passing.
    `message` and `action` speak to the customer's owner. Where they say "you", the same stands `_in_names`
    of both parties, for the provider's staff and for documents that others read too. `label`, what it is about, is
    one for all readers: it is made of names and of words that call nobody "you".
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
        if not (self.message_in_names or self.action_in_names):
            return self  # it says nobody "you"; most do not, and a page may have hundreds
        return replace(self, message=self.message_in_names or self.message, action=self.action_in_names or self.action)


class Readers(StrEnum):
    """Who may read what a check finds; of the provider’s people always everybody who looks after the customer."""

    BOTH = "both"
    PROPOSED = "proposed"
    PUBLISHED = "published"

    @property
    def words(self) -> str:
        return {
            "both": "both sides",
            "proposed": "the provider, and the customer once the list has been proposed",
            "published": "the provider, and the customer where what it rests on is published to it",
        }[self.value]


@dataclass(frozen=True)
class Check:
    """One check of domain.md chapter 6. `looks_at` says in plain words when it finds something.

    `severity` is the gravest that it gives; `missing` says which missing facts make it unknown.
    """

    id: str
    severity: Severity
    title: str
    looks_at: str
    missing: str
    readers: Readers = Readers.BOTH


Told = tuple[Found, bool]  # what was found, and whether the customer may read it


@dataclass(frozen=True)
class Source:
    """Checks that are answered together, from facts loaded once for many customers.

    `find` takes customers with their provider loaded, and the day; it returns what was found by customer id.
    """

    name: str
    checks: tuple[Check, ...]
    find: Callable[[Sequence[Any], date], Mapping[UUID, Sequence[Told]]]


def not_told(
    checks: Sequence[Check], *, subject: str, label: str, message: str, action: str, path: str, in_names: str = ""
) -> list[Found]:
    """Each of these checks unknown, for one and the same reason: what all of them look at has not been entered."""
    return [
        Found(
            check.id, check.severity, subject, label, message, action, {"path": path}, is_unknown=True,
            message_in_names=in_names,
        )
        for check in checks
    ]  # fmt: skip
