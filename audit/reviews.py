"""How the review of anything ends: the app's action keeps its own facts, and this record beside them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from audit.endings import Ending
from audit.models import Review
from audit.record import Who


def end_review(
    *,
    kind: str,
    subject_id: UUID,
    label: str,
    path: str,
    ending: Ending,
    why: str,
    by: Who,
    at: datetime,
    customer_id: UUID | None = None,
    next_on: date | None = None,
    is_internal: bool = False,
) -> Review:
    """Keep that something was looked at again, what was found and why, in the action's own transaction.

    `kind` and `subject_id` are those of its due date, `path` is the page on which it is read. The action's event tells
    the same in the history.
    """
    about: dict[str, Any] = {"kind": kind, "subject_id": subject_id, "label": label[:300], "path": path}
    return Review.objects.create(
        provider_id=by.provider_id, customer_id=customer_id, ending=ending, why=why.strip(), next_on=next_on,
        ended_at=at, by_id=by.user_id, by_name=by.name[:200], is_internal=is_internal, **about,
    )  # fmt: skip
