"""What falls due: how an app answers whoever asks it for its dates."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class DueDate:
    """A date by which a side has to do something.

    `kind`, `subject_id` and `owed_by` ("provider", "customer" or "both") name it for good: with the same
    three, another `due_on` means that the date has moved. `title` says what is to be done, `path` where.
    `person_id` is somebody whom it concerns besides the side's owners or lead.
    """

    customer_id: UUID
    kind: str
    subject_id: UUID
    owed_by: str
    title: str
    path: str
    due_on: date
    person_id: UUID | None = None
