"""What falls due: how an app answers whoever asks it for its dates."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class DueDate:
    """A date by which a side has to do something.

    `kind`, `subject_id` and `owed_by` ("provider", "customer" or "both") name it for good: with the same
    three, another `due_on` or `due_at` means that the date has moved. `title` says what is to be done, `path` where.
    `due_at` is the moment, on that day, where the clock runs in hours. `act_by` is the last day to set about it, where
    that is before the day itself: a letter has to be on its way by then.
    `customer_id` is None for a date that is the provider’s alone.
    `person_id` is somebody whom it concerns besides the side's owners or lead.
    """

    customer_id: UUID | None
    kind: str
    subject_id: UUID
    owed_by: str
    title: str
    path: str
    due_on: date
    due_at: datetime | None = None
    act_by: date | None = None
    person_id: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class DatedFact:
    """Something that happens on a day and that nobody owes: planned work, the end of a term.

    `kind` and `subject_id` name it for good; `starts_at` and `ends_at` are there where it has hours.
    """

    customer_id: UUID
    kind: str
    subject_id: UUID
    title: str
    path: str
    on: date
    starts_at: datetime | None = None
    ends_at: datetime | None = None
