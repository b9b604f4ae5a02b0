"""What an advisory is, how urgent, and how a customer stands with it. Pure (domain.md §9.3)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Severity(StrEnum):
    """How bad it would be not to act, the worst first."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def label(self) -> str:
        return {"critical": "Critical: act now", "high": "High: act this week", "medium": "Medium: act this month",
                "low": "Low: good to know"}[self.value]  # fmt: skip

    @property
    def tone(self) -> str:
        """The colour of its chip."""
        return {"critical": "danger", "high": "danger", "medium": "warn", "low": "calm"}[self.value]

    @property
    def icon(self) -> str:
        """The shape in its chip."""
        return {"critical": "late", "high": "late", "medium": "wait", "low": "doc"}[self.value]


class Decision(StrEnum):
    """What a customer has decided. To have read it is something else."""

    DONE = "done"
    SCHEDULED = "scheduled"
    DECLINED = "declined"

    @property
    def label(self) -> str:
        return {"done": "Done", "scheduled": "Planned for a day", "declined": "Decided against"}[self.value]


class Standing(StrEnum):
    """How a customer stands with an advisory, what needs somebody first."""

    UNREAD = "unread"
    READ = "read"  # acknowledged is not acted on
    SCHEDULED = "scheduled"
    DECLINED = "declined"
    DONE = "done"

    @property
    def label(self) -> str:
        return {"unread": "Not read yet", "read": "Read, not decided", "scheduled": "Planned",
                "declined": "Decided against", "done": "Done"}[self.value]  # fmt: skip

    @property
    def tone(self) -> str:
        """The colour of its chip."""
        return {"unread": "danger", "read": "warn", "scheduled": "calm", "declined": "warn", "done": "ok"}[self.value]

    @property
    def icon(self) -> str:
        """The shape in its chip."""
        return {"unread": "late", "read": "wait", "scheduled": "wait", "declined": "ask", "done": "tick"}[self.value]


@dataclass(frozen=True, kw_only=True)
class Chased:
    """What counts for the next reminder: when it was told, by when to act, what was decided and for when."""

    told_on: date
    do_by: date | None
    chase_days: int
    decision: str = ""
    scheduled_for: date | None = None
    review_on: date | None = None


def due_on(copy: Chased) -> date | None:
    """The day by which the customer has to do something about it; None when nothing is left to do.

    No reply is not consent: without a decision it falls due `chase_days` after it was told, however far the day to act
    by is off, or on that day where it comes sooner.
    """
    if copy.decision == Decision.DONE:
        return None
    if copy.decision == Decision.SCHEDULED:
        return copy.scheduled_for
    if copy.decision == Decision.DECLINED:
        return copy.review_on
    answer_by = copy.told_on + timedelta(days=copy.chase_days)
    return min(copy.do_by, answer_by) if copy.do_by else answer_by


def is_unread_too_long(*, told_on: date, is_read: bool, chase_days: int, today: date) -> bool:
    """Whether nobody has said for more than `chase_days` that it was read (C-40 of domain.md chapter 6)."""
    return not is_read and today > told_on + timedelta(days=chase_days)
