"""What a pack lists as it stood at the cut-off: open findings and questions, evidence, reminders that left."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Gap:
    """A finding that was open at the cut-off. `decided` says who accepted or put it off, until when and why."""

    check: str
    severity: str
    label: str
    message: str
    action: str
    since: date
    is_unknown: bool = False
    decided: str = ""


@dataclass(frozen=True)
class Asked:
    """A question on a job that was open at the cut-off, with what was said last."""

    code: str
    title: str
    asked_on: date
    asked_by: str
    text: str
    waits_for: str
    last_said: str = ""


@dataclass(frozen=True)
class Proof:
    """One piece of evidence on file: activity, what it shows, when, by whom, and the file's digest."""

    code: str
    title: str
    happened_on: date
    added_by: str
    filename: str = ""
    sha256: str = ""


@dataclass(frozen=True)
class Sent:
    """A reminder that left in the quarter."""

    sent_on: date
    to: str
    about: str
    due_on: date
    stage: str
