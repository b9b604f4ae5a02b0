"""When a vendor has to be assessed (again): never yet, its review has come, or something happened at it. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from dateutil.relativedelta import relativedelta

MONTHS = 12  # an assessment of a critical vendor lasts so long (domain.md §8.1, C-30)


class Outcome(StrEnum):
    """How a comparison ended for one product in it, in words that name no other product."""

    KEPT = "kept"
    CHOSEN = "chosen"
    REPLACED = "replaced"
    PASSED_OVER = "passed_over"

    @property
    def words(self) -> str:
        return _WORDS[self]


_WORDS = {
    Outcome.KEPT: "is kept", Outcome.CHOSEN: "was chosen", Outcome.REPLACED: "is to be replaced",
    Outcome.PASSED_OVER: "was not chosen",
}  # fmt: skip


def outcome(*, is_chosen: bool, is_current: bool) -> Outcome:
    """Of a product that was in use (`is_current`) or offered itself."""
    if is_chosen:
        return Outcome.KEPT if is_current else Outcome.CHOSEN
    return Outcome.REPLACED if is_current else Outcome.PASSED_OVER


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What is known about the assessment of a vendor.

    `assessed_on`: the last decision on a comparison in which a product of it was scored. `review_on`: the day that
    decision named. `outcomes`: how it ended for each product of the vendor that was scored. `incident_on` and
    `reassess_by`: the latest incident that was noted after that decision.
    """

    is_critical: bool
    assessed_on: date | None = None
    review_on: date | None = None
    outcomes: tuple[tuple[UUID, Outcome], ...] = ()
    incident_on: date | None = None
    reassess_by: date | None = None

    @property
    def stale_on(self) -> date | None:
        """The last day on which the assessment still counts as fresh; None without one."""
        return self.assessed_on + relativedelta(months=MONTHS) if self.assessed_on else None

    @property
    def due_on(self) -> date | None:
        """The day by which to look again: the earliest of what is known; None where nothing asks for it."""
        days = [self.review_on, self.reassess_by]
        if self.is_critical:
            days.append(self.stale_on)
        return min((each for each in days if each), default=None)

    def is_late(self, today: date) -> bool:
        """The day by which to look again has passed."""
        return self.due_on is not None and self.due_on < today

    def is_wanted(self, today: date) -> bool:
        """Somebody has to assess it: a critical one that nobody has, whatever is overdue, whatever had an incident."""
        if self.incident_on is not None or (self.is_critical and self.assessed_on is None):
            return True
        return self.is_late(today)
