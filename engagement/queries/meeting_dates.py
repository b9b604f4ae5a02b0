"""What falls due for meetings: to come, to write minutes, to approve them."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone

from core.due import DueDate
from engagement.models import Approval, Meeting

WRITE_WITHIN = timedelta(days=5)  # after the meeting
APPROVE_WITHIN = timedelta(days=7)  # after the minutes were proposed


def due_dates(customer_ids: Iterable[UUID], now: datetime) -> list[DueDate]:
    """Everything that meetings of these customers ask for, overdue or ahead. Two queries."""
    ids = list(customer_ids)
    open_ones = Meeting.objects.filter(customer__in=ids, cancelled_at=None, approved_at=None)
    meetings = list(open_ones.select_related("customer").order_by("starts_at", "pk"))
    approved = set(Approval.objects.filter(meeting__in=meetings).values_list("meeting", "side"))
    return [due for meeting in meetings for due in _dates(meeting, approved, now)]


def _dates(meeting: Meeting, approved: set[tuple[UUID, str]], now: datetime) -> Iterator[DueDate]:
    if meeting.proposed_at is not None:
        by = _day(meeting.proposed_at) + APPROVE_WITHIN
        for side in ("provider", "customer"):
            if (meeting.pk, side) not in approved:
                yield _due(meeting, side, f"Approve the minutes: {meeting}", by)
    elif meeting.starts_at <= now:
        yield _due(meeting, "provider", f"Write the minutes: {meeting}", _day(meeting.starts_at) + WRITE_WITHIN)
    else:
        yield _due(meeting, "both", f"Meet: {meeting}", _day(meeting.starts_at))


def _due(meeting: Meeting, owed_by: str, title: str, due_on: date) -> DueDate:
    return DueDate(
        customer_id=meeting.customer_id,
        kind="meeting",
        subject_id=meeting.pk,
        owed_by=owed_by,
        title=title[:300],
        path=meeting.get_absolute_url(),
        due_on=due_on,
    )


def _day(moment: datetime) -> date:
    return timezone.localdate(moment)
