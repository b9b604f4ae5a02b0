"""Runs jobs: claims a row, works, and writes the effect and "done" in one transaction, once.

A claim gives the job an attempt number and a lease. Whoever comes after the lease has run out claims it with
the next number; then the first attempt's effect is refused, because its number no longer matches.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from background.jobs import Handler, UnknownJob, handler_of, reporter
from background.models import Job, JobQuerySet, JobState

log = logging.getLogger(__name__)

ATTEMPTS = 5
BACKOFF = [timedelta(seconds=10), timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30)]
LEASE = timedelta(seconds=60)  # work in one transaction; on PostgreSQL its row lock guards it as well
LONG_LEASE = timedelta(minutes=5)  # work that prepares; `progress` renews it
STOPPED = "It was started {attempts} times, and each time its worker stopped before the end."


class Superseded(Exception):
    """Another worker has claimed the job since: this attempt must leave no trace."""


@dataclass(frozen=True)
class Claim:
    """The right to run one job once."""

    job_id: UUID
    name: str
    attempt: int
    payload: dict[str, Any]
    at: datetime

    def row(self) -> JobQuerySet:
        """The job, while this claim still holds."""
        return Job.objects.filter(pk=self.job_id, attempt=self.attempt, state=JobState.RUNNING)


def drain(at: datetime | None = None, *, until: Callable[[], bool] = lambda: False) -> int:
    """Run the jobs that are due, one after the other, in this process. Returns how many were started."""
    count = 0
    while not until() and (claim := _claim(Job.objects.all(), at or timezone.now())):
        _run(claim)
        count += 1
    return count


def run(job_id: UUID | str, at: datetime | None = None) -> bool:
    """Run this job if it is due and nobody else has it."""
    claim = _claim(Job.objects.filter(pk=job_id), at or timezone.now())
    if claim is None:
        return False
    _run(claim)
    return True


@transaction.atomic
def _claim(jobs: JobQuerySet, at: datetime) -> Claim | None:
    """The first of these jobs that is due and not locked, with its next attempt number and a lease."""
    due = jobs.due(at=at).order_by("run_after", "created_at", "pk")
    while job := due.select_for_update(skip_locked=True).first():
        if job.attempt >= ATTEMPTS:
            job.state, job.finished_at = JobState.FAILED, at
            job.reason = STOPPED.format(attempts=job.attempt)
            job.save(update_fields=["state", "finished_at", "reason"])
            continue
        job.state, job.attempt, job.started_at = JobState.RUNNING, job.attempt + 1, at
        job.steps_done = job.steps_total = 0
        job.lease_until = at + _lease(job.name)
        job.save()
        return Claim(job.pk, job.name, job.attempt, job.payload, at)
    return None


def _run(claim: Claim) -> None:
    try:
        with _progress_of(claim):
            _work(claim, handler_of(claim.name))
    except Superseded:
        log.warning("job %s (%s): attempt %s was overtaken", claim.job_id, claim.name, claim.attempt)
    except Exception as error:
        log.exception("job %s (%s): attempt %s failed", claim.job_id, claim.name, claim.attempt)
        _fail(claim, error)


def _work(claim: Claim, handler: Handler) -> None:
    finish = handler.work(**claim.payload) if handler.prepares else None
    with transaction.atomic():
        if not claim.row().select_for_update().exists():
            raise Superseded
        if not handler.prepares:
            handler.work(**claim.payload)
        elif finish is not None:
            finish()
        # Last, so that nothing else is waited for while a job with the same key cannot be asked for.
        marked = claim.row().update(state=JobState.DONE, finished_at=timezone.now(), lease_until=None, reason="")
        if not marked:
            raise Superseded


def _fail(claim: Claim, error: Exception) -> None:
    """Try again later, or give up with a reason that people can read."""
    reason = sentence_of(error)
    if claim.attempt >= ATTEMPTS:
        claim.row().update(state=JobState.FAILED, finished_at=timezone.now(), lease_until=None, reason=reason)
        return
    again_at = claim.at + BACKOFF[claim.attempt - 1]
    claim.row().update(state=JobState.QUEUED, run_after=again_at, sent_at=None, lease_until=None, reason=reason)


def sentence_of(error: Exception) -> str:
    """What went wrong, for people: the exception's own sentence, else its kind and first line; no trace."""
    lines = str(error).strip().splitlines()
    first = lines[0][:300] if lines else ""
    if first.endswith((".", "!", "?")) and " " in first:
        return first
    return f"Something unexpected happened: {type(error).__name__}{': ' if first else ''}{first}."


@contextmanager
def _progress_of(claim: Claim) -> Iterator[None]:
    def report(steps_done: int, steps_total: int) -> None:
        lease = timezone.now() + _lease(claim.name)
        if not claim.row().update(steps_done=steps_done, steps_total=steps_total, lease_until=lease):
            raise Superseded

    token = reporter.set(report)
    try:
        yield
    finally:
        reporter.reset(token)


def _lease(name: str) -> timedelta:
    try:
        return LONG_LEASE if handler_of(name).prepares else LEASE
    except UnknownJob:
        return LEASE
