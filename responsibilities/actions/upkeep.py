"""Keeping what is in force true: somebody looks at a job again and says what they found, and why."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.actor import Actor
from audit.endings import Ending, ending_words
from audit.record import record
from audit.reviews import end_review
from core.recurrence import advance
from core.words import day
from responsibilities import permissions
from responsibilities.models import Row, Version


@transaction.atomic
def review_rows(
    *, version: Version, rows: Collection[UUID], ending: Ending, why: str, by: Actor, at: datetime
) -> list[Row]:
    """Note that these jobs of the version in force were looked at, what was found and why.

    The next review is counted from the day this one was due, not from today. Nothing that was signed
    changes: what was found changed or no longer needed goes into the next version. A job reviewed twice on the
    same day is noted once.
    """
    version = Version.objects.select_for_update(of=("self",)).select_related("customer").get(pk=version.pk)
    permissions.check_can_review(by, version)
    today = timezone.localdate(at)
    chosen = version.rows.select_for_update(of=("self",)).in_scope().filter(pk__in=rows).order_by("position", "code")
    return [_review(row, version, ending, why, by, at) for row in chosen if not _is_done(row, today)]


def _is_done(row: Row, today: object) -> bool:
    return row.reviewed_at is not None and timezone.localdate(row.reviewed_at) == today


def _review(row: Row, version: Version, ending: Ending, why: str, by: Actor, at: datetime) -> Row:
    today = timezone.localdate(at)
    before = row.review_on
    row.review_on = advance(before or today, months=row.review_interval_months, done_on=today)
    row.reviewed_at, row.reviewed_by_id = at, by.user_id
    row.save(update_fields=["review_on", "reviewed_at", "reviewed_by"])
    record(
        "row_reviewed", target=row, target_id=row.line, by=by, at=at, customer_id=version.customer_id,
        says=f"looked at “{row.title}” again: {ending_words(ending, why)}; next on {day(row.review_on)}",
        before={"review_on": before}, after={"review_on": row.review_on},
    )  # fmt: skip
    end_review(
        kind="review", subject_id=row.line, label=f"Review of who does “{row.title}”", ending=ending, why=why, by=by,
        at=at, path=reverse("responsibilities:upkeep", kwargs={"customer_slug": version.customer.slug}),
        customer_id=version.customer_id, next_on=row.review_on,
    )  # fmt: skip
    return row
