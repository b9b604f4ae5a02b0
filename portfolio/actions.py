"""What staff do with background jobs: have a failed one tried again."""

from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.actor import Actor, check_may
from accounts.enums import Permission
from audit.record import record
from background.dispatch import publish_after_commit
from background.models import Job, JobState
from core.errors import NotAllowed


@transaction.atomic
def retry_job(*, job: Job, by: Actor, at: datetime) -> Job:
    """Give a failed job another five attempts."""
    check_may(by, Permission.JOB_RETRY)
    job = Job.objects.visible_to(by).select_for_update().get(pk=job.pk)
    if job.state != JobState.FAILED:
        raise NotAllowed("This job has not failed, so there is nothing to try again.")
    before = {"state": job.state, "attempt": job.attempt, "reason": job.reason}
    job.state, job.attempt, job.run_after = JobState.QUEUED, 0, at
    job.sent_at = job.lease_until = job.started_at = job.finished_at = None
    try:
        with transaction.atomic():
            job.save()
    except IntegrityError:
        raise NotAllowed("The same work has been asked for again since and is already waiting.") from None
    record(
        "job_retried",
        target=job,
        by=by,
        at=at,
        says=f"had the background job “{job.name}” tried again",
        customer_id=job.customer_id,
        before=before,
        after={"state": job.state, "attempt": 0},
        is_internal=True,
    )
    publish_after_commit(job.pk)
    return job
