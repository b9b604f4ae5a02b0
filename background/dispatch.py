"""Tells Celery which jobs are due. It carries ids only; a lost message is sent again from the table."""

import logging
import time
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from background.models import Job, JobState

log = logging.getLogger(__name__)

UNCLAIMED = timedelta(seconds=60)  # sent this long ago and not claimed: the message was lost
WINDOW = 1000  # messages under way at once, so that a long queue does not fill Redis
PAUSE = 15  # seconds without another try after Redis did not answer

_not_before = 0.0


def dispatch(at: datetime | None = None) -> int:
    """Send the ids of due jobs that were not sent, or sent and never claimed. Returns how many."""
    if not settings.REDIS_URL:
        return 0
    at = at or timezone.now()
    lost = at - UNCLAIMED
    under_way = Job.objects.filter(state=JobState.QUEUED, sent_at__gt=lost).count()
    unsent = Job.objects.due(at=at).filter(Q(sent_at=None) | Q(sent_at__lte=lost))
    ids = unsent.order_by("run_after", "pk").values_list("pk", flat=True)[: max(WINDOW - under_way, 0)]
    sent = _publish(list(ids))
    Job.objects.filter(pk__in=sent).update(sent_at=at)
    return len(sent)


def publish_after_commit(job_id: UUID) -> None:
    """Send one id when the transaction stands. It may fail silently: the dispatcher sends it later."""
    if settings.REDIS_URL:
        transaction.on_commit(lambda: _send_now(job_id), robust=True)


def _send_now(job_id: UUID) -> None:
    if _publish([job_id]):
        Job.objects.filter(pk=job_id).update(sent_at=timezone.now())


def _publish(job_ids: list[UUID]) -> list[UUID]:
    """Those ids that Redis took. A Redis that does not answer is left alone for a while."""
    global _not_before
    sent: list[UUID] = []
    if time.monotonic() < _not_before:
        return sent
    from background.broker import app

    try:
        for job_id in job_ids:
            app.send_task("background.run_job", args=[str(job_id)], retry=False)
            sent.append(job_id)
    except Exception as error:  # whatever stops it, the jobs are safe in the table
        _not_before = time.monotonic() + PAUSE
        log.warning("could not reach Redis (%s); jobs wait in the database", error)
    return sent
